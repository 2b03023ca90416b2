import { describe, expect, it } from "vitest";
import { fixedClock, manualClock } from "../../src/index.ts";

const NOON = "2026-11-22T12:00:00Z";

describe("a fixed clock", () => {
  it("stands still, whatever is done to the dates it gives", () => {
    const clock = fixedClock(NOON);
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date(NOON));
  });

  it("refuses what is no time", () => {
    expect(() => fixedClock("noon")).toThrow('"noon" is not a valid time. Use a date such as');
    expect(() => fixedClock(new Date(Number.NaN))).toThrow("invalid Date");
  });
});

describe("a time without a zone", () => {
  it("is in UTC, on any machine", () => {
    expect(fixedClock("2026-11-22T12:00").now()).toEqual(new Date(NOON));
  });
});

describe("a manual clock", () => {
  it("moves when it is told to, and by sleeping", async () => {
    const clock = manualClock(new Date(NOON));
    clock.advance(1500);
    await clock.sleep(500);
    expect(clock.now()).toEqual(new Date("2026-11-22T12:00:02Z"));
  });

  it("never goes back", () => {
    expect(() => manualClock(NOON).advance(-1)).toThrow("A clock cannot go back by 1 ms");
  });
});
