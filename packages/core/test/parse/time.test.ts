import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration, parseTime } from "../../src/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("a duration", () => {
  it.each([
    ["500ms", 500],
    ["90s", 90_000],
    ["15m", 15 * MINUTE],
    ["1h30m", 90 * MINUTE],
    ["1.5h", 90 * MINUTE],
    ["1.1h", 66 * MINUTE],
    ["1d12h", 36 * HOUR],
    ["2d", 2 * DAY],
    ["1w", 7 * DAY],
    ["1w2d3h4m5s6ms", 9 * DAY + 3 * HOUR + 4 * MINUTE + 5006],
    ["30m1h", 90 * MINUTE],
    ["2D", 2 * DAY],
    ["500MS", 500],
    [" 1h 30m ", 90 * MINUTE],
    ["12 h", 12 * HOUR],
    ["0h", 0],
    ["0s", 0],
  ])("accepts %j", (text, value) => {
    expect(parseDuration(text)).toEqual({ value });
  });

  it.each([
    "",
    " ",
    "10",
    "h",
    "1x",
    "1y",
    "1h30",
    "-1h",
    "+1h",
    "1,5h",
    ".5h",
    "1.h",
    "soon",
    "PT1H",
    "\u0661h",
    "1h\u0000",
  ])("rejects %j with advice", (text) => {
    expect(parseDuration(text)).toEqual({
      problem: `"${text}" is not a valid duration.`,
      advice: "Use a number and a unit, such as 90s, 15m, 1h30m, 2d or 1w.",
    });
  });

  it.each(["3M", "1H30M", "1.5 M"])("does not accept M for minutes: %s", (text) => {
    expect(parseDuration(text)).toEqual({
      problem: `"${text}" is not a valid duration.`,
      advice: "Use m for minutes. Months are not supported.",
    });
  });

  it("has a maximum", () => {
    expect(parseDuration(`${"9".repeat(400)}w`)).toHaveProperty("problem");
  });

  it("returns whole milliseconds or a problem for any text", () => {
    const near = fc.string({ unit: fc.constantFrom(..."0159.smhdwM ") });
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const reading = parseDuration(text);
        expect(
          "value" in reading ? Number.isInteger(reading.value) && reading.value >= 0 : reading.problem,
        ).toBeTruthy();
      }),
    );
  });
});

describe("a time", () => {
  it.each([
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["2026-11-20T04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20 04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04:00Z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20t04:00z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20 04:00:05 UTC", "2026-11-20T04:00:05.000Z"],
    ["2026-11-20T04:00:05.5", "2026-11-20T04:00:05.500Z"],
    ["2026-11-20T04:00:05.123456789Z", "2026-11-20T04:00:05.123Z"],
    ["2026-11-20T04:00+02:00", "2026-11-20T02:00:00.000Z"],
    ["2026-11-20T04:00+0200", "2026-11-20T02:00:00.000Z"],
    ["2026-11-20 04:00 -0130", "2026-11-20T05:30:00.000Z"],
    ["2026-11-20+02:00", "2026-11-19T22:00:00.000Z"],
    ["2026-11-20Z", "2026-11-20T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    [" 2026-11-20 ", "2026-11-20T00:00:00.000Z"],
    ["1970-01-01", "1970-01-01T00:00:00.000Z"],
  ])("accepts %j", (text, at) => {
    expect(parseTime(text)).toEqual({ value: new Date(at) });
  });

  it.each([
    ["2026-02-30", ": the date does not exist"],
    ["2026-02-29T04:00Z", ": the date does not exist"],
    ["2026-13-01", ": the date does not exist"],
    ["2026-11-00", ": the date does not exist"],
    ["2026-11-20T25:00Z", ": the clock or the offset is out of range"],
    ["2026-11-20T04:60Z", ": the clock or the offset is out of range"],
    ["2026-11-20T04:00+25:00", ": the clock or the offset is out of range"],
    ["0000-01-01", ": its year must be 1970 to 9999"],
    ["1970-01-01T00:00+02:00", ": its year must be 1970 to 9999"],
    ["9999-12-31T23:59-02:00", ": its year must be 1970 to 9999"],
    ["", ""],
    ["yesterday", ""],
    ["20261120", ""],
    ["2026-11", ""],
    ["2026-11-20T", ""],
    ["2026-11-20T04", ""],
    ["2026-11-20T04:00 Europe/Berlin", ""],
    ["20 Nov 2026", ""],
    ["1h", ""],
  ])("rejects %j%s", (text, why) => {
    expect(parseTime(text)).toEqual({
      problem: `"${text}" is not a valid time${why}.`,
      advice:
        "Use a date such as 2026-11-20, or a date and time such as 2026-11-20T04:00Z. UTC is the default time zone.",
    });
  });

  it("parses its own ISO 8601 text", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
        (value) => {
          expect(parseTime(value.toISOString())).toEqual({ value });
        },
      ),
    );
  });
});
