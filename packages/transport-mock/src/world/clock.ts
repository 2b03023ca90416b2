import { parseTime } from "@windowpane/core";

/** Source of the mock's current time. `{ now: () => new Date() }` is the system clock. */
export interface Clock {
  /** Returns the current time. */
  now(): Date;
}

/** A clock that moves only when a test advances it. */
export interface ManualClock extends Clock {
  /** Moves the clock forward by a number of milliseconds. */
  advance(ms: number): void;
  /** Advances the clock without waiting. As the mock's `sleep`, it adds latency on this clock but takes no real time. */
  sleep(ms: number): Promise<void>;
}

/**
 * Creates a clock that does not move.
 *
 * @param at - the time, as a Date or in a format of the core's `parseTime`: `2026-11-22T02:00:00Z`.
 * @throws RangeError for an invalid time.
 */
export const fixedClock = (at: Date | string): Clock => {
  const time = timeOf(at);
  const clock = { now: () => new Date(time) };
  fixedClocks.add(clock);
  return clock;
};

const fixedClocks = new WeakSet<Clock>();

/** Whether a clock is one of `fixedClock`, on which no time passes. */
export const isFixedClock = (clock: Clock): boolean => fixedClocks.has(clock);

/**
 * Creates a clock that moves only when it is advanced.
 *
 * @param at - the initial time, as a Date or in a format of the core's `parseTime`.
 * @throws RangeError for an invalid time.
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
      throw new RangeError(`A clock cannot advance by ${ms} ms. Create a new clock for an earlier time.`);
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
  if (Number.isNaN(milliseconds))
    throw new RangeError(
      "The clock's Date is invalid. Pass a valid Date or a time such as 2026-11-22T02:00:00Z.",
    );
  return milliseconds;
};
