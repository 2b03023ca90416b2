/** A task that users name by what it runs: a document, a function or a state machine. */
import type { Item } from "@windowpane/core";
import { cleanId, idKind } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { readUuid } from "./ids.ts";

/** A task as users name it. */
export type TaskWord = { readonly TaskExecutionId: string } | { readonly name: string };

/** Whether a text is a name or an ARN. A wrong UUID is not one. */
export const isName = (text: string): boolean =>
  ["arn", "unknown"].includes(idKind(cleanId(text))) && !/^[0-9a-f-]{20,}$/i.test(cleanId(text));

/**
 * Reads the argument TASK.
 *
 * @param parents - the arguments before it, for the advice.
 * @throws UsageError when it is the ID of something else.
 */
export const readTaskWord = (text: string, parents: readonly string[]): TaskWord =>
  isName(text) ? { name: text.trim() } : { TaskExecutionId: readUuid("TASK", text, parents) };

type Task = Item<"DescribeMaintenanceWindowExecutionTasks">;

/** Reads the tasks of an execution. */
export const readTasks = async (
  { client, host }: Context,
  WindowExecutionId: string,
): Promise<readonly Task[]> => {
  const tasks: Task[] = [];
  const input = { WindowExecutionId, MaxResults: 100 };
  const items = (await client()).items("DescribeMaintenanceWindowExecutionTasks", input, {
    signal: host.interrupt,
  });
  for await (const task of items) tasks.push(task);
  return tasks;
};

/** The tasks with a name: that of what they run, or its ARN. Ignores case. */
export const tasksNamed = (tasks: readonly Task[], name: string): readonly Task[] => {
  const wanted = name.toLowerCase();
  return tasks.filter(({ TaskArn = "" }) => {
    const arn = TaskArn.toLowerCase();
    return arn === wanted || arn.endsWith(`:${wanted}`) || arn.endsWith(`/${wanted}`);
  });
};

/** The ID of the only task with a name. @throws UsageError when no task has it, or several have it. */
export const idOfTaskNamed = (
  { settings }: Context,
  tasks: readonly Task[],
  { name, WindowExecutionId }: { readonly name: string; readonly WindowExecutionId: string },
): string => {
  const named = tasksNamed(tasks, name);
  const [only] = named;
  if (named.length === 1 && only?.TaskExecutionId !== undefined) return only.TaskExecutionId;
  const list = ownCommandLine(settings, "tasks", WindowExecutionId);
  const shown = `"${safeLine(name)}"`;
  if (named.length > 1) {
    throw new UsageError(
      `Execution ${WindowExecutionId} has ${named.length} tasks named ${shown}.`,
      `Give the TaskExecutionId of one of them; \`${list}\` lists them.`,
    );
  }
  const names = [...new Set(tasks.map(({ TaskArn = "" }) => safeLine(TaskArn)))].filter(Boolean).join(", ");
  throw new UsageError(
    `Execution ${WindowExecutionId} has no task named ${shown}.${names === "" ? "" : ` It has ${names}.`}`,
    `Give the name or the TaskExecutionId of one of its tasks; \`${list}\` lists them.`,
  );
};
