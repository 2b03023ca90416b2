/** How long a watch rests between two looks. */
export interface Rest {
  /** After a look, in milliseconds. */
  after(look: {
    /** Whether it found anything new. */
    readonly changed: boolean;
    /** How long it took, in milliseconds; nonsense when the clock jumped. */
    readonly took: number;
    /** Whether some of it failed in a way that may pass. */
    readonly troubled: boolean;
  }): number;
}

/**
 * Rests that leave most of the time, and of the account's rate, to others: three times as long as the look took, so a look
 * that was throttled is followed by a longer rest.
 */
export const createRest = (interval: number): Rest => {
  const calm = interval * 6;
  const longest = Math.max(calm, 60_000);
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
