/** AWS's rows of tasks and invocations, and what to call them. */
import type { Item, Output } from "@windowpane/core";
import type { TaskReport } from "./report.ts";

export type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;
export type Task = Item<"DescribeMaintenanceWindowExecutionTasks">;
export type TaskDetail = Output<"GetMaintenanceWindowExecutionTask">;

/** The type of an invocation, or of its task where the invocation, as in AWS's oldest samples, has none. A blank one is none. */
export const taskTypeOf = ({
  invocation,
  task,
}: {
  readonly invocation: Invocation;
  readonly task: Task;
}): string | undefined => {
  const type = [invocation.TaskType, task.TaskType].find((one) => (one ?? "").trim() !== "");
  const word = type?.trim().toUpperCase();
  return taskTypes.find((one) => one === word) ?? type;
};

const taskTypes = ["RUN_COMMAND", "AUTOMATION", "LAMBDA", "STEP_FUNCTIONS"] as const;

/** What a task calls: the last part of its ARN, which is a document's, a function's or a state machine's name. */
export const nameOfTask = ({ TaskArn }: Task): string => {
  const parts = (TaskArn ?? "").split(/[:/]/u).filter((part) => part !== "" && part !== "$LATEST");
  return parts.at(-1) ?? "unnamed task";
};

/** What a task calls, or its id where AWS does not tell. */
export const titleOfTask = (task: Pick<TaskReport, "TaskArn" | "TaskExecutionId">): string =>
  task.TaskArn === undefined ? task.TaskExecutionId : nameOfTask({ TaskArn: task.TaskArn });
