import { isFinalStatus, letsWorkFinish } from "@windowpane/core";

/** What decides whether a look was the last one. */
export interface Stand {
  /** The execution's own status. */
  readonly Status?: string | undefined;
  /** When AWS says that the execution ended. */
  readonly EndTime?: Date | undefined;
  /** Whether something in the execution has not ended. */
  readonly isOpen: boolean;
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

/** Decides after each look. */
export interface EndJudge {
  after(look: {
    /** Absent when the look failed. */
    readonly stand: Stand | undefined;
    readonly changed: boolean;
    readonly troubled: boolean;
    readonly at: Date;
  }): Ending;
}

/** How an `EndJudge` decides. */
export interface EndOptions {
  /**
   * Whether a look reads the execution's status before its lists, so that lists below a final status are final too and a
   * confirming look is not needed. Default: false.
   */
  readonly readsInOrder?: boolean | undefined;
}

/**
 * How long an execution that AWS calls over must stay unchanged before what is still open in it counts as unended, in
 * milliseconds; counted from its EndTime or its last change, whichever is later, and confirmed by one more look.
 *
 * AWS sets SUCCESS, FAILED and SKIPPED_OVERLAPPING after the tasks have ended, so only its lists may lag behind: a minute.
 * Below CANCELLED and TIMED_OUT, commands that had started run on. Run Command ends one after its delivery timeout and its
 * execution timeout, an hour each by default: two hours.
 */
const patienceFor = (Status: string | undefined): number => (letsWorkFinish(Status) ? 2 * HOUR : MINUTE);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An `EndJudge` for one execution. */
export const createEndJudge = ({ readsInOrder = false }: EndOptions = {}): EndJudge => {
  let isConfirming = false;
  /** Since when nothing changed in an execution that is over, in epoch milliseconds. */
  let quietSince: number | undefined;
  return {
    after: ({ stand, changed, troubled, at }) => {
      const wasConfirming = isConfirming;
      isConfirming = false;
      if (stand === undefined || troubled) return "look-again";
      if (!stand.isOpen) {
        if (wasConfirming || readsInOrder) return "ended";
        isConfirming = true;
        return "confirm";
      }
      const now = at.getTime();
      if (!isFinalStatus(stand.Status)) quietSince = undefined;
      else if (quietSince === undefined) quietSince = Math.min(now, stand.EndTime?.getTime() ?? now);
      else if (changed) quietSince = now;
      else if (now - quietSince >= patienceFor(stand.Status)) return "unended";
      return "look-again";
    },
  };
};
