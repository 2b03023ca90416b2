/** From what users type for an execution to its ID and, if the text names one, the item in it. */
import { errorMeaning, isWindowpaneError, type Item, type ServiceError } from "@windowpane/core";
import {
  callsToFind,
  cleanId,
  idKind,
  locate,
  NotLocatedError,
  placeholder,
  type LocatedIds,
} from "@windowpane/explorer";
import { isSourceError } from "@windowpane/sources";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { findItem, idOf, inRegionOf } from "./find-item.ts";
import { readUuid } from "./ids.ts";
import { requireWindow, type NamedWindow } from "./window.ts";

/** An execution, and the item in it that the text names. */
export interface FoundExecution {
  readonly ids: LocatedIds & { readonly WindowExecutionId: string };
  /** A context for the region that the text names. */
  readonly context: Context;
}

/**
 * Finds the execution that a text names: its ID, the ID of a task, invocation, command or automation in it, an ARN, a URL or an
 * event, or the ID or name of a window, which means its newest execution. If the text is not the execution's own ID, a note tells
 * what was found. With --show-cli, sends no request: prints the calls that give the IDs, and returns their placeholders.
 *
 * @throws UsageError when the text names no execution; NowhereError or NotLocatedError when it was not found.
 */
export const findExecution = async (context: Context, text: string): Promise<FoundExecution> => {
  if (context.settings.showCli) return showWay(context, text);
  const id = cleanId(text);
  const refusal = idKind(id) === "uuid" ? await refusalOf(context, id) : undefined;
  if (idKind(id) === "uuid" && refusal === undefined) return { ids: { WindowExecutionId: id }, context };
  const item = await findItem(context, text, { machines: false }).catch((error: unknown) => {
    // A source that is not AWS has its own advice.
    throw error instanceof NotLocatedError && isSourceError(refusal?.cause) ? refusal : error;
  });
  const { located, context: there, Name } = item;
  const { WindowExecutionId, WindowId, InstanceId } = located.ids;
  if (WindowExecutionId !== undefined) {
    const ids = { ...located.ids, WindowExecutionId };
    if (text.trim() !== WindowExecutionId) await noteItem(there, ids);
    return { ids, context: there };
  }
  if (WindowId !== undefined)
    return { ids: await newestExecution(there, { WindowId, Name }), context: there };
  throw machineError(there, InstanceId ?? id);
};

const machineError = ({ settings }: Context, InstanceId: string): UsageError =>
  new UsageError(
    `EXECUTION must be an execution or a window; "${InstanceId}" is a machine.`,
    `Run \`${ownCommandLine(settings, "history", InstanceId)}\` for what ran on the machine.`,
  );

/** Prints the calls that lead from a text to an execution. */
const showWay = async (context: Context, text: string): Promise<FoundExecution> => {
  const located = locate(text);
  const there = located === undefined ? context : inRegionOf(context, located);
  // A UUID alone is most likely that of an execution.
  const { WindowExecutionId = located?.uuid, ...ids } = located?.ids ?? {};
  if (WindowExecutionId !== undefined) return { ids: { ...ids, WindowExecutionId }, context: there };
  const found = { ids: { ...ids, WindowExecutionId: placeholder("WindowExecutionId") }, context: there };
  if (located === undefined) {
    await showCalls(there, [...callsToFind.windowNamed(text.trim()), ...callsToFind.newestExecution({})]);
    return { ...found, ids: { ...found.ids, WindowId: placeholder("WindowId") } };
  } else if (ids.WindowId !== undefined) {
    await showCalls(there, callsToFind.newestExecution(ids));
  } else if (located.kind === "machine") {
    throw machineError(there, ids.InstanceId ?? "");
  } else {
    const command = ownCommandLine(there.settings, "open", idOf(located));
    await showCalls(there, [`# no single call gives the WindowExecutionId; \`${command}\` searches for it`]);
  }
  return found;
};

/** Why an ID is not an execution's; undefined if it is. If reading it is denied, the command's own requests decide. */
const refusalOf = async (
  { client, host }: Context,
  WindowExecutionId: string,
): Promise<ServiceError | undefined> => {
  try {
    const input = { WindowExecutionId };
    await (await client()).call("GetMaintenanceWindowExecution", input, { signal: host.interrupt });
    return undefined;
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "service") throw error;
    const meaning = errorMeaning(error);
    if (meaning === "denied") return undefined;
    if (meaning === "not-found" || meaning === "invalid-input") return error;
    throw error;
  }
};

const noteItem = async ({ console }: Context, ids: FoundExecution["ids"]): Promise<void> => {
  const { WindowExecutionId, TaskExecutionId, InvocationId } = ids;
  const parts = [
    `execution ${WindowExecutionId}`,
    ...(TaskExecutionId === undefined ? [] : [`task ${TaskExecutionId}`]),
    ...(InvocationId === undefined ? [] : [`invocation ${InvocationId}`]),
  ];
  await console.note(`Using ${parts.join(", ")}.`);
};

const newestExecution = async (
  context: Context,
  { WindowId, Name }: NamedWindow,
): Promise<FoundExecution["ids"]> => {
  const { host, console, settings } = context;
  const signal = host.interrupt;
  const client = await context.client();
  const executions: Item<"DescribeMaintenanceWindowExecutions">[] = [];
  const input = { WindowId, MaxResults: 100 };
  for await (const execution of client.items("DescribeMaintenanceWindowExecutions", input, { signal }))
    executions.push(execution);
  // AWS lists the newest first, but does not document it.
  const startOf = ({ StartTime }: (typeof executions)[number]): number => StartTime?.getTime() ?? 0;
  const [newest] = executions.toSorted((one, other) => startOf(other) - startOf(one));
  if (newest?.WindowExecutionId === undefined) {
    await requireWindow(context, WindowId);
    throw new NowhereError(
      `Window ${WindowId} has no executions in AWS's history, which is kept for about 30 days.`,
      `Run \`${ownCommandLine(settings, "executions")}\` for the executions of all windows.`,
    );
  }
  const { WindowExecutionId, StartTime } = newest;
  const window = Name === undefined ? WindowId : `${safeLine(Name)} (${WindowId})`;
  const started =
    StartTime === undefined ? "" : `, started ${shortTime(StartTime, host.utcOffset(StartTime))}`;
  await console.note(`Using execution ${WindowExecutionId}${started}, the newest of window ${window}.`);
  return { WindowId, WindowExecutionId };
};

/** A task of an execution. */
export interface FoundTask extends FoundExecution {
  readonly ids: FoundExecution["ids"] & { readonly TaskExecutionId: string };
}

/**
 * Finds the task that the arguments EXECUTION and TASK name. Without TASK: the one that EXECUTION names, or the only one.
 *
 * @throws UsageError when the execution has several tasks, or none with the ID.
 */
export const findTask = async (
  context: Context,
  [text = "", word]: readonly string[],
): Promise<FoundTask> => {
  const given = word === undefined ? undefined : readUuid("TASK", word, [text]);
  const found = await findExecution(context, text);
  const { WindowExecutionId, TaskExecutionId = given } = found.ids;
  if (TaskExecutionId !== undefined && TaskExecutionId === (given ?? TaskExecutionId))
    return { ...found, ids: { ...found.ids, TaskExecutionId } };
  const { client, host, settings } = found.context;
  if (settings.showCli) {
    await showCalls(found.context, callsToFind.firstTask(found.ids));
    return { ...found, ids: { ...found.ids, TaskExecutionId: placeholder("TaskExecutionId") } };
  }
  const input = { WindowExecutionId, MaxResults: 100 };
  const tasks: string[] = [];
  const items = (await client()).items("DescribeMaintenanceWindowExecutionTasks", input, {
    signal: host.interrupt,
  });
  for await (const task of items) if (task.TaskExecutionId !== undefined) tasks.push(task.TaskExecutionId);
  const [only, second] = tasks;
  if (given === undefined && only !== undefined && second === undefined)
    return { ...found, ids: { ...found.ids, TaskExecutionId: only } };
  throw new UsageError(
    given === undefined
      ? `Execution ${WindowExecutionId} has ${tasks.length} tasks, so TASK is needed.`
      : `Task ${given} is not the task that ${cleanId(text)} belongs to.`,
    `Give a TaskExecutionId; \`${ownCommandLine(settings, "tasks", WindowExecutionId)}\` lists them.`,
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
): Promise<FoundInvocation> => {
  const given =
    word === undefined ? undefined : readUuid("INVOCATION", word, task === undefined ? [text] : [text, task]);
  const found = await findTask(context, task === undefined ? [text] : [text, task]);
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
