import { untilAborted, type Client, type Signal } from "@windowpane/core";
import { createEndJudge, type Ending, type EndOptions, type Stand } from "./ending.ts";
import { createPacing, type PacingOptions } from "./pacing.ts";
import { rereadingClient } from "./rereading-client.ts";
import { isTransient, type Transient } from "./trouble.ts";

/** What a follower gives. */
export type FollowEvent<State> = FollowedState<State> | FollowedLook<State>;

/** What a look has found so far. The last one of a look is what it found in all. */
export interface FollowedState<State> {
  readonly kind: "state";
  readonly state: State;
}

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
  /** `ended` and `unended` come with the last look. */
  readonly ending: Ending;
}

/** How to follow, and what to read. */
export interface FollowOptions<State> extends PacingOptions, EndOptions {
  /** The current time. It may jump, as the clock of a machine that was suspended does. */
  readonly now: () => Date;
  /** Waits a number of milliseconds. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Ends the following, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /**
   * Reads the execution once, with a client that requests nothing that is final and was read before. Gives what it knows
   * as often as it wants; the last is the whole.
   *
   * @param before - what the look before found.
   */
  readonly read: (client: Client, before: State | undefined) => AsyncIterable<State>;
  /** What a state says about the end. */
  readonly standOf: (state: State) => Stand;
  /** Whether two states are the same to a reader. */
  readonly isSame: (before: State, state: State) => boolean;
}

/**
 * Looks at an execution again and again until nothing in it can change any more, or until AWS calls it over and nothing
 * has changed for long (see `ending.ts`). Errors that may pass are told and survived; looks get rarer while they last and
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
  const pacing = createPacing(options);
  const ends = createEndJudge(options);
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
    const trouble = rereading.takeTroubles()[0] ?? failure;
    const stand = state === undefined ? undefined : standOf(state);
    const changed = state !== undefined && (before === undefined || !isSame(before, state));
    const at = now();
    const troubled = trouble !== undefined;
    const wait = pacing.after({ changed, took: at.getTime() - begun.getTime(), troubled });
    const ending = ends.after({ stand, changed, troubled, at });
    const nextLook = ending === "look-again" ? new Date(at.getTime() + wait) : undefined;
    yield { kind: "look", state, changed, trouble, nextLook, ending };
    if (ending === "ended" || ending === "unended") return;
    before = state ?? before;
    if (ending === "look-again") await untilAborted(sleep(wait, signal), signal);
  }
}
