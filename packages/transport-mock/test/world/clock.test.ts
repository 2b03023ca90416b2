import { describe, expect, it } from "vitest";
import { fixedClock, manualClock } from "../../src/index.ts";

const NOON = "2026-11-22T12:00:00Z";

describe("a fixed clock", () => {
  it("does not move if a returned date is changed", () => {
    const clock = fixedClock(NOON);
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date(NOON));
  });

  it("rejects an invalid time", () => {
    expect(() => fixedClock("noon")).toThrow('"noon" is not a valid time. Use a date such as');
    expect(() => fixedClock(new Date(Number.NaN))).toThrow("The clock's Date is invalid.");
  });
});

describe("a time without a time zone", () => {
  it("is in UTC on any machine", () => {
    expect(fixedClock("2026-11-22T12:00").now()).toEqual(new Date(NOON));
  });
});

describe("a manual clock", () => {
  it("moves with advance and sleep", async () => {
    const clock = manualClock(new Date(NOON));
    clock.advance(1500);
    await clock.sleep(500);
    expect(clock.now()).toEqual(new Date("2026-11-22T12:00:02Z"));
  });

  it("does not go back", () => {
    expect(() => manualClock(NOON).advance(-1)).toThrow("A clock cannot advance by -1 ms");
  });
});
