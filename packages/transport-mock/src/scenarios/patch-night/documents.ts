/** The Run Command documents that the account's tasks use. */
import type { EndingName } from "./endings/index.ts";

/** What a command runs on each machine. */
export interface CommandDocument {
  readonly name: string;
  /** The steps, each for one platform or, without one, for all. */
  readonly steps: readonly { readonly name: string; readonly platform?: "Linux" | "Windows" }[];
  /** How a step ends when nothing is wrong. */
  readonly usual: EndingName;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly timeoutSeconds: number;
}

/** Two steps, of which a machine runs the one for its platform and skips the other. */
export const runPatchBaseline: CommandDocument = {
  name: "AWS-RunPatchBaseline",
  steps: [
    { name: "PatchWindows", platform: "Windows" },
    { name: "PatchLinux", platform: "Linux" },
  ],
  usual: "patched",
  parameters: { Operation: ["Install"], RebootOption: ["NoReboot"] },
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
