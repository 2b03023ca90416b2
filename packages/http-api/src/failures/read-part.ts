import {
  createClient,
  isWindowpaneError,
  itemsOf,
  StalledError,
  tokenOf,
  type Item,
  type Transport,
} from "@windowpane/core";
import {
  gapOf,
  joinExecutionPart,
  reportExecution,
  type ExecutionReport,
  type ExecutionSoFar,
  type Gap,
  type InvocationsReport,
} from "@windowpane/report";
import type { Budget } from "../limits/with-budget.ts";
import type { KeepingClient } from "./keeping-client.ts";

/** Position in an execution that is larger than a page. */
export interface PartPosition {
  readonly TaskExecutionId: string;
  /** Token of the current page of the task's invocations; absent for its first page. */
  readonly token?: string | undefined;
  /** Number of invocations on that page that are finished. */
  readonly done: number;
  /** Evidence of the parts before; absent if nothing is read. */
  readonly soFar?: ExecutionSoFar | undefined;
}

/** What to read of an execution, and how. */
export interface PartContext {
  readonly client: KeepingClient;
  /** Budget of the client. */
  readonly budget: Budget;
  readonly WindowExecutionId: string;
  readonly window: { readonly WindowId: string; readonly Name?: string | undefined };
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly includeSensitive: boolean;
  readonly patches: boolean;
  /** Whether there is too little time left for more invocations. */
  readonly isLate: () => boolean;
}

/** A report on some invocations of an execution, and the position of the next ones. */
export interface ReadPart {
  readonly report: ExecutionReport;
  /** Whether the budget did not reach everything about its only invocation. */
  readonly isCut: boolean;
  readonly start: PartPosition;
  /** Undefined if these are the last invocations of the execution. */
  readonly next: PartPosition | undefined;
}

const invocationList = "DescribeMaintenanceWindowExecutionTaskInvocations";
const PER_PAGE = 100;

/** Most invocations in one piece: the machines of one request for patch states. */
const MOST_IN_PIECE = 50;

/**
 * Reads as many invocations of an execution as the budget and the time allow, from a position, and at least one. Undefined if
 * AWS no longer lists the task of the position.
 *
 * The invocations are read in pieces that grow while the budget lasts. Each is reported once, so the work grows with the number
 * of invocations. A piece beyond the budget is read again in halves, from the responses that it has received.
 *
 * @param start - Default: the first invocation of the first task.
 * @throws WindowpaneError if the lists that lead to the invocations cannot be read.
 */
export const readPart = async (context: PartContext, start?: PartPosition): Promise<ReadPart | undefined> => {
  const { client, budget } = context;
  const sentBefore = budget.left;
  const tasks = await listTasks(context);
  const first = start ?? { TaskExecutionId: tasks[0] ?? "", done: 0 };
  const pieces: InvocationsReport[] = [];
  let position: PartPosition | undefined = first;
  let isCut = false;
  let size = 1;
  while (position !== undefined && !isCut && (pieces.length === 0 || !isSpent(context))) {
    // The first piece is read even if it is late, so that every page makes progress.
    budget.isLate = pieces.length === 0 ? undefined : context.isLate;
    const [left, refused] = [budget.left, client.refused];
    const piece: Piece | undefined = await readPiece(context, { tasks, position, size }).catch(
      (error: unknown) => {
        // The next page tries the list again.
        if (pieces.length > 0 && isWindowpaneError(error)) return undefined;
        throw error;
      },
    );
    const isRefused = client.refused > refused;
    if (isRefused && piece !== undefined && piece.count > 1) size = Math.floor(piece.count / 2);
    else if (piece === undefined || (isRefused && pieces.length > 0)) break;
    else {
      // An invocation that needs more requests than a page has is reported with its gaps.
      isCut = isRefused;
      pieces.push(piece);
      position = piece.next;
      size = nextSize(piece.count, left - budget.left, budget.left);
    }
  }
  budget.isLate = undefined;
  const [piece, ...others] = pieces;
  if (piece === undefined) return undefined;
  const options = {
    before: start?.soFar,
    isLast: position === undefined,
    requests: sentBefore - budget.left,
  };
  const { report, soFar } = joinExecutionPart([piece, ...others], options);
  return { report, isCut, start: first, next: position === undefined ? undefined : { ...position, soFar } };
};

const isSpent = ({ budget, isLate }: PartContext): boolean => budget.left < 1 || isLate();

/** Twice as many, as far as the budget reaches at the same cost for each. */
const nextSize = (count: number, cost: number, left: number): number => {
  const reached = Math.floor((left * Math.max(1, count)) / Math.max(1, cost));
  return Math.max(1, Math.min(2 * count, reached, MOST_IN_PIECE));
};

const listTasks = async ({ client, WindowExecutionId, signal }: PartContext): Promise<readonly string[]> => {
  const ids: string[] = [];
  const input = { WindowExecutionId, MaxResults: PER_PAGE };
  for await (const task of client.items("DescribeMaintenanceWindowExecutionTasks", input, { signal }))
    if (task.TaskExecutionId !== undefined) ids.push(task.TaskExecutionId);
  return ids;
};

interface Piece extends InvocationsReport {
  /** Number of its invocations. */
  readonly count: number;
  readonly next: PartPosition | undefined;
}

/** Reports on the invocations at a position. Undefined if AWS no longer lists the task. */
const readPiece = async (
  context: PartContext,
  at: { readonly tasks: readonly string[]; readonly position: PartPosition; readonly size: number },
): Promise<Piece | undefined> => {
  const { client, WindowExecutionId, signal } = context;
  const { tasks, size } = at;
  const { TaskExecutionId, token, done } = at.position;
  const index = tasks.indexOf(TaskExecutionId);
  if (index < 0) return undefined;
  const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: PER_PAGE };
  const from = token === undefined ? input : { ...input, NextToken: token };
  const page = await client.call(invocationList, from, { signal });
  const items = itemsOf(invocationList, page);
  const following = tokenOf(page);
  const isLastPage = following === undefined || following === token;
  const invocations = items.slice(done, done + size);
  const count = invocations.length;
  const isOnly = isLastPage && token === undefined && items.length === 1;
  const report = await reportOn(context, TaskExecutionId, { invocations, isOnly });
  if (done + count < items.length)
    return { report, count, endsTask: false, next: { TaskExecutionId, token, done: done + count } };
  if (!isLastPage)
    return { report, count, endsTask: false, next: { TaskExecutionId, token: following, done: 0 } };
  const nextTask = tasks[index + 1];
  const next = nextTask === undefined ? undefined : { TaskExecutionId: nextTask, done: 0 };
  return { report, count, endsTask: true, next };
};

type Invocation = Item<typeof invocationList>;

/** The report on some invocations of a task, as if the execution had no others. */
const reportOn = (
  { client, WindowExecutionId, window, concurrency, signal, includeSensitive, patches }: PartContext,
  TaskId: string,
  { invocations, isOnly }: { readonly invocations: readonly Invocation[]; readonly isOnly: boolean },
): Promise<ExecutionReport> => {
  const send: Transport["send"] = async (operation, input, sent) => {
    if (operation === invocationList && Reflect.get(input, "TaskId") === TaskId)
      return { WindowExecutionTaskInvocationIdentities: invocations };
    const response = await client.call(operation, input, sent);
    // The task's machines belong to all its invocations; only that of a single one may take them.
    return operation === "GetMaintenanceWindowExecutionTask" && !isOnly
      ? { ...response, TaskParameters: undefined }
      : response;
  };
  const options = { WindowExecutionId, window, concurrency, signal, includeSensitive, patches };
  return reportExecution(createClient({ name: client.name, send }), { ...options, tasks: [TaskId] });
};

/** The gap of the invocations that are not on any page. */
export const restOfExecution = (WindowExecutionId: string): Gap =>
  gapOf(new StalledError(REST), {
    operation: REST,
    ids: { WindowExecutionId },
    what: "The rest of an execution",
  });

const REST = "DescribeMaintenanceWindowExecutionTaskInvocations";
