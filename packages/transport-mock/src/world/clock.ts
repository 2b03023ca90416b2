import { parseTime } from "@windowpane/core";

/** Tells the mock what time it is. Any object with a `now` is one: `{ now: () => new Date() }` runs with the wall. */
export interface Clock {
  now(): Date;
}

/** A clock that a test moves. */
export interface ManualClock extends Clock {
  /** Moves the clock forward, in milliseconds. */
  advance(ms: number): void;
  /** Waits by moving the clock: as the `sleep` of a mock it makes latency pass on this clock, and takes no real time. */
  sleep(ms: number): Promise<void>;
}

/**
 * A clock that stands still.
 *
 * @param at - the time, as a Date or as `parseTime` of the core reads it: `2026-11-22T02:00:00Z`.
 * @throws RangeError when that is no time.
 */
export const fixedClock = (at: Date | string): Clock => {
  const time = timeOf(at);
  return { now: () => new Date(time) };
};

/**
 * A clock that stands still until it is moved.
 *
 * @param at - the time it starts at, as a Date or as `parseTime` of the core reads it.
 * @throws RangeError when that is no time.
 *
 * @example
 * const clock = manualClock("2026-11-22T02:00:00Z");
 * const transport = mockTransport({ clock });
 * clock.advance(60_000);
 */
export const manualClock = (at: Date | string): ManualClock => {
  let time = timeOf(at);
  const advance = (ms: number): void => {
    if (!(ms >= 0))
      throw new RangeError(`A clock cannot go back by ${-ms} ms. Make a new one for an earlier time.`);
    time += ms;
  };
  return {
    now: () => new Date(time),
    advance,
    sleep: async (ms) => {
      advance(ms);
    },
  };
};

const timeOf = (at: Date | string): number => {
  const time = typeof at === "string" ? parseTime(at) : { value: at };
  if ("problem" in time) throw new RangeError(`${time.problem} ${time.advice}`);
  const milliseconds = time.value.getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError("The clock was given an invalid Date.");
  return milliseconds;
};
