import { describe, expect, it } from "vitest";
import { recurrenceOf } from "../../../src/index.ts";

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));

/** An execution on a day of November: with the cause, without it, or without it but read incompletely. */
const on = (number: number, kind: "with" | "without" | "gaps") => ({
  StartTime: day(number),
  done: true,
  complete: kind !== "gaps",
  groups: [],
  isHit: kind === "with",
});

const recurrence = (...executions: ReturnType<typeof on>[]): ReturnType<typeof recurrenceOf> =>
  recurrenceOf(executions, ({ isHit }) => isHit);

describe("the recurrence of a cause", () => {
  it("is new in the newest execution, as far as the ones before were read", () => {
    expect(recurrence(on(24, "with"), on(23, "without"), on(22, "without"))).toEqual({
      since: day(24),
      consecutive: 1,
      affected: 0,
      compared: 2,
      comparedSince: day(22),
      unknown: 0,
    });
  });

  it("has begun with the first of the executions in a row, in any order of reading", () => {
    expect(
      recurrence(on(20, "with"), on(24, "with"), on(21, "without"), on(23, "with"), on(22, "with")),
    ).toMatchObject({ since: day(22), consecutive: 3, affected: 3, compared: 4, comparedSince: day(20) });
  });

  it("ignores executions after the newest one that has it", () => {
    expect(recurrence(on(24, "without"), on(23, "with"), on(22, "with"))).toMatchObject({
      since: day(22),
      consecutive: 2,
      compared: 1,
    });
  });

  it("counts executions that may hide it", () => {
    expect(recurrence(on(24, "with"), on(23, "gaps"), on(22, "without"))).toMatchObject({
      affected: 0,
      compared: 2,
      unknown: 1,
    });
  });

  it("is unknown without earlier executions, and absent without any that has it", () => {
    expect(recurrence(on(24, "with"))).toBeUndefined();
    expect(recurrence(on(24, "without"), on(23, "without"))).toBeUndefined();
    expect(recurrence()).toBeUndefined();
  });
});
