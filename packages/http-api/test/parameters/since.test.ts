import { describe, expect, it } from "vitest";
import { since } from "../../src/parameters/since.ts";

const now = new Date("2026-11-22T08:00:00Z");
const read = (text: string): string | undefined => since.read([text], { now })?.toISOString();

describe("since", () => {
  it.each([
    ["90m", "2026-11-22T06:30:00.000Z"],
    ["12h", "2026-11-21T20:00:00.000Z"],
    ["2D", "2026-11-20T08:00:00.000Z"],
    ["1w", "2026-11-15T08:00:00.000Z"],
    ["1.5h", "2026-11-22T06:30:00.000Z"],
    ["1h30m", "2026-11-22T06:30:00.000Z"],
    ["2026-11-20 04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["2026-11-20T04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04:00Z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04:00:05.5+01:00", "2026-11-20T03:00:05.500Z"],
    ["2026-11-20T04:00 01:00", "2026-11-20T03:00:00.000Z"],
    ["2026-11-20T04:00:05.5 0100", "2026-11-20T03:00:05.500Z"],
    ["2026-11-20t04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20t04:00z", "2026-11-20T04:00:00.000Z"],
  ])("accepts %s", (text, time) => {
    expect(read(text)).toBe(time);
  });

  it.each(["", "12", "h", "1y", "-1h", "soon", "2026-02-30T25:00Z", "20261120", "١h"])(
    "rejects %s",
    (text) => {
      expect(() => read(text)).toThrow(/is not a valid (?:duration or )?time/);
    },
  );

  it("rejects zero and months with a suggestion", () => {
    expect(() => read("0h")).toThrow("since must be greater than zero. Use a duration such as 90m");
    expect(() => read("3M")).toThrow("Use m for minutes.");
  });

  it("rejects a time in the future", () => {
    expect(() => read("2026-11-22T08:00:01Z")).toThrow("in the future");
  });
});
