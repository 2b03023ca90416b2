/** From what users type for a task or an invocation to its IDs. */
import { callsToFind, cleanId, placeholder } from "@windowpane/explorer";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { findExecution, type FindExecutionOptions, type FoundExecution } from "./find-execution.ts";
import { readUuid } from "./ids.ts";
import { idOfTaskNamed, readTasks, readTaskWord } from "./task-word.ts";

/** A task of an execution. */
export interface FoundTask extends FoundExecution {
  readonly ids: FoundExecution["ids"] & { readonly TaskExecutionId: string };
}

/**
 * Finds the task that the arguments EXECUTION and TASK name, TASK by its ID or by the name of what it runs. Without TASK: the one
 * that EXECUTION names, or the only one.
 *
 * @throws UsageError when the execution has several tasks, or none with the ID or name.
 */
export const findTask = async (
  context: Context,
  [text = "", word]: readonly string[],
  options: FindExecutionOptions = {},
): Promise<FoundTask> => {
  const given = word === undefined ? undefined : readTaskWord(word, [text]);
  const found = await findExecution(context, text, options);
  const { settings } = found.context;
  const { WindowExecutionId } = found.ids;
  if (
    settings.showCli &&
    (given === undefined || "name" in given) &&
    found.ids.TaskExecutionId === undefined
  ) {
    const calls =
      given === undefined ? callsToFind.firstTask(found.ids) : callsToFind.taskNamed(found.ids, given.name);
    await showCalls(found.context, calls);
    return { ...found, ids: { ...found.ids, TaskExecutionId: placeholder("TaskExecutionId") } };
  }
  const isKnown = given === undefined ? found.ids.TaskExecutionId !== undefined : "TaskExecutionId" in given;
  const tasks = isKnown ? [] : await readTasks(found.context, WindowExecutionId);
  const wanted =
    given === undefined || "TaskExecutionId" in given
      ? given?.TaskExecutionId
      : idOfTaskNamed(found.context, tasks, { name: given.name, WindowExecutionId });
  const { TaskExecutionId = wanted } = found.ids;
  if (TaskExecutionId !== undefined && TaskExecutionId === (wanted ?? TaskExecutionId))
    return { ...found, ids: { ...found.ids, TaskExecutionId } };
  const [only, second] = tasks;
  if (wanted === undefined && only?.TaskExecutionId !== undefined && second === undefined)
    return { ...found, ids: { ...found.ids, TaskExecutionId: only.TaskExecutionId } };
  throw new UsageError(
    wanted === undefined
      ? `Execution ${WindowExecutionId} has ${tasks.length} tasks, so TASK is needed.`
      : `Task ${word ?? wanted} is not the task that ${cleanId(text)} belongs to.`,
    `Give a TaskExecutionId or a task's name; \`${ownCommandLine(settings, "tasks", WindowExecutionId)}\` lists them.`,
  );
};

/** An invocation of a task. */
export interface FoundInvocation extends FoundExecution {
  readonly ids: FoundTask["ids"] & { readonly InvocationId: string };
}

/**
 * Finds the invocation that the arguments EXECUTION, TASK and INVOCATION name. Without INVOCATION: the one that EXECUTION names,
 * or the only one of the task.
 *
 * @throws UsageError when the task has several invocations.
 */
export const findInvocation = async (
  context: Context,
  [text = "", task, word]: readonly string[],
  options: FindExecutionOptions = {},
): Promise<FoundInvocation> => {
  const given =
    word === undefined ? undefined : readUuid("INVOCATION", word, task === undefined ? [text] : [text, task]);
  const found = await findTask(context, task === undefined ? [text] : [text, task], options);
  const { WindowExecutionId, TaskExecutionId, InvocationId = given } = found.ids;
  if (InvocationId !== undefined && InvocationId === (given ?? InvocationId))
    return { ...found, ids: { ...found.ids, InvocationId } };
  const { client, host, settings } = found.context;
  if (settings.showCli) {
    await showCalls(found.context, callsToFind.firstInvocation(found.ids));
    return { ...found, ids: { ...found.ids, InvocationId: placeholder("InvocationId") } };
  }
  const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };
  const invocations: string[] = [];
  const items = (await client()).items("DescribeMaintenanceWindowExecutionTaskInvocations", input, {
    signal: host.interrupt,
  });
  for await (const item of items) if (item.InvocationId !== undefined) invocations.push(item.InvocationId);
  const [only, second] = invocations;
  if (given === undefined && only !== undefined && second === undefined)
    return { ...found, ids: { ...found.ids, InvocationId: only } };
  throw new UsageError(
    given === undefined
      ? `Task ${TaskExecutionId} has ${invocations.length} invocations, so INVOCATION is needed.`
      : `Invocation ${given} is not the invocation that ${cleanId(text)} belongs to.`,
    `Give an InvocationId; \`${ownCommandLine(settings, "invocations", WindowExecutionId, TaskExecutionId)}\` lists them.`,
  );
};
