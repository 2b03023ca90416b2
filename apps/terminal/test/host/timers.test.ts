import { describe, expect, it } from "vitest";
import { startTimer } from "../../src/host/timers.ts";

const DAY = 86_400_000;
const LONGEST = 2 ** 31 - 1;

/** Timers whose time ends at once. */
const waitsOf = (milliseconds: number): readonly number[] => {
  const waits: number[] = [];
  const due: (() => void)[] = [];
  let calls = 0;
  startTimer(
    milliseconds,
    () => (calls += 1),
    (call, wait) => {
      waits.push(wait);
      due.push(call);
    },
  );
  for (let next = due.shift(); next !== undefined; next = due.shift()) {
    expect(calls).toBe(0);
    next();
  }
  expect(calls).toBe(1);
  return waits;
};

describe("startTimer", () => {
  it("waits as long as a timer of Node can", () => {
    expect(waitsOf(0)).toEqual([0]);
    expect(waitsOf(24 * DAY)).toEqual([24 * DAY]);
    expect(waitsOf(LONGEST)).toEqual([LONGEST]);
  });

  it("waits several times for a longer time", () => {
    expect(waitsOf(30 * DAY)).toEqual([LONGEST, 30 * DAY - LONGEST]);
    expect(waitsOf(365 * DAY).reduce((sum, wait) => sum + wait)).toBe(365 * DAY);
  });
});
