import { describe, expect, it } from "vitest";
import { compareExecutions, describeRecurrence, recurrenceOf, recurrenceWords } from "../../../src/index.ts";

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number));

/** An execution on a day of November: with the cause, without it, or without it but read incompletely. */
const on = (number: number, kind: "with" | "without" | "gaps") => ({
  StartTime: day(number),
  complete: kind !== "gaps",
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

/** An execution on a day of November with the machines that have the cause. */
const night = (number: number, ...machines: readonly string[]) => ({
  WindowId: "mw-1",
  WindowExecutionId: `e${number}`,
  StartTime: day(number),
  complete: true,
  causes: new Map(machines.length === 0 ? [] : [["disk full", new Set(machines)]]),
});

const nights = compareExecutions([
  night(21, "i-1", "i-2"),
  night(23, "i-1", "i-3"),
  night(22),
  night(24, "i-1"),
]);

const ofMachine = (name: string, number: number) =>
  nights.ofMachine({ WindowId: "mw-1", WindowExecutionId: `e${number}`, name }, "disk full");

describe("the recurrence of a cause on a machine", () => {
  it("is its own, not that of the window", () => {
    expect(nights.ofCause("mw-1", "disk full")).toMatchObject({ since: day(23), affected: 2, compared: 3 });
    expect(ofMachine("i-1", 24)).toMatchObject({ since: day(23), consecutive: 2, affected: 2, compared: 3 });
    expect(ofMachine("i-3", 23)).toMatchObject({ since: day(23), affected: 0, compared: 2 });
  });

  it("counts up to the execution of its row, and is unknown in the first one that was read", () => {
    expect(ofMachine("i-1", 23)).toMatchObject({ since: day(23), affected: 1, compared: 2 });
    expect(ofMachine("i-2", 21)).toBeUndefined();
  });

  it("is absent for a machine, a cause or an execution without it", () => {
    expect(ofMachine("i-2", 24)).toBeUndefined();
    expect(ofMachine("i-1", 30)).toBeUndefined();
    expect(nights.ofCause("mw-2", "disk full")).toBeUndefined();
    expect(
      nights.ofMachine({ WindowId: "mw-1", WindowExecutionId: "e24", name: "i-1" }, "network"),
    ).toBeUndefined();
  });
});

describe("a recurrence in words", () => {
  const words = (found: ReturnType<typeof recurrence>) => {
    if (found === undefined) throw new Error("There is no recurrence.");
    const dayOf = (at: Date): string => at.toISOString().slice(8, 10);
    const named = { WindowId: "mw-1", ...found };
    return [describeRecurrence(named, dayOf), recurrenceWords(named, dayOf)];
  };

  it.each([
    [[on(24, "with"), on(23, "without")], "new: not in 1 earlier execution since 23", "new"],
    [
      [on(24, "with"), on(23, "gaps"), on(22, "without")],
      "not in 2 earlier executions since 22, 1 of them read in part",
      "not in 2 earlier executions since 22, 1 of them read in part",
    ],
    [
      [on(24, "with"), on(23, "with"), on(22, "without")],
      "since 23, in 2 of 3 executions",
      "since 23, in 2 of 3",
    ],
    [
      [on(24, "with"), on(23, "with")],
      "since 23 or earlier, in 2 of 2 executions",
      "since 23 or earlier, in 2 of 2",
    ],
    [
      [on(24, "with"), on(23, "without"), on(22, "with")],
      "again, in 2 of 3 executions since 22",
      "again, in 2 of 3 since 22",
    ],
  ])("never claims more than what was read: %#", (executions, long, short) => {
    expect(words(recurrence(...executions))).toEqual([long, short]);
  });
});
