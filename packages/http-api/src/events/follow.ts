import { ServiceError, TransportError, type Client } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import type { Budget } from "../limits/with-budget.ts";
import { problemOf } from "../problem/problem-of.ts";
import { problemDocument } from "../problem/problem-response.ts";
import type { Asked } from "../route.ts";
import { publicHoles } from "../report-body.ts";
import { comeAgain, heartbeat, writeEvent } from "./event.ts";
import type { Row, State, Watch } from "./state.ts";

/** What following an execution needs. */
export interface FollowOptions {
  readonly asked: Asked;
  readonly WindowExecutionId: string;
  readonly watch: Watch;
  readonly client: Client;
  readonly budget: Budget;
  /** The state as it was when the stream began; a failure before that is an answer of its own. */
  readonly first: State;
  /** What the client has seen already. */
  readonly lastEventId: string | undefined;
}

/** The id of the last event of all. Whoever comes again with it has everything. */
export const DONE = "done";

/**
 * An execution as it goes on: each look gives the rows that are new or have changed, and then `progress`, whose id stands
 * for the state. When nothing can change any more, `done` brings the verdict.
 *
 * The report's `watch` is not used here: it tells what machines did, which asks Run Command on every look, where this tells AWS's
 * rows with three requests or so, within a budget that a Worker bounds, and to a client that comes again with the state it has seen.
 */
export async function* follow(options: FollowOptions): AsyncGenerator<string, void, undefined> {
  const { asked, WindowExecutionId, watch, client, budget, first, lastEventId } = options;
  const { limits, signal, sleep } = asked;
  const seen = new Map<string, string>();
  let state = first;
  // A piece must come before its time is over, and before anything in between takes the connection for dead.
  const longest = Math.min(15_000, limits.timeoutMs / 2);
  const usual = Math.min(limits.pollMs, longest);
  let wait = usual;
  yield comeAgain(limits.pollMs);
  // Rows that the client has are not told again; what it missed is in the rows that come, as each is whole.
  if (lastEventId === (await digestOf(state.rows))) remember(seen, state.rows);
  try {
    for (;;) {
      const changed = changedIn(seen, state.rows);
      if (changed.length > 0) {
        const texts = changed.map(({ event, data }) => writeEvent({ event, data }));
        const data = { ...countRows(state.rows), Status: state.execution.Status };
        const id = await digestOf(state.rows);
        yield [...texts, writeEvent({ event: "progress", id, data })].join("");
      } else yield heartbeat;
      if (state.isOver) break;
      // The next look must not end in the middle; whoever comes again begins with a fresh budget.
      if (budget.left < lookCost(state)) return;
      await sleep(wait, signal);
      if (signal.aborted) throw signal.reason;
      try {
        state = await watch.look(client, signal);
        wait = usual;
      } catch (error) {
        if (!mayPass(error)) throw error;
        // Being throttled is no news to the client, only a reason to look less often.
        wait = Math.min(wait * 2, longest);
      }
    }
    // Not enough is left for a report without holes; whoever comes again has all of it.
    if (state !== first && budget.left < limits.requestsPerWalk / 2) return;
    yield await verdict(options, WindowExecutionId, client);
  } catch (error) {
    if (signal.aborted) throw error;
    yield writeEvent({ event: "problem", data: problemDocument(problemOf(error), asked.requestId) });
  }
}

const verdict = async (
  { asked }: FollowOptions,
  WindowExecutionId: string,
  client: Client,
): Promise<string> => {
  const { concurrency } = asked.limits;
  const report = await reportExecution(client, { WindowExecutionId, concurrency, signal: asked.signal });
  const { verdict: word, reason, falseGreen, Status, counts, machineCounts, holes, complete } = report;
  const data = {
    WindowExecutionId,
    Status,
    verdict: word,
    reason,
    falseGreen,
    counts,
    machineCounts,
    holes: publicHoles(holes, false),
    complete,
  };
  return writeEvent({ event: "done", id: DONE, data });
};

const changedIn = (seen: Map<string, string>, rows: readonly Row[]): readonly Row[] => {
  const changed = rows.filter((row) => seen.get(keyOf(row)) !== JSON.stringify(row.data));
  remember(seen, changed);
  return changed;
};

const remember = (seen: Map<string, string>, rows: readonly Row[]): void => {
  for (const row of rows) seen.set(keyOf(row), JSON.stringify(row.data));
};

const keyOf = ({ event, id }: Row): string => `${event} ${id}`;

const countRows = (rows: readonly Row[]): Readonly<Record<string, number>> => ({
  tasks: rows.filter(({ event }) => event === "task").length,
  invocations: rows.filter(({ event }) => event === "invocation").length,
});

/** About what another look costs: the execution, its tasks, and the pages of what still runs. */
const lookCost = ({ rows }: State): number => 3 + Math.ceil(rows.length / 100) + countTasks(rows);

const countTasks = (rows: readonly Row[]): number => rows.filter(({ event }) => event === "task").length;

const mayPass = (error: unknown): boolean =>
  (error instanceof ServiceError || error instanceof TransportError) && error.retryable;

const digestOf = async (rows: readonly Row[]): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(rows)));
  return [...new Uint8Array(digest, 0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
