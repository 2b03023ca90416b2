/** The Run Command documents that the account's tasks use. */
import type { EndingName } from "./index.ts";

/** What a command runs on each machine. */
export interface CommandDocument {
  readonly name: string;
  /** The steps, each for one platform or, without one, for all. */
  readonly steps: readonly { readonly name: string; readonly platform?: "Linux" | "Windows" }[];
  /** How a step ends when nothing is wrong. */
  readonly usual: EndingName;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly timeoutSeconds: number;
  /** What it does to patches, for documents that print and report it. Default: nothing. */
  readonly patching?: PatchRequest;
}

/** How a command of AWS-RunPatchBaseline was asked to patch. */
export interface PatchRequest {
  readonly operation: "Scan" | "Install";
  readonly rebootOption: "RebootIfNeeded" | "NoReboot";
  /** Whether the baseline is overridden: then machines report nothing. */
  readonly isOverride: boolean;
}

/** Two steps, of which a machine runs the one for its platform and skips the other. */
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

/** Installs and leaves the reboot to others. */
export const runPatchBaseline: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "NoReboot", isOverride: false },
  { Operation: ["Install"], RebootOption: ["NoReboot"] },
);

/** Installs, and reboots where that is needed. */
export const patchAndReboot: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "RebootIfNeeded", isOverride: false },
  { Operation: ["Install"] },
);

/** Looks for patches and installs none. */
export const scanPatches: CommandDocument = patchDocument(
  { operation: "Scan", rebootOption: "RebootIfNeeded", isOverride: false },
  { Operation: ["Scan"] },
);

/** Where the baseline of `patchByOverride` is. */
export const OVERRIDE = "s3://example-patch-baselines/pilot.json";

/** Installs by a baseline of its own, of which nothing is reported. */
export const patchByOverride: CommandDocument = patchDocument(
  { operation: "Install", rebootOption: "NoReboot", isOverride: true },
  { Operation: ["Install"], RebootOption: ["NoReboot"], BaselineOverride: [OVERRIDE] },
);

/** Installs Windows updates past Patch Manager: of their state it reports nothing. */
export const installWindowsUpdates: CommandDocument = {
  name: "AWS-InstallWindowsUpdates",
  steps: [{ name: "installWindowsUpdates" }],
  usual: "updatesInstalled",
  parameters: { Action: ["Install"], AllowReboot: ["False"] },
  timeoutSeconds: 600,
};

/** Brings the agent to its newest version. */
export const updateAgent: CommandDocument = {
  name: "AWS-UpdateSSMAgent",
  steps: [{ name: "aws:updateSsmAgent" }],
  usual: "agentUpdated",
  parameters: { version: [""], allowDowngrade: ["false"] },
  timeoutSeconds: 600,
};

/** Lines for a shell. */
export const shellScript = (...commands: readonly string[]): CommandDocument => ({
  name: "AWS-RunShellScript",
  steps: [{ name: "aws:runShellScript" }],
  usual: "scripted",
  parameters: { commands, executionTimeout: ["3600"] },
  timeoutSeconds: 600,
});

/** Lines for PowerShell. */
export const powerShellScript = (...commands: readonly string[]): CommandDocument => ({
  name: "AWS-RunPowerShellScript",
  steps: [{ name: "aws:runPowerShellScript" }],
  usual: "scripted",
  parameters: { commands, executionTimeout: ["3600"] },
  timeoutSeconds: 600,
});
