import { isFinalStatus, letsWorkFinish, untilAborted, type Client, type Signal } from "@windowpane/core";
import { rereadingClient } from "./rereading-client.ts";
import { isTransient, type Transient } from "./transient-error.ts";

/** An intermediate or final state of a read (`state`), or its end (`read`). */
export type FollowEvent<State> = { readonly kind: "state"; readonly state: State } | FollowedRead<State>;

/** The end of a read. */
export interface FollowedRead<State> {
  readonly kind: "read";
  /** The state that was read. Absent if the read failed. */
  readonly state?: State | undefined;
  /** Whether the state differs from the previous one. */
  readonly changed: boolean;
  /** The transient error of the read or a part of it. */
  readonly error?: Transient | undefined;
  /** Time of the next read. Absent if it begins at once, and after the last one. */
  readonly nextRead?: Date | undefined;
  readonly ending: Ending;
}

/**
 * What follows a read.
 *
 * - `read-again`: another read, after a delay.
 * - `confirm`: another read at once.
 * - `ended`: nothing; everything has ended.
 * - `unended`: nothing; AWS reports the execution as ended and nothing changes, but parts of it have not ended.
 */
export type Ending = "read-again" | "confirm" | "ended" | "unended";

/** The status and end of a state. */
export interface FollowedStatus {
  /** The status of the execution. */
  readonly Status?: string | undefined;
  /** The end of the execution, as AWS reports it. */
  readonly EndTime?: Date | undefined;
  /** Whether something in the execution has not ended. */
  readonly isOpen: boolean;
}

/** How to read and follow an execution. */
export interface FollowOptions<State> {
  /**
   * Reads the execution once, with a client that does not request final data again. Can yield intermediate states; the last
   * one is complete. `before` is the state of the previous read.
   */
  readonly read: (client: Client, before: State | undefined) => AsyncIterable<State>;
  readonly statusOf: (state: State) => FollowedStatus;
  /** Whether two states are equal for the user. */
  readonly isSame: (before: State, state: State) => boolean;
  /** Whether `read` reads the status before the lists, so that a final status needs no confirmation. Default: false. */
  readonly readsInOrder?: boolean | undefined;
  /** The current time. It may jump, as the clock of a machine that was suspended does. */
  readonly now: () => Date;
  /** Waits a number of milliseconds. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Aborts the generator, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Time between two reads while something changes, in milliseconds. */
  readonly interval: number;
  /** Maximum time between two reads while nothing changes, in milliseconds. Default: six times `interval`. */
  readonly calm?: number | undefined;
  /** Maximum time between two reads, in milliseconds. Default: a minute, or `calm` if that is longer. */
  readonly longest?: number | undefined;
}

/**
 * Reads an execution repeatedly until it is final, or until AWS reports it as ended and nothing has changed for long (see
 * `patienceFor`). Reports transient errors and continues; reads become less frequent during errors and while nothing changes.
 * Sends no requests before the first `next()` and none after `return()`.
 *
 * @throws what `read` throws, except transient errors; `signal.reason` when aborted.
 */
export async function* followExecution<State>(
  client: Client,
  options: FollowOptions<State>,
): AsyncGenerator<FollowEvent<State>, void, undefined> {
  const { read, statusOf, isSame, now, sleep, signal } = options;
  const rereading = rereadingClient(client);
  const waitAfter = createPacing(options);
  const endingAfter = createEndRule(options);
  let before: State | undefined;
  for (;;) {
    const begun = now();
    let state: State | undefined;
    let failure: Transient | undefined;
    try {
      for await (state of read(rereading, before)) yield { kind: "state", state };
    } catch (error) {
      if (!isTransient(error)) throw error;
      state = undefined;
      failure = error;
    }
    const at = now();
    const transient = rereading.takeErrors()[0] ?? failure;
    const changed = state !== undefined && (before === undefined || !isSame(before, state));
    const wait = waitAfter(changed, at.getTime() - begun.getTime(), transient !== undefined);
    const status = state === undefined || transient !== undefined ? undefined : statusOf(state);
    const ending = endingAfter(status, changed, at);
    const nextRead = ending === "read-again" ? new Date(at.getTime() + wait) : undefined;
    yield { kind: "read", state, changed, error: transient, nextRead, ending };
    if (ending === "ended" || ending === "unended") return;
    before = state ?? before;
    if (ending === "read-again") await untilAborted(sleep(wait, signal), signal);
  }
}

/**
 * Leaves most of the account's rate limit to other clients: waits three times as long as the read took, longer while nothing
 * changes, and twice as long after each failed read. `took` is meaningless if the clock jumped.
 */
const createPacing = ({ interval, calm = interval * 6, longest = Math.max(calm, MINUTE) }: PacingOptions) => {
  let quiet = interval;
  let backoff = interval;
  return (changed: boolean, took: number, hasFailed: boolean): number => {
    quiet = changed ? interval : Math.min(calm, quiet * 1.5);
    backoff = hasFailed ? Math.min(longest, backoff * 2) : interval;
    return Math.min(longest, Math.max(took * 3, hasFailed ? backoff : quiet));
  };
};

type PacingOptions = Pick<FollowOptions<unknown>, "interval" | "calm" | "longest">;

/**
 * Milliseconds for which an ended execution must not change before its open parts count as unended. Starts at its EndTime or
 * its last change, the later of the two; one more read confirms it.
 *
 * AWS sets SUCCESS, FAILED and SKIPPED_OVERLAPPING after the tasks have ended, so only its lists can lag behind: a minute.
 * After CANCELLED and TIMED_OUT, commands that have started continue. Run Command ends them after the delivery timeout and the
 * execution timeout, an hour each by default: two hours.
 */
const patienceFor = (Status: string | undefined): number => (letsWorkFinish(Status) ? 120 * MINUTE : MINUTE);

const MINUTE = 60_000;

const createEndRule = ({ readsInOrder = false }: { readonly readsInOrder?: boolean | undefined }) => {
  let isConfirming = false;
  /** Time since which an ended execution has not changed, in milliseconds since 1970. */
  let quietSince: number | undefined;
  /** `status` is absent after a read that failed wholly or partly. */
  return (status: FollowedStatus | undefined, changed: boolean, at: Date): Ending => {
    const wasConfirming = isConfirming;
    isConfirming = status?.isOpen === false;
    if (status === undefined) return "read-again";
    if (!status.isOpen) return wasConfirming || readsInOrder ? "ended" : "confirm";
    const now = at.getTime();
    if (!isFinalStatus(status.Status)) quietSince = undefined;
    else if (quietSince === undefined) quietSince = Math.min(now, status.EndTime?.getTime() ?? now);
    else if (changed) quietSince = now;
    else if (now - quietSince >= patienceFor(status.Status)) return "unended";
    return "read-again";
  };
};
