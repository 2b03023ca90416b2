import { isFinalStatus } from "@windowpane/core";
import { followExecution, judgeAsOver, reportExecution, type FollowedLook } from "@windowpane/report";
import type { Answer } from "../answer/answer.ts";
import { hexDigest } from "../answer/respond.ts";
import type { Budget } from "../limits/with-budget.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemDocument } from "../problem/problem-response.ts";
import { publicGaps } from "../report-body.ts";
import type { Asked } from "../route.ts";
import { readRows, type ExecutionRows, type Row } from "./execution-rows.ts";

const EVENT_STREAM = "text/event-stream";

/** The ID of the last event. A client that comes back with it has everything. */
const DONE = "done";

/** The longest silence, in milliseconds, before something on the way takes the connection for dead. */
const LONGEST_SILENCE = 15_000;

/**
 * The events of an execution: each look gives the rows that are new or have changed, and then `progress`, whose ID stands
 * for the state. After the last look, `done` brings the verdict. The first look is made before the stream begins, so its
 * failure is the answer to the request.
 */
export const followEvents = async (
  asked: Asked,
  WindowExecutionId: string,
  { patches }: { readonly patches: boolean },
): Promise<Answer> => {
  const { limits, signal } = asked;
  const budget: Budget = { left: limits.requestsPerWalk };
  const client = asked.client(budget);
  // Each piece must come before the time for it is over.
  const longest = Math.min(LONGEST_SILENCE, limits.timeoutMs / 2);
  const interval = Math.min(limits.pollMs, longest);
  const known = new WeakMap<object, Row>();
  const events = followExecution<ExecutionRows>(client, {
    now: asked.clock,
    sleep: (milliseconds) => asked.sleep(milliseconds, signal),
    signal,
    interval,
    calm: interval,
    longest,
    readsInOrder: true,
    async *read(rereading) {
      yield await readRows(rereading, { WindowExecutionId, signal }, known);
    },
    standOf: ({ execution: { Status, EndTime }, isOpen }) => ({ Status, EndTime, isOpen }),
    isSame: ({ rows: before }, { rows }) =>
      rows.length === before.length && rows.every(({ words }, index) => words === before[index]?.words),
  });
  const looks = looksIn(events);
  const { value: first } = await looks.next();
  if (first?.state === undefined) throw first?.trouble ?? new Error("The first look found nothing.");
  const lastEventId = asked.headers.get("last-event-id") ?? undefined;
  if (lastEventId === DONE && isFinalStatus(first.state.execution.Status)) return { kind: "empty" };

  const readVerdict = async (isUnended: boolean): Promise<string> => {
    const { concurrency } = limits;
    const read = await reportExecution(client, { WindowExecutionId, concurrency, signal, patches });
    const report = isUnended ? judgeAsOver(read) : read;
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
    let state = first?.state ?? { rows: [] };
    let looked = 0;
    const told = new Map<string, string>();
    // Rows that the client has are not sent again; what it missed is in the rows that come, as each is whole.
    if (lastEventId === (await digestOf(state.rows))) remember(told, state.rows);
    try {
      for (let look = first; look !== undefined; look = (await looks.next()).value ?? undefined) {
        looked += 1;
        state = look.state ?? state;
        yield look.state === undefined ? heartbeat : await writeLook(told, look.state);
        if (look.ending === "ended" || look.ending === "unended") {
          // What is left may not be enough for a report without gaps; a stream that ends at once has no more to give.
          if (looked > 2 && budget.left < limits.requestsPerWalk / 2) return;
          yield await readVerdict(look.ending === "unended");
          return;
        }
        // The next look must not end half-way; a client that comes back begins with a fresh budget.
        if (budget.left < lookCost(state.rows)) return;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      yield writeEvent("problem", problemDocument(problemOf(error), asked.requestId));
    } finally {
      await looks.return();
    }
  }
  return { kind: "streamed", media: EVENT_STREAM, pieces: write() };
};

async function* looksIn(
  events: ReturnType<typeof followExecution<ExecutionRows>>,
): AsyncGenerator<FollowedLook<ExecutionRows>, void, undefined> {
  for await (const event of events) if (event.kind === "look") yield event;
}

/** The rows that the client has not been told, and what they add up to. */
const writeLook = async (
  told: Map<string, string>,
  { execution: { Status }, rows }: ExecutionRows,
): Promise<string> => {
  const changed = rows.filter(({ key, words }) => told.get(key) !== words);
  if (changed.length === 0) return heartbeat;
  remember(told, changed);
  const data = { tasks: countOf(rows, "task"), invocations: countOf(rows, "invocation"), Status };
  return [
    ...changed.map((row) => writeEvent(row.event, row.data)),
    writeEvent("progress", data, await digestOf(rows)),
  ].join("");
};

const remember = (told: Map<string, string>, rows: readonly Row[]): void => {
  for (const { key, words } of rows) told.set(key, words);
};

const countOf = (rows: readonly Row[], event: Row["event"]): number =>
  rows.filter((row) => row.event === event).length;

/** About what another look costs: the execution, its tasks, and the pages of what still runs. */
const lookCost = (rows: readonly Row[]): number => 3 + Math.ceil(rows.length / 100) + countOf(rows, "task");

/** An event as the HTML standard writes it. JSON has no line breaks of its own, so the data is one line. */
const writeEvent = (
  event: Row["event"] | "progress" | "done" | "problem",
  data: unknown,
  id?: string,
): string => `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A comment that keeps the connection open. */
const heartbeat = ": still running\n\n";

/** Stands for a state, in whatever order its rows were read. */
const digestOf = (rows: readonly Row[]): Promise<string> => {
  const words = rows.map(({ key, words: text }) => `${key} ${text}`).toSorted();
  return hexDigest(words.join("\n"), 12);
};
