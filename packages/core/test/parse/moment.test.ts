import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMoment, parseSince, parseTime } from "../../src/index.ts";

const now = new Date("2026-11-29T23:30:00Z");

/** Central European time: 2026 has summer time from 29 March 01:00 UTC to 25 October 01:00 UTC. */
const berlin = (at: Date): number => {
  const from = Date.UTC(at.getUTCFullYear(), 2, 29, 1);
  const to = Date.UTC(at.getUTCFullYear(), 9, 25, 1);
  return at.getTime() >= from && at.getTime() < to ? 120 : 60;
};

/** A place whose clocks are set forward at midnight, as in Beirut on 29 March 2026. */
const beirut = (at: Date): number => (at.getTime() >= Date.UTC(2026, 2, 28, 22) ? 180 : 120);

const read = (text: string, utcOffset = berlin): unknown => {
  const time = parseMoment(text, { now, utcOffset });
  return "value" in time ? time.value.toISOString() : time.problem;
};

describe("a time that a person types", () => {
  it.each([
    ["now", "2026-11-29T23:30:00.000Z"],
    // It is already the 30th in local time.
    ["today", "2026-11-29T23:00:00.000Z"],
    ["yesterday", "2026-11-28T23:00:00.000Z"],
    ["Yesterday 22:30", "2026-11-29T21:30:00.000Z"],
    ["tomorrow 04:00", "2026-12-01T03:00:00.000Z"],
    ["2026-11-20", "2026-11-19T23:00:00.000Z"],
    ["2026-11-20 04:00", "2026-11-20T03:00:00.000Z"],
    ["2026-11-20T04:00", "2026-11-20T03:00:00.000Z"],
    ["2026-11-20T04:00Z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04Z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04:00:05.123456+02:00", "2026-11-20T02:00:05.123Z"],
    ["2026-07-20 04:00", "2026-07-20T02:00:00.000Z"],
    ["Fri 20 Nov 04:00", "2026-11-20T03:00:00.000Z"],
    ["Fri 20 Nov 04:00 UTC+5:30", "2026-11-19T22:30:00.000Z"],
    ["Tue  1 Dec 04:00", "2026-12-01T03:00:00.000Z"],
    [" 5 Nov 2025 03:00", "2025-11-05T02:00:00.000Z"],
    ["24 Dec", "2025-12-23T23:00:00.000Z"],
    ["00:15", "2026-11-29T23:15:00.000Z"],
    ["22:15:30", "2026-11-29T21:15:30.000Z"],
    ["22:15 UTC", "2026-11-29T22:15:00.000Z"],
    ["2h 5m ago", "2026-11-29T21:25:00.000Z"],
    ["just now", "2026-11-29T23:30:00.000Z"],
  ])("reads %j", (text, at) => {
    expect(read(text)).toBe(at);
  });

  it.each([
    ["2026-02-30", ": the date does not exist"],
    ["30 Feb 2026", ": the date does not exist"],
    ["Mon 20 Nov 04:00", ": the date has another weekday"],
    ["2026-11-20 25:00", ": the clock or the offset is out of range"],
    ["2026-11-20T04:00+25:00", ": the clock or the offset is out of range"],
    ["1969-12-30", ": its year must be 1970 to 9999"],
    ["", ""],
    ["soon", ""],
    ["+02:00", ""],
    ["2h", ""],
    ["3M ago", ""],
    ["4:00", ""],
    ["2026-11-20T04", ""],
    ["2026-11-20T04:00 Europe/Berlin", ""],
  ])("rejects %j%s", (text, why) => {
    expect(read(text)).toBe(`"${text}" is not a valid time${why}.`);
  });

  it("is refused where clocks skip it", () => {
    expect(read("2026-03-29 02:30")).toBe(
      '"2026-03-29 02:30" is not a valid time: clocks were set forward, so this local time does not exist.',
    );
    expect(read("2026-03-29 01:59")).toBe("2026-03-29T00:59:00.000Z");
    expect(read("2026-03-29 03:00")).toBe("2026-03-29T01:00:00.000Z");
  });

  it("begins a day with its first instant where clocks skip midnight", () => {
    expect(read("2026-03-29", beirut)).toBe("2026-03-28T22:00:00.000Z");
    expect(read("2026-03-29 00:30", beirut)).toContain("does not exist");
  });

  it("is the earlier one where clocks repeat it, and the later one as the end of a period", () => {
    const text = "2026-10-25 02:30";
    expect(parseMoment(text, { now, utcOffset: berlin })).toEqual({ value: new Date("2026-10-25T00:30Z") });
    expect(parseMoment(text, { now, utcOffset: berlin, isEnd: true })).toEqual({
      value: new Date("2026-10-25T01:30Z"),
    });
  });

  it("is UTC without a local time zone, and the advice tells which zone applies", () => {
    expect(parseMoment("2026-11-20 04:00", { now })).toEqual({ value: new Date("2026-11-20T04:00Z") });
    const advice = (utcOffset?: typeof berlin): string => {
      const time = parseMoment("x", { now, utcOffset });
      return "advice" in time ? time.advice : "";
    };
    expect(advice()).toContain("Times without a zone are UTC.");
    expect(advice(berlin)).toContain("Times without a zone are local time.");
  });

  it("agrees with the strict parser on every ISO 8601 text", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
        (at) => {
          expect(parseMoment(at.toISOString(), { now })).toEqual(parseTime(at.toISOString()));
        },
      ),
    );
  });

  it("returns a time or a problem for any text", () => {
    const near = fc.string({ unit: fc.constantFrom(..."0129:-TZ+ ", "nov", "sun", "UTC", "ago", "today") });
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const time = parseMoment(text, { now, utcOffset: berlin });
        expect("value" in time ? Number.isInteger(time.value.getTime()) : time.problem).toBeTruthy();
      }),
    );
  });
});

describe("the start of a period", () => {
  const since = (text: string, utcOffset?: typeof berlin): unknown =>
    parseSince(text, { name: "--since", now, utcOffset });

  it.each([
    ["90m", "2026-11-29T22:00:00.000Z"],
    ["1h30m", "2026-11-29T22:00:00.000Z"],
    ["1.5h", "2026-11-29T22:00:00.000Z"],
    ["2h 5m ago", "2026-11-29T21:25:00.000Z"],
    ["2026-11-20 04:00", "2026-11-20T04:00:00.000Z"],
    ["yesterday", "2026-11-28T00:00:00.000Z"],
  ])("accepts %s", (text, at) => {
    expect(since(text)).toEqual({ value: new Date(at) });
  });

  it.each([
    ["0h", "--since must be greater than zero."],
    ["now", "--since now (2026-11-29T23:30:00Z) is not before now."],
    ["2026-11-29T23:31:00Z", "--since 2026-11-29T23:31:00Z is in the future."],
    ["2026-12-01", "--since 2026-12-01 (2026-12-01T00:00:00Z) is in the future."],
    ["9999w", "--since 9999w is before 1970."],
    ["soon", '"soon" is not a valid duration or time.'],
    ["2026-02-30", '"2026-02-30" is not a valid time: the date does not exist.'],
    ["3M", '"3M" is not a valid duration.'],
  ])("rejects %s: %s", (text, problem) => {
    expect(since(text)).toMatchObject({ problem });
  });

  it("tells in which zone a time was read", () => {
    expect(since("2026-12-01", berlin)).toEqual({
      problem: "--since 2026-12-01 (2026-12-01T00:00:00+01:00) is in the future.",
      advice:
        "Use a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20, 2026-11-20T04:00Z or yesterday. Times without a zone are local time.",
    });
  });
});
