/** The Run Command documents of the account's tasks. */
import type { EndingName } from "./index.ts";

/** A document with its parameters. */
export interface CommandDocument {
  readonly name: string;
  /** Steps, each for one platform or for all. */
  readonly steps: readonly { readonly name: string; readonly platform?: "Linux" | "Windows" }[];
  /** Ending of a step without trouble. */
  readonly usual: EndingName;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly timeoutSeconds: number;
  /** Patch operation, for documents that print and report it. Default: none. */
  readonly patching?: PatchRequest;
}

/** Patch operation of an AWS-RunPatchBaseline command. */
export interface PatchRequest {
  readonly operation: "Scan" | "Install";
  readonly rebootOption: "RebootIfNeeded" | "NoReboot";
  /** Whether the baseline is overridden. Then machines report no patch state. */
  readonly isOverride: boolean;
}

/** AWS-RunPatchBaseline with two steps: a machine runs the one for its platform and skips the other. */
const patchDocument = (
  patching: PatchRequest,
  parameters: Readonly<Record<string, readonly string[]>>,
): CommandDocument => ({
  name: "AWS-RunPatchBaseline",
  steps: [
    { name: "PatchWindows", platform: "Windows" },
    { name: "PatchLinux", platform: "Linux" },
  ],
  usual: patching.operation === "Scan" ? "scanned" : "patched",
  parameters,
  timeoutSeconds: 600,
  patching,
});

/** Installs patches without a reboot. */
export const runPatchBaseline: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "NoReboot", isOverride: false },
  { Operation: ["Install"], RebootOption: ["NoReboot"] },
);

/** Installs patches and reboots if needed. */
export const patchAndReboot: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "RebootIfNeeded", isOverride: false },
  { Operation: ["Install"] },
);

/** Scans for patches without installing them. */
export const scanPatches: CommandDocument = patchDocument(
  { operation: "Scan", rebootOption: "RebootIfNeeded", isOverride: false },
  { Operation: ["Scan"] },
);

/** URL of the baseline of `patchByOverride`. */
export const OVERRIDE = "s3://example-patch-baselines/pilot.json";

/** Installs with a BaselineOverride, so machines report no patch state. */
export const patchByOverride: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "NoReboot", isOverride: true },
  { Operation: ["Install"], RebootOption: ["NoReboot"], BaselineOverride: [OVERRIDE] },
);

/** Installs Windows updates without Patch Manager, so machines report no patch state. */
export const installWindowsUpdates: CommandDocument = {
  name: "AWS-InstallWindowsUpdates",
  steps: [{ name: "installWindowsUpdates" }],
  usual: "updatesInstalled",
  parameters: { Action: ["Install"], AllowReboot: ["False"] },
  timeoutSeconds: 600,
};

/** Updates SSM Agent to the latest version. */
export const updateAgent: CommandDocument = {
  name: "AWS-UpdateSSMAgent",
  steps: [{ name: "aws:updateSsmAgent" }],
  usual: "agentUpdated",
  parameters: { version: [""], allowDowngrade: ["false"] },
  timeoutSeconds: 600,
};

/** Runs shell commands. */
export const shellScript = (...commands: readonly string[]): CommandDocument => ({
  name: "AWS-RunShellScript",
  steps: [{ name: "aws:runShellScript" }],
  usual: "scripted",
  parameters: { commands, executionTimeout: ["3600"] },
  timeoutSeconds: 600,
});

/** Runs PowerShell commands. */
export const powerShellScript = (...commands: readonly string[]): CommandDocument => ({
  name: "AWS-RunPowerShellScript",
  steps: [{ name: "aws:runPowerShellScript" }],
  usual: "scripted",
  parameters: { commands, executionTimeout: ["3600"] },
  timeoutSeconds: 600,
});
