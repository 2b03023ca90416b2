/** The tasks of a patch account: a command to all machines, or an automation for each. */
import type { PlatformType } from "@windowpane/core";
import type { StartedAutomationPlan } from "../../plan/automation-plan.ts";
import type {
  CommandPlan,
  InvocationPlan,
  MachinePlan,
  PluginPlan,
  RunPlan,
  SentCommandPlan,
  TaskPlan,
} from "../../plan/plan.ts";
import { skippedStep } from "../patch-night/endings/successes.ts";
import { patchAccountIds as ids, patchAccountMinute, TASK_MINUTES } from "./layout.ts";
import type { PatchMachineRecipe, PatchRunRecipe, PatchRunStatus, PatchTaskRecipe } from "./recipe.ts";

const DOCUMENT = "AWS-RunPatchBaseline";

/** The type of a task. */
export const typeOf = (task: PatchTaskRecipe | undefined): "AUTOMATION" | "RUN_COMMAND" =>
  task?.automation === undefined ? "RUN_COMMAND" : "AUTOMATION";

const timesOf = (task: number): { readonly start: Date; readonly end: Date } => ({
  start: patchAccountMinute(task * TASK_MINUTES),
  end: patchAccountMinute((task + 1) * TASK_MINUTES),
});

const runOf = (
  task: PatchTaskRecipe,
  machine: number,
): PatchRunRecipe & { readonly status: PatchRunStatus } => {
  const run = task.runs?.[machine] ?? {};
  return typeof run === "string" ? { status: run } : { status: "Success", ...run };
};

const parametersOf = ({ document = DOCUMENT, operation = "Install", ...task }: PatchTaskRecipe) => ({
  ...(document.includes("RunPatchBaseline") && { Operation: [operation] }),
  ...(task.rebootOption !== undefined && { RebootOption: [task.rebootOption] }),
  ...Object.fromEntries(Object.entries(task.parameters ?? {}).map(([name, values]) => [name, [...values]])),
});

/** The plan of a task. */
export interface MadeTask {
  readonly plan: TaskPlan;
  /** Commands that the steps of automations sent. */
  readonly commands: readonly SentCommandPlan[];
}

/** Creates the plan of a task. */
export const taskOf = (
  task: PatchTaskRecipe,
  index: number,
  machines: readonly PatchMachineRecipe[],
): MadeTask => {
  const { document = DOCUMENT, automation } = task;
  const statuses = machines.map((_, machine) => runOf(task, machine).status);
  const times = statuses.includes("InProgress")
    ? { start: timesOf(index).start, end: patchAccountMinute(24 * 60) }
    : timesOf(index);
  const parameters = parametersOf(task);
  const plans = machines.map(({ platform = "Linux" }, machine) =>
    machinePlan(ids.machine(machine), document, platform, runOf(task, machine), timesOf(index)),
  );
  const commandOver = (numbers: readonly number[]): CommandPlan & { readonly Parameters: string } => ({
    DocumentName: document,
    machines: plans.filter((_, machine) => numbers.includes(machine)),
    Parameters: JSON.stringify({
      documentName: document,
      instanceIds: numbers.map(ids.machine),
      parameters,
      timeoutSeconds: 600,
    }),
  });
  const common = {
    TaskExecutionId: ids.task(index),
    ...times,
    ...taskResult(resultOf(statuses)),
    task: {
      TaskArn: automation ?? document,
      Type: typeOf(task),
      Priority: index + 1,
      TaskParameters: [
        Object.fromEntries(Object.entries(parameters).map(([name, Values]) => [name, { Values }])),
      ],
    },
  };
  if (automation === undefined) {
    const { Parameters, ...command } = commandOver([...machines.keys()]);
    const invocation: InvocationPlan = {
      InvocationId: ids.invocation(index),
      ExecutionId: ids.command(index),
      ...times,
      ...resultOf(statuses),
      Parameters,
      command,
    };
    return { plan: { ...common, invocations: [invocation] }, commands: [] };
  }
  return {
    plan: {
      ...common,
      invocations: statuses.map((status, machine): InvocationPlan => {
        const plan = automationOf(automation, document, index, machine, status);
        return {
          InvocationId: ids.invocation(index, machine),
          ExecutionId: plan.AutomationExecutionId,
          ...times,
          ...resultOf([status]),
          automation: plan,
        };
      }),
    },
    commands: statuses.map((status, machine) => ({
      CommandId: ids.command(index, machine),
      ...times,
      ...resultOf([status]),
      ...commandOver([machine]),
    })),
  };
};

const taskResult = ({ outcome }: ReturnType<typeof resultOf>) => ({ outcome });

const automationOf = (
  DocumentName: string,
  document: string,
  task: number,
  machine: number,
  status: PatchRunStatus,
): StartedAutomationPlan => {
  const outcome = status === "Success" || status === "InProgress" ? "Success" : "Failed";
  const InstanceId = ids.machine(machine);
  return {
    AutomationExecutionId: ids.automation(task, machine),
    DocumentName,
    Parameters: { InstanceId: [InstanceId] },
    ...timesOf(task),
    outcome,
    steps: [
      {
        StepName: "installMissingOSUpdates",
        Action: "aws:runCommand",
        ...timesOf(task),
        outcome,
        Inputs: { DocumentName: JSON.stringify(document), InstanceIds: JSON.stringify([InstanceId]) },
        Outputs: { CommandId: [ids.command(task, machine)], Status: [outcome] },
      },
    ],
  };
};

/** The task's command on a machine. */
const machinePlan = (
  InstanceId: string,
  document: string,
  platform: PlatformType,
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

/** The outcome of an invocation whose machines have these statuses. */
const resultOf = (statuses: readonly PatchRunStatus[]): Pick<RunPlan, "outcome" | "details"> => {
  const bad = statuses.filter((status) => status !== "Success" && status !== "InProgress");
  const counted = bad.filter((status) => status !== "Undeliverable" && status !== "Terminated");
  if (counted.length > 0) return { outcome: "FAILED", details: "Failed" };
  return bad.length > 0 && bad.length === statuses.length
    ? { outcome: "FAILED", details: "Failed" }
    : { outcome: "SUCCESS", details: "Success" };
};

type RunEnding = Pick<MachinePlan, "outcome" | "details"> & { readonly code: number };

const endings: Readonly<Record<PatchRunStatus, RunEnding>> = {
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

interface DocumentStep {
  readonly name: string;
  readonly platform?: PlatformType;
}

const patchSteps: readonly DocumentStep[] = [
  { name: "PatchWindows", platform: "Windows" },
  { name: "PatchLinux", platform: "Linux" },
  { name: "PatchMacOS", platform: "MacOS" },
];

/** Steps of AWS-RunPatchBaselineWithHooks. All names but `InstallNoReboot` are unverified. */
const hookSteps: readonly DocumentStep[] = [
  { name: "Scan" },
  { name: "VerifyScan" },
  { name: "PreInstallHook" },
  { name: "InstallNoReboot" },
  { name: "PostInstallHook" },
  { name: "VerifyReboot" },
  { name: "RebootAndReport" },
  { name: "OnExitHook" },
];

const stepsOf = (document: string, platform: PlatformType): readonly DocumentStep[] => {
  const name = document.split("/").at(-1) ?? document;
  if (name === "AWS-RunPatchBaselineWithHooks") return hookSteps;
  if (name.includes("RunPatchBaseline") || name.includes("Patch")) return patchSteps;
  return [{ name: platform === "Windows" ? "aws:runPowerShellScript" : "aws:runShellScript" }];
};
