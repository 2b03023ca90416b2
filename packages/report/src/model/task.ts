/** AWS's rows of tasks and invocations, and what to call them. */
import type { Item, Output } from "@windowpane/core";
import type { TaskReport } from "./report.ts";

export type AwsInvocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;
export type AwsTask = Item<"DescribeMaintenanceWindowExecutionTasks">;
export type AwsTaskDetail = Output<"GetMaintenanceWindowExecutionTask">;

/** The type of an invocation, or of its task if the invocation has none, as in AWS's oldest samples. Ignores empty types. */
export const taskTypeOf = ({
  invocation,
  task,
}: {
  readonly invocation: AwsInvocation;
  readonly task: AwsTask;
}): string | undefined => {
  const type = [invocation.TaskType, task.TaskType].find((one) => (one ?? "").trim() !== "");
  const word = type?.trim().toUpperCase();
  return taskTypes.find((one) => one === word) ?? type;
};

const taskTypes = ["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"] as const;

/** The name of what a task runs: the last part of its ARN, which names a document, a function or a state machine. */
export const nameOfTask = ({ TaskArn }: AwsTask): string => {
  const parts = (TaskArn ?? "").split(/[:/]/u).filter((part) => part !== "" && part !== "$LATEST");
  return parts.at(-1) ?? "unnamed task";
};

/** The name of what a task runs, or its ID if AWS does not return it. */
export const titleOfTask = (task: Pick<TaskReport, "TaskArn" | "TaskExecutionId">): string =>
  task.TaskArn === undefined ? task.TaskExecutionId : nameOfTask({ TaskArn: task.TaskArn });
