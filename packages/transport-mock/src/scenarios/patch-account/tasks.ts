/** The tasks of a patch account: commands over all machines, or an automation for each. */
import type { StartedAutomationPlan } from "../../automation-plan.ts";
import type { CommandPlan, InvocationPlan, SentCommandPlan, TaskPlan } from "../../plan.ts";
import { patchAccountIds as ids } from "./ids.ts";
import { machinePlan, resultOf } from "./machine-plan.ts";
import type { PatchMachineRecipe, PatchRunRecipe, PatchRunStatus, PatchTaskRecipe } from "./recipe.ts";
import { patchAccountMinute, TASK_MINUTES } from "./time.ts";

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

/** A task, made. */
export interface MadeTask {
  readonly plan: TaskPlan;
  /** Those that the steps of automations sent. */
  readonly commands: readonly SentCommandPlan[];
}

/** The task with its commands or automations. */
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
