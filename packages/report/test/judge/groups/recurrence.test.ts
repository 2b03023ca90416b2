import { describe, expect, it } from "vitest";
import {
  compareExecutions,
  describeRecurrence,
  recurrenceOf,
  recurrenceWords,
  shortRecurrence,
} from "../../../src/index.ts";

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
      latest: day(24),
      consecutive: 1,
      open: false,
      nightly: true,
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

describe("a missing period", () => {
  const missing = [{ since: new Date(day(22).getTime() + 1), until: day(23) }];
  const hit = ({ isHit }: { readonly isHit: boolean }): boolean => isHit;

  it("ends a row, which may be longer", () => {
    const executions = [on(24, "with"), on(23, "with"), on(21, "with"), on(20, "without")];
    expect(recurrenceOf(executions, hit, missing)).toMatchObject({
      since: day(23),
      consecutive: 2,
      open: true,
      affected: 2,
      before: day(21),
      compared: 3,
      missing: 1,
    });
    expect(recurrenceOf(executions, hit)).toMatchObject({ since: day(21), consecutive: 3, open: false });
  });

  it("does not prove absence", () => {
    const executions = [on(24, "with"), on(21, "without")];
    expect(recurrenceOf(executions, hit, missing)).toMatchObject({ affected: 0, unknown: 0, missing: 1 });
  });

  it("does not matter before the earliest known execution, or after the newest one that has it", () => {
    expect(recurrenceOf([on(25, "with"), on(24, "without")], hit, missing)).not.toHaveProperty("missing");
    expect(
      recurrenceOf([on(24, "without"), on(21, "with"), on(20, "without")], hit, missing),
    ).not.toHaveProperty("missing");
  });
});

describe("a recurrence in words", () => {
  const words = (found: ReturnType<typeof recurrence>, now?: Date) => {
    if (found === undefined) throw new Error("There is no recurrence.");
    const context = { day: (at: Date): string => at.toISOString().slice(8, 10), now };
    const named = { WindowId: "mw-1", ...found };
    return [describeRecurrence(named, context), recurrenceWords(named, context), shortRecurrence(named)];
  };

  it.each([
    [[on(24, "with"), on(23, "without")], "new: not in 1 earlier execution since 23", "new", "new"],
    [
      [on(24, "with"), on(23, "gaps"), on(22, "without")],
      "may be new: not in 2 earlier executions since 22, 1 of them read in part",
      "may be new",
      "may be new",
    ],
    [
      [on(24, "with"), on(23, "without"), on(22, "gaps"), on(21, "without")],
      "new: not in 3 earlier executions since 21, 1 of them read in part",
      "new",
      "new",
    ],
    [
      [on(24, "with"), on(23, "with"), on(22, "without")],
      "2nd night in a row, since 23",
      "2nd night in a row",
      "2 nights",
    ],
    [
      [on(24, "with"), on(23, "with"), on(22, "with"), on(20, "without")],
      "3rd run in a row, since 22",
      "3rd run in a row",
      "3 runs",
    ],
    [
      [on(24, "with"), on(23, "with"), on(22, "without"), on(21, "with"), on(20, "with")],
      "2nd night in a row, since 23, in 4 of 5 executions",
      "2nd night in a row",
      "2 nights",
    ],
    [
      [on(24, "with"), on(23, "with")],
      "at least 2 nights in a row, since 23 or earlier",
      "at least 2 nights in a row",
      "2+ nights",
    ],
    [
      [on(24, "with"), on(23, "with"), on(22, "gaps"), on(21, "without")],
      "at least 2 nights in a row, since 23 or earlier",
      "at least 2 nights in a row",
      "2+ nights",
    ],
    [
      [on(24, "with"), on(23, "without"), on(22, "with")],
      "again, last on 22, in 2 of 3 executions since 22",
      "again, last on 22",
      "again",
    ],
  ])("never claims more than what is known: %#", (executions, ...expected) => {
    expect(words(recurrence(...executions))).toEqual(expected);
  });

  it("calls a new failure of the last day new tonight, where the window runs every night", () => {
    const now = new Date(day(24).getTime() + 5 * 3_600_000);
    expect(words(recurrence(on(24, "with"), on(23, "without")), now)[1]).toBe("new tonight");
    expect(words(recurrence(on(24, "with"), on(23, "without")), day(26))[1]).toBe("new");
    expect(words(recurrence(on(24, "with"), on(17, "without")), now)[1]).toBe("new");
  });

  it("counts to the 11th, 21st and 102nd night", () => {
    const row = (length: number) =>
      recurrence(...Array.from({ length }, (_, index) => on(index + 1, "with")), on(0, "without"));
    expect([11, 21, 102].map((length) => words(row(length))[1])).toEqual([
      "11th night in a row",
      "21st night in a row",
      "102nd night in a row",
    ]);
  });
});
