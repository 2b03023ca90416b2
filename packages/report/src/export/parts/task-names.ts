import { byStart } from "../../model/aws-progress.ts";
import type { ExecutionReport, TaskReport } from "../../model/report.ts";
import { titleOfTask } from "../../model/task.ts";
import { plain } from "./plain.ts";

/**
 * The names of the tasks of an execution by TaskExecutionId, each different: the document, function or state machine. AWS's
 * history does not name the registered task, so further tasks of one document are numbered in the order in which they started,
 * which is usually the same in every execution: `AWS-RunShellScript (2)`.
 */
export const namesOfTasks = ({ tasks }: Pick<ExecutionReport, "tasks">): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  const names = tasks
    .toSorted(byStart)
    .map((task) => [task.TaskExecutionId, uniqueName(nameOf(task), taken)] as const);
  return new Map(names);
};

/** The name itself, or with a number if it is taken: `name (2)`. */
export const uniqueName = (name: string, taken: Set<string>): string => {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
  taken.add(unique);
  return unique;
};

/** Not the ID of a task without an ARN, which every execution has another of. */
const nameOf = ({ TaskArn, TaskType = "", TaskExecutionId }: TaskReport): string => {
  const name = plain(TaskArn === undefined ? TaskType : titleOfTask({ TaskArn, TaskExecutionId }));
  return name === "" ? "unnamed task" : name;
};
