import type { Item } from "@windowpane/core";
import { takeCommand } from "./command.ts";
import { handled } from "./handled.ts";
import type { TakeContext } from "./take-context.ts";

/** Takes the tasks of an execution, their invocations, and what those started; each as soon as it is listed. */
export const takeExecution = async (context: TakeContext, WindowExecutionId: string): Promise<void> => {
  const { recorder } = context;
  const parts: Promise<unknown>[] = [];
  await recorder.walk("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId }, (tasks) => {
    for (const { TaskExecutionId } of tasks) {
      if (TaskExecutionId !== undefined)
        parts.push(handled(takeTask(context, { WindowExecutionId, TaskId: TaskExecutionId })));
    }
  });
  await Promise.all(parts);
};

const takeTask = async (
  context: TakeContext,
  ids: { readonly WindowExecutionId: string; readonly TaskId: string },
): Promise<void> => {
  const { recorder, counted } = context;
  const parts: Promise<unknown>[] = [handled(recorder.ask("GetMaintenanceWindowExecutionTask", ids))];
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  await recorder.walk(list, ids, (invocations) => {
    counted.invocations += invocations.length;
    for (const invocation of invocations) parts.push(handled(takeStarted(context, invocation)));
  });
  await Promise.all(parts);
};

type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

/** What Systems Manager itself ran; of functions and state machines it keeps nothing. */
const takeStarted = async (
  context: TakeContext,
  { ExecutionId = "", TaskType }: Invocation,
): Promise<void> => {
  if (ExecutionId === "") return;
  // The oldest of AWS's samples have no TaskType; they are of Run Command.
  if (TaskType === undefined || TaskType === "RUN_COMMAND") await takeCommand(context, ExecutionId);
  if (TaskType === "AUTOMATION") await takeAutomation(context, ExecutionId);
};

const takeAutomation = async ({ recorder }: TakeContext, AutomationExecutionId: string): Promise<void> => {
  const answer = await recorder.ask("GetAutomationExecution", { AutomationExecutionId });
  // What it holds whole need not be asked for again: AWS allows an account three requests a second.
  if (answer?.AutomationExecution?.StepExecutionsTruncated === true)
    await recorder.walk("DescribeAutomationStepExecutions", { AutomationExecutionId });
};
