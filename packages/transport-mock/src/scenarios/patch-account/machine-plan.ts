/** What a patch run did on a machine. */
import type { MachinePlan, PluginPlan, Run } from "../../plan.ts";
import { skippedStep } from "../patch-night/endings/successes.ts";
import type { PatchMachineRecipe, PatchRunRecipe, PatchRunStatus } from "./recipe.ts";

type Platform = NonNullable<PatchMachineRecipe["platform"]>;

/** The run of a machine. */
export const machinePlan = (
  InstanceId: string,
  document: string,
  platform: Platform,
  run: PatchRunRecipe,
  time: { readonly start: Date; readonly end: Date },
): MachinePlan => {
  const { status = "Success" } = run;
  const ending = endings[status];
  const never = ending.code === -1;
  return {
    InstanceId,
    start: time.start,
    end: status === "InProgress" ? new Date(time.end.getTime() + 24 * 3_600_000) : time.end,
    outcome: ending.outcome,
    details: ending.details,
    plugins: stepsOf(document, platform).map((step): PluginPlan => {
      if (!never && step.platform !== undefined && step.platform !== platform) {
        const stdout = skippedStep(step.name, step.platform);
        return {
          Name: step.name,
          outcome: "Success",
          details: "Success",
          ResponseCode: 0,
          stdout,
          stderr: "",
        };
      }
      const { outcome, details, code } = ending;
      const { stdout = "", stderr = "" } = run;
      return { Name: step.name, outcome, details, ResponseCode: run.code ?? code, stdout, stderr };
    }),
  };
};

/** The result of an invocation over machines that ended so. */
export const resultOf = (statuses: readonly PatchRunStatus[]): Pick<Run, "outcome" | "details"> => {
  const bad = statuses.filter((status) => status !== "Success" && status !== "InProgress");
  const counted = bad.filter((status) => status !== "Undeliverable" && status !== "Terminated");
  if (counted.length > 0) return { outcome: "FAILED", details: "Failed" };
  return bad.length > 0 && bad.length === statuses.length
    ? { outcome: "FAILED", details: "Failed" }
    : { outcome: "SUCCESS", details: "Success" };
};

type Ending = Pick<MachinePlan, "outcome" | "details"> & { readonly code: number };

const endings: Readonly<Record<PatchRunStatus, Ending>> = {
  Success: { outcome: "Success", details: "Success", code: 0 },
  InProgress: { outcome: "Success", details: "Success", code: 0 },
  Failed: { outcome: "Failed", details: "Failed", code: 1 },
  ExecutionTimedOut: { outcome: "TimedOut", details: "Execution Timed Out", code: 137 },
  Cancelled: { outcome: "Cancelled", details: "Cancelled", code: 137 },
  CancelledBeforeStart: { outcome: "Cancelled", details: "Cancelled", code: -1 },
  DeliveryTimedOut: { outcome: "TimedOut", details: "Delivery Timed Out", code: -1 },
  Undeliverable: { outcome: "Failed", details: "Undeliverable", code: -1 },
  Terminated: { outcome: "Cancelled", details: "Terminated", code: -1 },
  InvalidPlatform: { outcome: "Failed", details: "Invalid Platform", code: -1 },
  AccessDenied: { outcome: "Failed", details: "Access Denied", code: -1 },
};

interface Step {
  readonly name: string;
  readonly platform?: Platform;
}

const patchSteps: readonly Step[] = [
  { name: "PatchWindows", platform: "Windows" },
  { name: "PatchLinux", platform: "Linux" },
  { name: "PatchMacOS", platform: "MacOS" },
];

/** Of the stages of AWS-RunPatchBaselineWithHooks only the name of `InstallNoReboot` is known; the others are unverified. */
const hookSteps: readonly Step[] = [
  { name: "Scan" },
  { name: "VerifyScan" },
  { name: "PreInstallHook" },
  { name: "InstallNoReboot" },
  { name: "PostInstallHook" },
  { name: "VerifyReboot" },
  { name: "RebootAndReport" },
  { name: "OnExitHook" },
];

const stepsOf = (document: string, platform: Platform): readonly Step[] => {
  const name = document.split("/").at(-1) ?? document;
  if (name === "AWS-RunPatchBaselineWithHooks") return hookSteps;
  if (name.includes("RunPatchBaseline") || name.includes("Patch")) return patchSteps;
  return [{ name: platform === "Windows" ? "aws:runPowerShellScript" : "aws:runShellScript" }];
};
