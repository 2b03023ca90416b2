import { describe, expect, it } from "vitest";
import {
  expectNext,
  judgeStart,
  nextStartOf,
  scheduleOf,
  type ExpectedStart,
  type ListedWindow,
} from "../../src/collect/expected-starts.ts";
import type { ListedRuns } from "../../src/collect/plan-look.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = Date.parse("2026-11-22T02:00:00Z");
const WindowId = "mw-0123456789abcdef0";

const window: ListedWindow = {
  WindowId,
  Enabled: true,
  Schedule: "cron(0 2 * * ? *)",
  ScheduleTimezone: "UTC",
};
const expected: ExpectedStart = { WindowId, at, seenAt: at - 15 * MINUTE, schedule: scheduleOf(window) };
const listOf = (starts: readonly number[], more: Partial<ListedRuns> = {}): ListedRuns => ({
  WindowId,
  since: at - 24 * HOUR,
  isWhole: true,
  executions: starts.map((start) => ({ StartTime: new Date(start), Status: "SKIPPED_OVERLAPPING" })),
  ...more,
});
const judge = (
  more: Partial<{ now: number; window: ListedWindow | undefined; list: ListedRuns | undefined }> = {},
  start = expected,
) => judgeStart(start, { now: at + 2 * HOUR, window, list: listOf([]), ...more });

describe("judgeStart", () => {
  it.each([
    ["at the time", at],
    ["a little early, because clocks differ", at - 4 * MINUTE],
    ["up to an hour late", at + HOUR],
  ])("finds an execution that started %s, also if AWS skipped it", (_, start) => {
    expect(judge({ list: listOf([start]) })).toEqual({ outcome: "started" });
  });

  it("says missed if the window is unchanged and has no execution an hour later", () => {
    expect(judge()).toEqual({ outcome: "missed" });
    expect(judge({ list: listOf([at - 24 * HOUR, at + 2 * HOUR]) })).toEqual({ outcome: "missed" });
  });

  it("decides nothing within an hour", () => {
    expect(judge({ now: at + 59 * MINUTE })).toEqual({ outcome: "open" });
  });

  it.each([
    ["deleted", { window: undefined }],
    ["disabled", { window: { ...window, Enabled: false } }],
    ["changed", { window: { ...window, Schedule: "cron(0 3 * * ? *)" } }],
    ["changed", { window: { ...window, ScheduleTimezone: "Europe/Berlin" } }],
    ["changed", { window: { ...window, EndDate: "2026-11-21T00:00Z" } }],
  ])("says unknown if the window is %s since", (reason, more) => {
    expect(judge(more)).toEqual({ outcome: "unknown", reason });
  });

  it("says unknown for a schedule offset", () => {
    const offset = { ...window, ScheduleOffset: 2 };
    expect(judge({ window: offset }, { ...expected, schedule: scheduleOf(offset) })).toEqual({
      outcome: "unknown",
      reason: "offset",
    });
  });

  it("says unknown if nothing was collected in the day before", () => {
    expect(judge({}, { ...expected, seenAt: at - 24 * HOUR - 1 })).toEqual({
      outcome: "unknown",
      reason: "unobserved",
    });
  });

  it("waits for a list that cannot be read as long as AWS has it, then says unknown", () => {
    const list = listOf([], { isWhole: false });
    expect(judge({ list })).toEqual({ outcome: "open" });
    expect(judge({ list: undefined })).toEqual({ outcome: "open" });
    expect(judge({ list: listOf([], { since: at }) })).toEqual({ outcome: "open" });
    expect(judge({ list, now: at + 29 * 24 * HOUR })).toEqual({ outcome: "unknown", reason: "unlisted" });
  });
});

describe("nextStartOf", () => {
  it.each([
    ["2026-11-22T02:00Z", at],
    ["2026-11-22T02:00:00.000Z", at],
    ["2026-11-22T03:00:00+01:00", at],
    ["2026-11-22T02:00", undefined],
    ["", undefined],
  ])("reads %s", (NextExecutionTime, time) => {
    expect(nextStartOf({ ...window, NextExecutionTime })).toBe(time);
  });

  it("expects nothing of a disabled window", () => {
    expect(
      nextStartOf({ ...window, Enabled: false, NextExecutionTime: "2026-11-22T02:00Z" }),
    ).toBeUndefined();
  });
});

describe("expectNext", () => {
  const soon = { ...window, NextExecutionTime: "2026-11-22T02:00Z" };
  const expecting = (
    before: ExpectedStart | undefined,
    listed: ListedWindow | undefined,
    now: number,
    lookedAt?: number,
  ) => expectNext(before, { now, lookedAt, window: listed, WindowId });

  it("expects the next start and keeps the expectation while it is unchanged", () => {
    const { next } = expecting(undefined, soon, at - 9 * HOUR);
    expect(next).toEqual({ ...expected, seenAt: at - 9 * HOUR });
    expect(expecting(next, soon, at - HOUR, at - 2 * HOUR).next).toBe(next);
  });

  it("returns a start that has become due, seen for the last time by the last look before it", () => {
    const before = { ...expected, seenAt: at - 9 * HOUR };
    const tomorrow = { ...window, NextExecutionTime: "2026-11-23T02:00Z" };
    const { next, due } = expecting(before, tomorrow, at + MINUTE, at - 15 * MINUTE);
    expect(due).toEqual({ ...before, seenAt: at - 15 * MINUTE });
    expect(next?.at).toBe(at + 24 * HOUR);
  });

  it("expects nothing while AWS still shows a start that has passed", () => {
    expect(expecting(expected, soon, at + MINUTE, at - MINUTE).next).toBeUndefined();
  });

  it("forgets a start that is not due when the window is disabled or deleted", () => {
    expect(expecting(expected, { ...soon, Enabled: false }, at - HOUR)).toEqual({
      next: undefined,
      due: undefined,
    });
    expect(expecting(expected, undefined, at - HOUR)).toEqual({ next: undefined, due: undefined });
  });
});
