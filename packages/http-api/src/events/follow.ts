import { isFinalStatus } from "@windowpane/core";
import { followExecution, judgeAsEnded, reportExecution, type FollowedRead } from "@windowpane/report";
import type { Budget } from "../limits/with-budget.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemDocument } from "../problem/problem-response.ts";
import { publicGaps } from "../report/public-gaps.ts";
import { hexDigest } from "../response/respond.ts";
import type { RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { readState, type ExecutionState, type StateItem } from "./execution-state.ts";

const EVENT_STREAM = "text/event-stream";

/** ID of the last event. A client that reconnects with it has received everything. */
const DONE = "done";

/** Maximum silence in milliseconds, so that proxies do not close the connection. */
const MAX_SILENCE = 15_000;

/**
 * Streams the events of an execution. Each read sends the items that are new or changed, and then `progress`, whose ID
 * identifies the state. After the last read, `done` sends the verdict. The first read happens before the stream starts, so
 * that its error sets the status of the response.
 */
export const followEvents = async (
  request: RouteRequest,
  WindowExecutionId: string,
  { patches }: { readonly patches: boolean },
): Promise<RouteResponse> => {
  const { limits, signal } = request;
  const budget: Budget = { left: limits.requestsPerScan };
  const client = request.client(budget);
  // Each chunk must be sent before its deadline.
  const longest = Math.min(MAX_SILENCE, limits.timeoutMs / 2);
  const interval = Math.min(limits.pollMs, longest);
  const known = new WeakMap<object, StateItem>();
  const events = followExecution<ExecutionState>(client, {
    now: request.clock,
    sleep: (milliseconds) => request.sleep(milliseconds, signal),
    signal,
    interval,
    calm: interval,
    longest,
    readsInOrder: true,
    async *read(rereading) {
      yield await readState(rereading, { WindowExecutionId, signal }, known);
    },
    statusOf: ({ execution: { Status, EndTime }, isOpen }) => ({ Status, EndTime, isOpen }),
    isSame: ({ items: before }, { items }) =>
      items.length === before.length && items.every(({ text }, index) => text === before[index]?.text),
  });
  const reads = readsIn(events);
  const { value: first } = await reads.next();
  if (first?.state === undefined) throw first?.error ?? new Error("The first read returned no state.");
  const lastEventId = request.headers.get("last-event-id") ?? undefined;
  if (lastEventId === DONE && isFinalStatus(first.state.execution.Status)) return { kind: "empty" };

  const writeVerdict = async (isUnended: boolean): Promise<string> => {
    const { concurrency } = limits;
    const read = await reportExecution(client, { WindowExecutionId, concurrency, signal, patches });
    const report = isUnended ? judgeAsEnded(read) : read;
    const { Status, verdict, reason, falseGreen, counts, machineCounts, gaps, complete } = report;
    return writeEvent(
      "done",
      {
        WindowExecutionId,
        Status,
        verdict,
        reason,
        falseGreen,
        counts,
        machineCounts,
        patches: report.patches,
        gaps: publicGaps(gaps, false),
        complete,
      },
      DONE,
    );
  };

  async function* write(): AsyncGenerator<string, void, undefined> {
    yield `retry: ${limits.pollMs}\n\n`;
    let state = first?.state ?? { items: [] };
    let readCount = 0;
    const sent = new Map<string, string>();
    // A client that reconnects gets only the items that have changed since; each is sent whole.
    if (lastEventId === (await digestOf(state.items))) markSent(sent, state.items);
    try {
      for (let read = first; read !== undefined; read = (await reads.next()).value ?? undefined) {
        readCount += 1;
        state = read.state ?? state;
        yield read.state === undefined ? heartbeat : await writeChanges(sent, read.state);
        if (read.ending === "ended" || read.ending === "unended") {
          // If the budget may not cover the report, the client reconnects with a new one. After two reads there is no larger one.
          if (readCount > 2 && budget.left < limits.requestsPerScan / 2) return;
          yield await writeVerdict(read.ending === "unended");
          return;
        }
        // The budget must cover the next read. A client that reconnects gets a new budget.
        if (budget.left < readCost(state.items)) return;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      yield writeEvent("problem", problemDocument(problemOf(error), request));
    } finally {
      await reads.return();
    }
  }
  return { kind: "streamed", media: EVENT_STREAM, chunks: write() };
};

async function* readsIn(
  events: ReturnType<typeof followExecution<ExecutionState>>,
): AsyncGenerator<FollowedRead<ExecutionState>, void, undefined> {
  for await (const event of events) if (event.kind === "read") yield event;
}

/** Writes the items that are new or changed for the client, and the progress. */
const writeChanges = async (
  sent: Map<string, string>,
  { execution: { Status }, items }: ExecutionState,
): Promise<string> => {
  const changed = items.filter(({ key, text }) => sent.get(key) !== text);
  if (changed.length === 0) return heartbeat;
  markSent(sent, changed);
  const data = { tasks: countOf(items, "task"), invocations: countOf(items, "invocation"), Status };
  return [
    ...changed.map((item) => writeEvent(item.event, item.data)),
    writeEvent("progress", data, await digestOf(items)),
  ].join("");
};

const markSent = (sent: Map<string, string>, items: readonly StateItem[]): void => {
  for (const { key, text } of items) sent.set(key, text);
};

const countOf = (items: readonly StateItem[], event: StateItem["event"]): number =>
  items.filter((item) => item.event === event).length;

/** Estimates the requests of another read: the execution, its tasks, and the invocations of tasks that still run. */
const readCost = (items: readonly StateItem[]): number =>
  3 + Math.ceil(items.length / 100) + countOf(items, "task");

/** Writes a server-sent event. JSON contains no line breaks, so the data is one line. */
const writeEvent = (
  event: StateItem["event"] | "progress" | "done" | "problem",
  data: unknown,
  id?: string,
): string => `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A comment that keeps the connection open. */
const heartbeat = ": still running\n\n";

/** Identifies a state, independent of the order of its items. */
const digestOf = (items: readonly StateItem[]): Promise<string> => {
  const lines = items.map(({ key, text }) => `${key} ${text}`).toSorted();
  return hexDigest(lines.join("\n"), 12);
};
