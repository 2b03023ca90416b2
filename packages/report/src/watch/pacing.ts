/** How often to look. */
export interface PacingOptions {
  /** Time between two looks while something changes, in milliseconds. */
  readonly interval: number;
  /** Time between two looks to which it grows while nothing changes, in milliseconds. Default: six times `interval`. */
  readonly calm?: number | undefined;
  /** Longest time between two looks, in milliseconds. Default: a minute, or `calm` if that is longer. */
  readonly longest?: number | undefined;
}

/** Tells how long to wait after each look. */
export interface Pacing {
  /** After a look, in milliseconds. */
  after(look: {
    /** Whether it found a change. */
    readonly changed: boolean;
    /** How long it took, in milliseconds; meaningless when the clock jumped. */
    readonly took: number;
    /** Whether a part of it failed in a way that may pass. */
    readonly troubled: boolean;
  }): number;
}

/**
 * Leaves most of the time, and of the account's rate limit, to others: waits three times as long as the look took, longer
 * while nothing changes, and twice as long after each look that failed.
 */
export const createPacing = (options: PacingOptions): Pacing => {
  const { interval, calm = interval * 6, longest = Math.max(calm, 60_000) } = options;
  let quiet = interval;
  let trouble = interval;
  return {
    after: ({ changed, took, troubled }) => {
      quiet = changed ? interval : Math.min(calm, quiet * 1.5);
      trouble = troubled ? Math.min(longest, trouble * 2) : interval;
      const share = Math.max(0, took) * 3;
      return Math.min(longest, Math.max(share, troubled ? trouble : quiet));
    },
  };
};
