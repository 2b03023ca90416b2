/** Searches the history for an item that no operation finds directly. Takes many requests, so it is the last resort. */
import {
  isFinalStatus,
  isWindowpaneError,
  mapAtMost,
  type Client,
  type Item,
  type UnreadLocationsError,
} from "@windowpane/core";
import type { LocatedIds } from "./located.ts";

/** Options of a search. */
export interface Search {
  readonly client: Client;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((words: string) => void) | undefined;
  /** What access was denied to, in words. A search adds to it. */
  readonly refused: Set<string>;
  /** The accounts and regions that could not be read, where the item may be. A search sets it. */
  unread?: UnreadLocationsError | undefined;
}

/** Whether an error only tells that some accounts and regions could not be read. The search then continues in the others. */
export const isUnread = (search: Search, error: unknown): boolean => {
  if (!isWindowpaneError(error) || error.kind !== "unread-locations") return false;
  search.unread = error;
  return true;
};

/** A command or automation and its start. */
export interface StartedOptions {
  readonly ExecutionId: string;
  /** The window to search. Default: all. */
  readonly WindowId?: string | undefined;
  readonly at?: Date | undefined;
  /** Comment of the command. */
  readonly comment?: string | undefined;
}

/**
 * Finds the invocation that started a command or an automation among the executions that were running at that time. The
 * comment of a window's command is `WindowExecutionId:TaskExecutionId` in AWS's samples; this is not documented, so it
 * is only tried first.
 */
export const searchStarted = async (
  search: Search,
  { ExecutionId, WindowId, at, comment = "" }: StartedOptions,
): Promise<LocatedIds | undefined> => {
  const matches: Test = (invocation) => invocation.ExecutionId === ExecutionId;
  const [, first, second] = commentPattern.exec(comment) ?? [];
  if (first !== undefined && second !== undefined) {
    const hinted = { WindowExecutionId: first, TaskExecutionId: second };
    const found = await findInvocation(search, hinted, matches).catch((error: unknown) => {
      if (!isUnread(search, error)) notThere(error);
      return undefined;
    });
    if (found !== undefined) return found;
  }
  const executions = await listExecutions(search, WindowId, at);
  const tasks = await listTasks(search, executions);
  return findAmong(
    search,
    tasks.filter((task) => at === undefined || wasUnderWay(task, at)),
    matches,
  );
};

/** A UUID that may belong to a task or an invocation. */
export interface UuidOptions {
  readonly id: string;
  /** The window to search. Default: all. */
  readonly WindowId?: string | undefined;
}

/** Finds the task or invocation with this ID in the newest executions of all windows. */
export const searchUuid = async (
  search: Search,
  { id, WindowId }: UuidOptions,
): Promise<{ readonly ids: LocatedIds | undefined; readonly searched: number }> => {
  const executions = (await listExecutions(search, WindowId, undefined)).slice(0, MOST_EXECUTIONS);
  const tasks = await listTasks(search, executions);
  const task = tasks.find(({ TaskExecutionId }) => TaskExecutionId === id);
  const searched = executions.length;
  if (task !== undefined) return { ids: idsOf(task), searched };
  const matches: Test = ({ InvocationId, ExecutionId }) => InvocationId === id || ExecutionId === id;
  return { ids: await findAmong(search, tasks, matches), searched };
};

type Execution = Item<"DescribeMaintenanceWindowExecutions">;
type Task = Item<"DescribeMaintenanceWindowExecutionTasks"> & { readonly WindowId?: string | undefined };
type Test = (invocation: Item<"DescribeMaintenanceWindowExecutionTaskInvocations">) => boolean;

const commentPattern =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Enough for the last night of a busy account; more would take hundreds of requests for an ID that is probably mistyped. */
const MOST_EXECUTIONS = 30;

/** Maximum number of lists to read at the same time. */
const AT_ONCE = 6;

/** Finds the window that a task or a target is registered with. */
export const searchRegistration = async (
  search: Search,
  { WindowTaskId, WindowTargetId }: Pick<LocatedIds, "WindowTaskId" | "WindowTargetId">,
): Promise<string | undefined> => {
  const { client, signal } = search;
  const windows = await listWindows(search);
  const found = await mapAtMost(AT_ONCE, windows, async (WindowId) => {
    search.onProgress?.(`searching the registrations of ${windows.length} windows`);
    if (WindowTaskId !== undefined) {
      for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, { signal }))
        if (task.WindowTaskId === WindowTaskId) return true;
      return false;
    }
    for await (const target of client.items("DescribeMaintenanceWindowTargets", { WindowId }, { signal }))
      if (target.WindowTargetId === WindowTargetId) return true;
    return false;
  });
  return windows[found.indexOf(true)];
};

const listWindows = async (search: Search): Promise<readonly string[]> => {
  const { client, signal } = search;
  const windows: string[] = [];
  try {
    const items = client.items("DescribeMaintenanceWindows", { MaxResults: 100 }, { signal });
    for await (const { WindowId } of items) if (WindowId !== undefined) windows.push(WindowId);
  } catch (error) {
    if (!isUnread(search, error)) throw error;
  }
  return windows;
};

const listExecutions = async (
  search: Search,
  WindowId: string | undefined,
  at: Date | undefined,
): Promise<readonly Execution[]> => {
  const { client, signal } = search;
  const windows = WindowId === undefined ? await listWindows(search) : [WindowId];
  const lists = await mapAtMost(AT_ONCE, windows, async (window) => {
    search.onProgress?.(`searching the history of ${windows.length} windows`);
    const input = { WindowId: window, MaxResults: 100 };
    const Filters = at === undefined ? [] : around(at);
    const page = await client.call(
      "DescribeMaintenanceWindowExecutions",
      Filters.length === 0 ? input : { ...input, Filters },
      { signal },
    );
    return page.WindowExecutions ?? [];
  });
  return lists
    .flat()
    .filter((execution) => at === undefined || wasUnderWay(execution, at))
    .toSorted((one, other) => (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0));
};

/** A window lasts 24 hours at most. The filters take whole seconds. */
const around = (at: Date): { readonly Key: string; readonly Values: string[] }[] => [
  { Key: "ExecutedAfter", Values: [secondsOf(at.getTime() - 25 * 3_600_000)] },
  { Key: "ExecutedBefore", Values: [secondsOf(at.getTime() + SLACK)] },
];

/** Tolerance between the clocks of two services, in milliseconds. */
const SLACK = 60_000;

const secondsOf = (instant: number): string => new Date(instant).toISOString().replace(/\.\d+Z$/, "Z");

const wasUnderWay = (
  { StartTime, EndTime, Status }: Pick<Execution, "StartTime" | "EndTime" | "Status">,
  at: Date,
): boolean => {
  if (StartTime !== undefined && StartTime.getTime() > at.getTime() + SLACK) return false;
  if (EndTime === undefined) return !isFinalStatus(Status) || StartTime === undefined;
  return EndTime.getTime() >= at.getTime() - SLACK;
};

const listTasks = async (search: Search, executions: readonly Execution[]): Promise<readonly Task[]> => {
  const lists = await mapAtMost(AT_ONCE, executions, async ({ WindowExecutionId = "", WindowId }) => {
    search.onProgress?.(`searching ${executions.length} executions`);
    const input = { WindowExecutionId, MaxResults: 100 };
    const tasks: Task[] = [];
    const items = search.client.items("DescribeMaintenanceWindowExecutionTasks", input, {
      signal: search.signal,
    });
    for await (const task of items) tasks.push({ ...task, WindowExecutionId, WindowId });
    return tasks;
  });
  return lists.flat();
};

const findAmong = async (
  search: Search,
  tasks: readonly Task[],
  matches: Test,
): Promise<LocatedIds | undefined> => {
  for (const [index, task] of tasks.entries()) {
    search.onProgress?.(`searching task ${index + 1} of ${tasks.length}`);
    const found = await findInvocation(search, idsOf(task), matches);
    if (found !== undefined) return found;
  }
  return undefined;
};

const findInvocation = async (
  { client, signal }: Search,
  ids: LocatedIds,
  matches: Test,
): Promise<LocatedIds | undefined> => {
  const { WindowExecutionId = "", TaskExecutionId = "" } = ids;
  const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };
  for await (const row of client.items("DescribeMaintenanceWindowExecutionTaskInvocations", input, {
    signal,
  })) {
    if (matches(row) && row.InvocationId !== undefined) return { ...ids, InvocationId: row.InvocationId };
  }
  return undefined;
};

const idsOf = ({ WindowId, WindowExecutionId = "", TaskExecutionId = "" }: Task): LocatedIds => ({
  ...(WindowId === undefined ? {} : { WindowId }),
  WindowExecutionId,
  TaskExecutionId,
});

/** A comment may only look like IDs; then the service does not find them. */
const notThere = (error: unknown): void => {
  if (!isWindowpaneError(error) || error.kind !== "service" || error.retryable) throw error;
};
