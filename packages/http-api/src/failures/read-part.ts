import {
  createClient,
  isWindowpaneError,
  itemsOf,
  tokenOf,
  type Client,
  type Item,
  type Transport,
} from "@windowpane/core";
import { reportExecution, type ExecutionReport } from "@windowpane/report";
import { REQUEST_LIMIT } from "../limits/with-budget.ts";

/** Position in an execution that is larger than a page. */
export interface PartPosition {
  readonly TaskExecutionId: string;
  /** Token of the current page of the task's invocations; absent for its first page. */
  readonly token?: string | undefined;
  /** Number of invocations on that page that are finished. */
  readonly done: number;
}

/** What to read of an execution, and how. */
export interface PartContext {
  readonly client: KeepingClient;
  readonly WindowExecutionId: string;
  readonly window: { readonly WindowId: string; readonly Name?: string | undefined };
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly includeSensitive: boolean;
  readonly patches: boolean;
}

/** A report on some invocations of an execution, and the position of the next ones. */
export interface ReadPart {
  readonly report: ExecutionReport;
  /** Whether the budget did not reach everything about the only invocation. */
  readonly isCut: boolean;
  readonly start: PartPosition;
  /** Undefined if these are the last invocations of the execution. */
  readonly next: PartPosition | undefined;
}

/** A client that keeps its responses, so that a report on more invocations sends requests only for those. */
export interface KeepingClient extends Client {
  /** Number of requests that were refused because the budget was spent. */
  readonly refused: number;
}

/** Creates a client that keeps the responses of another one. */
export const keepingClient = (client: Client): KeepingClient => {
  const kept = new Map<string, unknown>();
  let refused = 0;
  const send: Transport["send"] = async (operation, input, options) => {
    const key = JSON.stringify([operation, input]);
    if (kept.has(key)) return kept.get(key);
    try {
      const response = await client.call(operation, input, options);
      kept.set(key, response);
      return response;
    } catch (error) {
      if (isWindowpaneError(error) && error.kind === "service" && error.code === REQUEST_LIMIT) refused += 1;
      throw error;
    }
  };
  const keeping = createClient({ name: client.name, send });
  return {
    ...keeping,
    get refused() {
      return refused;
    },
  };
};

const invocationList = "DescribeMaintenanceWindowExecutionTaskInvocations";
const PER_PAGE = 100;

/**
 * Reads as many invocations of an execution as the budget allows, from a position, and at least one. Undefined if AWS no longer
 * lists the task of the position.
 *
 * @param start - Default: the first invocation of the first task.
 * @throws WindowpaneError if the lists that lead to the invocations cannot be read.
 */
export const readPart = async (context: PartContext, start?: PartPosition): Promise<ReadPart | undefined> => {
  const { client, WindowExecutionId, signal } = context;
  const tasks = await listTasks(client, { WindowExecutionId, signal });
  const index = start === undefined ? 0 : tasks.indexOf(start.TaskExecutionId);
  const TaskExecutionId = tasks[index];
  if (TaskExecutionId === undefined) return undefined;
  const { token, done } = start ?? { token: undefined, done: 0 };
  const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: PER_PAGE };
  const from = token === undefined ? input : { ...input, NextToken: token };
  const page = await client.call(invocationList, from, { signal });
  const waiting = itemsOf(invocationList, page).slice(done);
  const { report, count, isCut } = await reportOnMost(context, TaskExecutionId, waiting);
  const part = { report: asPart(report, count), isCut, start: { TaskExecutionId, token, done } };
  if (count < waiting.length) return { ...part, next: { TaskExecutionId, token, done: done + count } };
  const following = tokenOf(page);
  if (following !== undefined && following !== token)
    return { ...part, next: { TaskExecutionId, token: following, done: 0 } };
  const nextTask = tasks[index + 1];
  return { ...part, next: nextTask === undefined ? undefined : { TaskExecutionId: nextTask, done: 0 } };
};

const listTasks = async (
  client: Client,
  { WindowExecutionId, signal }: { readonly WindowExecutionId: string; readonly signal: AbortSignal },
): Promise<readonly string[]> => {
  const ids: string[] = [];
  const input = { WindowExecutionId, MaxResults: PER_PAGE };
  for await (const task of client.items("DescribeMaintenanceWindowExecutionTasks", input, { signal }))
    if (task.TaskExecutionId !== undefined) ids.push(task.TaskExecutionId);
  return ids;
};

type Invocation = Item<typeof invocationList>;

/** A report on the first invocations of a list. */
interface MostReported extends Pick<ReadPart, "report" | "isCut"> {
  readonly count: number;
}

/** Reports on more and more invocations until a request is refused. The last report without a refusal is used. */
const reportOnMost = async (
  context: PartContext,
  TaskExecutionId: string,
  waiting: readonly Invocation[],
): Promise<MostReported> => {
  const { client, concurrency } = context;
  let best: MostReported | undefined;
  let step = concurrency;
  for (;;) {
    const count = Math.min(waiting.length, (best?.count ?? 0) + step);
    const before = client.refused;
    const report = await reportOn(context, TaskExecutionId, waiting.slice(0, count));
    const isRefused = client.refused > before;
    // An invocation that needs more requests than a page has is reported with its gaps.
    const isOnly = best === undefined && count <= 1;
    if (!isRefused || isOnly) best = { report, count, isCut: isRefused };
    if (best !== undefined && (best.count === waiting.length || (isRefused && step === 1))) return best;
    if (isRefused) step = 1;
  }
};

/** The report on some invocations of a task, as if the execution had no others. */
const reportOn = (
  { client, WindowExecutionId, window, ...options }: PartContext,
  TaskId: string,
  invocations: readonly Invocation[],
): Promise<ExecutionReport> => {
  const send: Transport["send"] = async (operation, input, sent) =>
    operation === invocationList && Reflect.get(input, "TaskId") === TaskId
      ? { WindowExecutionTaskInvocationIdentities: invocations }
      : client.call(operation, input, sent);
  const part = createClient({ name: client.name, send });
  return reportExecution(part, { ...options, WindowExecutionId, window, tasks: [TaskId] });
};

/**
 * Marks a report as one on a part of an execution. Its execution and task have no causes: those are for levels whose
 * invocations do not show why they failed, but other parts may show it.
 */
const asPart = ({ cause: _, ...report }: ExecutionReport, count: number): ExecutionReport => ({
  ...report,
  tasks: report.tasks.map(({ cause: _unused, ...task }) => task),
  groups: report.groups.flatMap((group) => {
    const members = group.members.filter(({ kind }) => kind !== "execution" && kind !== "task");
    return members.length === 0 ? [] : [{ ...group, members }];
  }),
  reason: `${report.reason} This page has ${count} of the execution's invocations.`,
  counts: { ...report.counts, exact: false },
  machineCounts: { ...report.machineCounts, exact: false },
  complete: false,
});
