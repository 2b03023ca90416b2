import { isFinalStatus, letsWorkFinish, untilAborted, type Client, type Signal } from "@windowpane/core";
import { rereadingClient } from "./rereading-client.ts";
import { isTransient, type Transient } from "./trouble.ts";

/** What a look has found so far (`state`), the last time all of it; and its end (`look`). */
export type FollowEvent<State> = { readonly kind: "state"; readonly state: State } | FollowedLook<State>;

/** The end of a look. */
export interface FollowedLook<State> {
  readonly kind: "look";
  /** What the look found. Absent when it failed as a whole. */
  readonly state?: State | undefined;
  /** Whether this differs from what was found before. */
  readonly changed: boolean;
  /** What made the look, or a part of it, fail in a way that may pass. */
  readonly trouble?: Transient | undefined;
  /** When the next look begins. Absent when it begins at once, and after the last one. */
  readonly nextLook?: Date | undefined;
  readonly ending: Ending;
}

/**
 * What follows after a look.
 *
 * - `look-again`: another look, after a wait.
 * - `confirm`: another look at once.
 * - `ended`: nothing; everything has ended.
 * - `unended`: nothing; AWS calls the execution over and nothing changed any more, but something in it has no end.
 */
export type Ending = "look-again" | "confirm" | "ended" | "unended";

/** What a state says about the end. */
export interface Stand {
  /** The execution's own status. */
  readonly Status?: string | undefined;
  /** When AWS says that the execution ended. */
  readonly EndTime?: Date | undefined;
  /** Whether something in the execution has not ended. */
  readonly isOpen: boolean;
}

/** How to follow, and what to read. */
export interface FollowOptions<State> {
  /**
   * Reads the execution once, with a client that requests nothing that is final and was read before. Gives what it knows
   * as often as it wants; the last is the whole. `before` is what the look before found.
   */
  readonly read: (client: Client, before: State | undefined) => AsyncIterable<State>;
  readonly standOf: (state: State) => Stand;
  /** Whether two states are the same to a reader. */
  readonly isSame: (before: State, state: State) => boolean;
  /** Whether `read` reads the status before the lists, so that a final status needs no confirming look. Default: false. */
  readonly readsInOrder?: boolean | undefined;
  /** The current time. It may jump, as the clock of a machine that was suspended does. */
  readonly now: () => Date;
  /** Waits a number of milliseconds. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Ends the following, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /** Time between two looks while something changes, in milliseconds. */
  readonly interval: number;
  /** Time between two looks to which it grows while nothing changes, in milliseconds. Default: six times `interval`. */
  readonly calm?: number | undefined;
  /** Longest time between two looks, in milliseconds. Default: a minute, or `calm` if that is longer. */
  readonly longest?: number | undefined;
}

/**
 * Looks at an execution again and again until nothing in it can change any more, or until AWS calls it over and nothing
 * has changed for long (see `patienceFor`). Errors that may pass are told and survived; looks get rarer while they last and
 * while nothing changes. Nothing is requested before the first `next()`, and nothing more after `return()`.
 *
 * @throws what `read` throws, unless it may pass; `signal.reason` when aborted.
 */
export async function* followExecution<State>(
  client: Client,
  options: FollowOptions<State>,
): AsyncGenerator<FollowEvent<State>, void, undefined> {
  const { read, standOf, isSame, now, sleep, signal } = options;
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
    const trouble = rereading.takeTroubles()[0] ?? failure;
    const changed = state !== undefined && (before === undefined || !isSame(before, state));
    const wait = waitAfter(changed, at.getTime() - begun.getTime(), trouble !== undefined);
    const stand = state === undefined || trouble !== undefined ? undefined : standOf(state);
    const ending = endingAfter(stand, changed, at);
    const nextLook = ending === "look-again" ? new Date(at.getTime() + wait) : undefined;
    yield { kind: "look", state, changed, trouble, nextLook, ending };
    if (ending === "ended" || ending === "unended") return;
    before = state ?? before;
    if (ending === "look-again") await untilAborted(sleep(wait, signal), signal);
  }
}

/**
 * Leaves most of the time, and of the account's rate limit, to others: waits three times as long as the look took, longer
 * while nothing changes, and twice as long after each look that failed. `took` is meaningless when the clock jumped.
 */
const createPacing = ({ interval, calm = interval * 6, longest = Math.max(calm, MINUTE) }: Times) => {
  let quiet = interval;
  let trouble = interval;
  return (changed: boolean, took: number, troubled: boolean): number => {
    quiet = changed ? interval : Math.min(calm, quiet * 1.5);
    trouble = troubled ? Math.min(longest, trouble * 2) : interval;
    return Math.min(longest, Math.max(took * 3, troubled ? trouble : quiet));
  };
};

type Times = Pick<FollowOptions<unknown>, "interval" | "calm" | "longest">;

/**
 * How long an execution that AWS calls over must stay unchanged before what is still open in it counts as unended, in
 * milliseconds; counted from its EndTime or its last change, whichever is later, and confirmed by one more look.
 *
 * AWS sets SUCCESS, FAILED and SKIPPED_OVERLAPPING after the tasks have ended, so only its lists may lag behind: a minute.
 * Below CANCELLED and TIMED_OUT, commands that had started run on. Run Command ends one after its delivery timeout and its
 * execution timeout, an hour each by default: two hours.
 */
const patienceFor = (Status: string | undefined): number => (letsWorkFinish(Status) ? 120 * MINUTE : MINUTE);

const MINUTE = 60_000;

const createEndRule = ({ readsInOrder = false }: { readonly readsInOrder?: boolean | undefined }) => {
  let isConfirming = false;
  /** Since when nothing changed in an execution that is over, in epoch milliseconds. */
  let quietSince: number | undefined;
  /** `stand` is absent after a look that failed, wholly or in part. */
  return (stand: Stand | undefined, changed: boolean, at: Date): Ending => {
    const wasConfirming = isConfirming;
    isConfirming = stand?.isOpen === false;
    if (stand === undefined) return "look-again";
    if (!stand.isOpen) return wasConfirming || readsInOrder ? "ended" : "confirm";
    const now = at.getTime();
    if (!isFinalStatus(stand.Status)) quietSince = undefined;
    else if (quietSince === undefined) quietSince = Math.min(now, stand.EndTime?.getTime() ?? now);
    else if (changed) quietSince = now;
    else if (now - quietSince >= patienceFor(stand.Status)) return "unended";
    return "look-again";
  };
};
