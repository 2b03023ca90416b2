import { describe, expect, it } from "vitest";
import { readUuids } from "../src/cli/arguments/ids.ts";
import { readSince } from "../src/cli/arguments/times.ts";
import { awsTime, shortTime } from "../src/cli/context/times.ts";
import { agoText, cleanId, idKind, timeText, zoneText } from "@windowpane/explorer";

const uuid = "b40a588d-32a7-4ea7-9a6b-b4ef4e0a000e";

describe("a pasted ID", () => {
  it.each([` ${uuid}\n`, `"${uuid}",`, `'${uuid}'`, `\`${uuid}\``, `“${uuid}”`, `(${uuid}).`])(
    "loses what surrounds it: %s",
    (text) => {
      expect(cleanId(text)).toBe(uuid);
    },
  );

  it.each([
    ["mw-0c50858d01e0a000e", "window"],
    [uuid, "uuid"],
    [uuid.toUpperCase(), "uuid"],
    ["i-0123456789abcdef0", "machine"],
    ["mi-0123456789abcdef0", "machine"],
    ["arn:aws:iam::123456789012:role/x", "arn"],
    ["nightly", "unknown"],
  ])("has a kind: %s", (id, kind) => {
    expect(idKind(id)).toBe(kind);
  });

  it.each([
    ["i-0123456789abcdef0", "is an instance ID"],
    ["mw-0c50858d01e0a000e", "is a window ID"],
    [uuid.slice(1), "has 35 characters"],
    ["nightly", "is not a UUID"],
  ])("is refused as an execution ID: %s %s", (text, message) => {
    expect(() => readUuids({ args: [text] }, "EXECUTION")).toThrow(message);
  });
});

describe("--since", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const utc = { now: () => now, utcOffset: () => 0 };

  it.each([
    ["12h", "2026-11-22T00:00:00.000Z"],
    ["90m", "2026-11-22T10:30:00.000Z"],
    ["2d", "2026-11-20T12:00:00.000Z"],
    ["1W", "2026-11-15T12:00:00.000Z"],
    ["1.5h", "2026-11-22T10:30:00.000Z"],
    ["12h30m", "2026-11-21T23:30:00.000Z"],
    ["2026-11-20", "2026-11-20T00:00:00.000Z"],
    ["2026-11-20T04:00Z", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20T04:00", "2026-11-20T04:00:00.000Z"],
    ["2026-11-20t04:00:30.5", "2026-11-20T04:00:30.500Z"],
    ["2026-11-20T04:00:00+02:00", "2026-11-20T02:00:00.000Z"],
  ])("reads %s", (text, at) => {
    expect(readSince(text, utc).toISOString()).toBe(at);
  });

  it.each(["", "12", "h", "-1h", "1y", "last week"])("refuses %s", (text) => {
    expect(() => readSince(text, utc)).toThrow(`--since: "${text}" is not a valid duration or time.`);
  });

  it.each([
    ["2026-13-01", '--since: "2026-13-01" is not a valid time: the date does not exist.'],
    ["0000-01-01", '--since: "0000-01-01" is not a valid time: its year must be 1970 to 9999.'],
    ["99999w", "--since 99999w is before 1970."],
    ["0h", "--since must be greater than zero."],
    ["3M", '--since: "3M" is not a valid duration.'],
  ])("refuses %s: %s", (text, message) => {
    expect(() => readSince(text, utc)).toThrow(message);
  });

  it("refuses the future, which would read as a quiet night", () => {
    expect(() => readSince("2030-01-01", utc)).toThrow(
      "--since 2030-01-01 (2030-01-01T00:00:00Z) is in the future.",
    );
  });

  it("reads times without a zone as local time, and the message says so", () => {
    const newYork = { now: () => now, utcOffset: () => -300 };
    expect(readSince("2026-11-20 04:00", newYork)).toEqual(new Date("2026-11-20T09:00Z"));
    expect(() => readSince("2026-11-23", newYork)).toThrow(
      "--since 2026-11-23 (2026-11-23T00:00:00-05:00) is in the future.",
    );
  });

  it.each([-210, 0, 60, 345])("reads every time that is printed, %d minutes ahead of UTC", (offset) => {
    const host = { now: () => now, utcOffset: () => offset };
    for (const text of ["2026-11-21T23:59:00Z", "2026-02-03T04:05:00Z", "2025-11-20T04:00:00Z"]) {
      const at = new Date(text);
      const printed = [
        awsTime(at, offset),
        shortTime(at, offset),
        timeText(at, now, () => offset),
        `${timeText(at, now, () => offset)} ${zoneText(offset)}`,
        at.toISOString(),
      ];
      for (const shown of printed) expect(readSince(shown, host), shown).toEqual(at);
    }
    expect(readSince(agoText(new Date("2026-11-22T09:55:00Z"), now), host)).toEqual(
      new Date("2026-11-22T09:55:00Z"),
    );
  });
});
