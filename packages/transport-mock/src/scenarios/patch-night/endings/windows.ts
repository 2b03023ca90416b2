/** Failures of Windows Update, servicing and PowerShell. */
import { failed, lines, type StepEnding, type PrintContext } from "./ending.ts";

/** Endings of Windows. */
export const windows = {
  // WU_E_PT_ENDPOINT_UNREACHABLE
  updateEndpointUnreachable: updateFailure(
    "0x80240438",
    "There is no route or network connectivity to the endpoint.",
  ),
  // WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
  updateNameNotResolved: updateFailure(
    "0x8024402C",
    "The proxy server or target server name cannot be resolved.",
  ),
  // E_ACCESSDENIED
  updateAccessDenied: updateFailure("0x80070005", "Access is denied."),
  updateAccessDeniedJapanese: updateFailure("0x80070005", "アクセスが拒否されました。"),
  // CBS_E_INSTALLERS_FAILED
  updateInstallersFailed: updateFailure(
    "0x800f0922",
    "Processing advanced installers and generic commands failed.",
  ),
  // ERROR_SXS_COMPONENT_STORE_CORRUPT
  updateStoreCorrupt: updateFailure("0x80073712", "The component store has been corrupted."),
  updateStoreCorruptGerman: updateFailure("0x80073712", "Der Komponentenspeicher wurde beschädigt."),
  executionPolicy: failed(1, {
    stderr: ({ draw }) =>
      lines(
        `C:\\ops\\Set-Baseline-${draw.whole(1, 9)}.ps1 : File C:\\ops\\Set-Baseline.ps1 cannot be loaded because running scripts is disabled on this system.`,
        "For more information, see about_Execution_Policies at https:/go.microsoft.com/fwlink/?LinkID=135170.",
        "    + CategoryInfo          : SecurityError: (:) [], PSSecurityException",
        "    + FullyQualifiedErrorId : UnauthorizedAccess",
      ),
  }),
  windowsRebootPending: failed(194, {
    stdout: ({ draw }) =>
      lines(
        `KB${draw.whole(5_030_000, 5_049_999)}: Installed, InstalledPendingReboot`,
        "A reboot is required before more updates can be installed.",
      ),
  }),
} as const satisfies Record<string, StepEnding>;

function updateFailure(hresult: string, sentence: string): StepEnding {
  return failed(1, {
    stdout: ({ host, draw }: PrintContext) =>
      lines(
        `${host}: connecting to the update source`,
        `Found ${draw.whole(2, 9)} missing updates that the baseline approves.`,
        `Installing KB${draw.whole(5_030_000, 5_049_999)} ...`,
      ),
    stderr: ({ draw }: PrintContext) =>
      lines(
        `Invoke-PatchBaselineOperation : Exception Details: An error occurred when attempting to install KB${draw.whole(5_030_000, 5_049_999)}.`,
        `Exception Level 1: Error Message: ${sentence} (Exception from HRESULT: ${hresult})`,
        "At C:\\ProgramData\\Amazon\\SSM\\document\\orchestration\\PatchWindows\\_script.ps1:233 char:13",
      ),
  });
}
