import type { InvocationParameters, Item, Output } from "@windowpane/core";
import type { Gap, Machine, Place, TaskReport } from "../model.ts";
import type { PatchRun } from "../patching/model.ts";
import type { AutomationCommand } from "./automation-commands.ts";
import type { PassedAutomations } from "./automation-lookup.ts";
import type { CommandDocuments } from "./command-documents.ts";
import type { Reader } from "./reader.ts";

export type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;
export type Task = Item<"DescribeMaintenanceWindowExecutionTasks">;
export type TaskDetail = Output<"GetMaintenanceWindowExecutionTask">;

/** What reading the machines of one invocation needs. */
export interface InvocationContext {
  readonly reader: Reader;
  readonly place: Place & { readonly TaskExecutionId: string; readonly InvocationId: string };
  readonly invocation: Invocation;
  readonly task: Task;
  readonly parameters: InvocationParameters;
  /** Whether its requests go before all others. */
  readonly urgent: boolean;
  /** Reads the automations of the task that AWS calls passed. Default: each is read by itself. */
  readonly automations?: PassedAutomations | undefined;
  /** Reads the documents of the commands that automations of the task sent. Default: for this invocation alone. */
  readonly documents?: CommandDocuments | undefined;
  /** Told of machines as soon as they are known, and again when more is known of them. */
  readonly onMachines: (machines: readonly Machine[]) => void;
}

/** The machines of one invocation, as far as they could be read. */
export interface InvocationReading {
  readonly machines: readonly Machine[];
  /** Whether these are all there are. */
  readonly exact: boolean;
  readonly gaps: readonly Gap[];
  readonly DocumentName?: string | undefined;
  /** What it does to patches. Absent: nothing. */
  readonly patchRun?: PatchRun | undefined;
  /** The commands that the steps of its automations ran, as far as they were read. Absent: none. */
  readonly commands?: readonly AutomationCommand[] | undefined;
}

/** The type of an invocation, or of its task where the invocation, as in AWS's oldest samples, has none. A blank one is none. */
export const taskTypeOf = ({
  invocation,
  task,
}: Pick<InvocationContext, "invocation" | "task">): string | undefined => {
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
