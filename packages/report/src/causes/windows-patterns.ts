import { sharedCauses, type TextRule } from "./rule.ts";

/**
 * Windows Update's and the servicing stack's result codes: the same number in every language.
 *
 * @see https://learn.microsoft.com/windows/deployment/update/windows-update-error-reference
 */
export const windowsPatterns: readonly TextRule[] = [
  {
    slug: "windows-component-store",
    title: "Windows component store damaged",
    nextStep:
      "Run `DISM /Online /Cleanup-Image /RestoreHealth` and `sfc /scannow` on the machine, then the task again.",
    patterns: [/0x80073712|0x800f0831|0x800f0900|0x800736b3|0x800f0982|ERROR_SXS_COMPONENT_STORE_CORRUPT/iu],
  },
  {
    slug: "windows-source-missing",
    title: "Windows feature source missing",
    nextStep:
      "Give the machine a repair source (group policy, install media) or access to Windows Update, then run the task again.",
    patterns: [/0x800f081f|0x800f0906|0x800f0907/iu],
  },
  {
    slug: "windows-update-disabled",
    title: "Windows Update service disabled or stopped",
    nextStep:
      "Enable and start the services wuauserv and bits, and check the group policy that manages them.",
    patterns: [/0x80070422|0x8024001e|0x8024002e/iu],
  },
  {
    slug: "windows-update-unreachable",
    title: "Windows Update server not reached",
    nextStep: "Check proxy, WSUS address and firewall on the machine, and that the WSUS server answers.",
    patterns: [
      /0x8024401c|0x80244022|0x80244019|0x8024401f|0x8024402f|0x80072ee2|0x80072efd|0x80072efe|0x80244018|0x80240438/iu,
    ],
  },
  {
    slug: "windows-access-denied",
    title: "Windows denied access to the update",
    nextStep:
      "Check as whom the agent runs, antivirus and group policy, and the rights on C:\\Windows\\SoftwareDistribution; then run the task again.",
    patterns: [/0x80070005/iu],
  },
  {
    ...sharedCauses.installerBusy,
    patterns: [/0x80070652|0x80240016|another installation is already in progress/iu],
  },
];

/** Any other code of theirs. */
export const windowsTroubles: readonly TextRule[] = [
  {
    slug: "windows-update-failed",
    title: "Windows update failed to install",
    nextStep:
      "Look the code up in Microsoft's Windows Update error reference, and read CBS.log and Get-WindowsUpdateLog on the machine.",
    broad: true,
    patterns: [/(?<subject>0x8024[0-9a-f]{4}|0x800f[0-9a-f]{4}|0x80070643)/iu],
  },
];
