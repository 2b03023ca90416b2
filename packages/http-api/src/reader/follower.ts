import { createClient, untilAborted, type Client, type Transport } from "@windowpane/core";
import {
  followExecution,
  judgeAsEnded,
  reportExecution,
  type ExecutionReport,
  type FollowedRead,
} from "@windowpane/report";
import type { LimitName, Limits } from "../limits/limits.ts";
import type { SharedWork, Viewer } from "./shared-work.ts";
import { budgetOf, withBudget } from "../limits/with-budget.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import type { FollowedExecution, FollowEnding, StateItem } from "../route/followed-execution.ts";
import type { ChangeLog } from "./change-log.ts";
import { readState, type ExecutionState } from "./execution-state.ts";

/** Reads one execution repeatedly for all clients that follow it. */
export interface Follower {
  /** Whether a client can join, and get the verdict that it wants. */
  accepts(patches: boolean): boolean;
  /**
   * Adds a client until its signal aborts, and waits for the first state.
   *
   * @throws the error of the first read; the reason of the viewer's signal.
   */
  join(viewer: Viewer, patches: boolean): Promise<FollowedExecution>;
  /** Reads now instead of at the end of the delay. */
  readNow(): void;
  /** Resolves when the last read has ended. Never rejects. */
  readonly ended: Promise<void>;
}

/** Options of a follower. */
export interface FollowerOptions {
  readonly WindowExecutionId: string;
  readonly transport: Transport;
  readonly limits: Limits;
  readonly limitName: (limit: LimitName) => string;
  readonly work: SharedWork;
  /** States of earlier followers, so that clients that reconnect get only what has changed since. */
  readonly log: ChangeLog;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly clock: () => Date;
}

/** Maximum silence in milliseconds, so that proxies do not close the connection. */
const MAX_SILENCE = 15_000;

/** Starts to read an execution. The work ends with the last read, or when all clients have left. */
export const startFollower = (options: FollowerOptions): Follower => {
  const { WindowExecutionId, transport, limits, limitName, work, log } = options;
  const { signal } = work;
  const budget = budgetOf(limits, "requestsPerScan");
  const client = createClient(withBudget(transport, budget, limitName));
  const delay = createDelay(options);
  const wanted = new Set<boolean>();
  const firstRead = createPromise();
  let ending: FollowEnding | undefined;
  /** Set when no further verdict is read. */
  let final: ReadonlyMap<boolean, object> | undefined;

  /** Reads until the end. The delay before a read belongs to the follower, so that a cancel can end it. */
  const read = async (): Promise<FollowEnding> => {
    let reads = 0;
    let items: readonly StateItem[] = [];
    for await (const { state, error, ending: next } of readsOf(options, client, delay.wait)) {
      work.progress();
      if (state === undefined && reads === 0) throw error ?? new Error("The first read returned no state.");
      reads += 1;
      items = state?.items ?? items;
      await log.add(state);
      firstRead.resolve();
      if (next === "ended" || next === "unended") {
        // If the budget may not cover the report, the client reconnects with a new one. After two reads there is no larger one.
        if (reads > 2 && budget.left < limits.requestsPerScan / 2) return { kind: "spent" };
        return { kind: "ended", verdicts: await readVerdicts(next === "unended") };
      }
      // The budget must cover the next read. A client that reconnects gets a new budget.
      if (budget.left < readCost(items)) return { kind: "spent" };
    }
    return { kind: "spent" };
  };

  const readVerdicts = async (isUnended: boolean): Promise<ReadonlyMap<boolean, object>> => {
    const verdicts = new Map<boolean, object>();
    // The loop also sees what clients want that join meanwhile.
    for (const patches of wanted) {
      const { concurrency } = limits;
      const report = await reportExecution(client, { WindowExecutionId, concurrency, signal, patches });
      verdicts.set(patches, verdictOf(isUnended ? judgeAsEnded(report) : report));
      work.progress();
    }
    final = verdicts;
    return verdicts;
  };

  const run = async (): Promise<void> => {
    ending = await read().catch((error: unknown): FollowEnding => ({ kind: "failed", error }));
    if (ending.kind === "failed") firstRead.reject(ending.error);
    log.end(ending);
    work.end();
  };
  const ended = run();

  return {
    ended,
    readNow: delay.end,
    accepts: (patches) => final?.has(patches) ?? (ending === undefined && !signal.aborted),
    join: async (viewer, patches) => {
      wanted.add(patches);
      work.join(viewer);
      await untilAborted(firstRead.promise, viewer.signal);
      return {
        latest: log.latest,
        after: (step) => log.after(step, viewer.signal),
        changesSince: log.changesSince,
        versionOf: log.versionOf,
      };
    },
  };
};

/** A promise that is resolved or rejected from outside, and whose rejection need not be handled. */
const createPromise = () => {
  let [resolve, reject] = [(): void => {}, (_: unknown): void => {}];
  const promise = new Promise<void>((fulfil, fail) => {
    [resolve, reject] = [fulfil, fail];
  });
  promise.catch(() => {});
  return { promise, resolve, reject };
};

/** The end of each read. */
async function* readsOf(
  { WindowExecutionId, limits, work, clock }: FollowerOptions,
  client: Client,
  sleep: (milliseconds: number) => Promise<void>,
): AsyncGenerator<FollowedRead<ExecutionState>, void, undefined> {
  const { signal } = work;
  const known = new WeakMap<object, StateItem>();
  // Each chunk must be sent before its deadline.
  const longest = Math.min(MAX_SILENCE, limits.timeoutMs / 2);
  const interval = Math.min(limits.pollMs, longest);
  const events = followExecution<ExecutionState>(client, {
    ...{ now: clock, sleep, signal, interval, longest },
    calm: interval,
    readsInOrder: true,
    async *read(rereading) {
      yield await readState(rereading, { WindowExecutionId, signal }, known);
    },
    statusOf: ({ execution: { Status, EndTime }, isOpen }) => ({ Status, EndTime, isOpen }),
    isSame: ({ items: before }, { items }) =>
      items.length === before.length && items.every(({ text }, index) => text === before[index]?.text),
  });
  for await (const event of events) if (event.kind === "read") yield event;
}

/** Creates a delay that can be ended early, and that ends with the work. */
const createDelay = ({ work, sleep }: Pick<FollowerOptions, "work" | "sleep">) => {
  let running = new AbortController();
  const end = (): void => running.abort("over");
  work.signal.addEventListener("abort", end, { once: true });
  return {
    end,
    wait: (milliseconds: number): Promise<void> => {
      running = new AbortController();
      // It may reject when it is aborted.
      return sleep(milliseconds, running.signal).catch(() => {});
    },
  };
};

const verdictOf = (report: ExecutionReport): object => {
  const { WindowExecutionId, Status, verdict, reason, falseGreen } = report;
  const { counts, machineCounts, patches, gaps, complete } = report;
  return {
    ...{ WindowExecutionId, Status, verdict, reason, falseGreen, counts, machineCounts, patches },
    gaps: publicGaps(gaps, false),
    complete,
  };
};

/** Estimates the requests of another read: the execution, its tasks, and the invocations of tasks that still run. */
const readCost = (items: readonly StateItem[]): number =>
  3 + Math.ceil(items.length / 100) + items.filter(({ event }) => event === "task").length;
