import { describe, expect, it } from "vitest";
import { fieldsOf, FilterSyntaxError, matchFilter, parseFilter } from "../../src/index.ts";

const terms = (text: string): unknown => parseFilter(text).terms;

describe("a filter", () => {
  it("consists of terms", () => {
    expect(terms('status:failed,timed_out target:i-0ab duration>10m "disk full"')).toEqual([
      { kind: "oneOf", field: "status", values: ["FAILED", "TIMEDOUT"], negated: false },
      { kind: "oneOf", field: "target", values: ["i-0ab"], negated: false },
      { kind: "compare", field: "duration", comparison: ">", bound: 600_000, negated: false },
      { kind: "anywhere", texts: ["disk full"], negated: false },
    ]);
  });

  it("without terms is empty", () => {
    expect(terms("")).toEqual([]);
    expect(terms("  ")).toEqual([]);
  });

  it.each([
    ["-status:success", { kind: "oneOf", field: "status", values: ["SUCCESS"], negated: true }],
    ["STATUS=Failed", { kind: "oneOf", field: "status", values: ["FAILED"], negated: false }],
    [
      'details:"no space left"',
      { kind: "oneOf", field: "details", values: ["no space left"], negated: false },
    ],
    ['"say \\"hi\\""', { kind: "anywhere", texts: ['say "hi"'], negated: false }],
    ["web-01", { kind: "anywhere", texts: ["web-01"], negated: false }],
    ["id:arn:aws:states", { kind: "oneOf", field: "id", values: ["arn:aws:states"], negated: false }],
    [
      "duration<=1h30m",
      { kind: "compare", field: "duration", comparison: "<=", bound: 5_400_000, negated: false },
    ],
    ["age<2d", { kind: "compare", field: "age", comparison: "<", bound: 172_800_000, negated: false }],
    [
      "start>=2026-11-20",
      { kind: "compare", field: "start", comparison: ">=", bound: Date.UTC(2026, 10, 20), negated: false },
    ],
    [
      "end<2026-11-20T04:00",
      { kind: "compare", field: "end", comparison: "<", bound: Date.UTC(2026, 10, 20, 4), negated: false },
    ],
    [
      "end<2026-11-20T04:00+02:00",
      { kind: "compare", field: "end", comparison: "<", bound: Date.UTC(2026, 10, 20, 2), negated: false },
    ],
    ["took>10m", { kind: "compare", field: "duration", comparison: ">", bound: 600_000, negated: false }],
    ["exit:1,137", { kind: "oneOf", field: "exit", values: ["1", "137"], negated: false }],
    ["exit>=2", { kind: "compare", field: "exit", comparison: ">=", bound: 2, negated: false }],
    ["apt,dnf", { kind: "anywhere", texts: ["apt", "dnf"], negated: false }],
  ])("reads %s", (text, term) => {
    expect(terms(text)).toEqual([term]);
  });

  it.each([
    ["status:faild", 8, "Unknown status faild. Did you mean failed? Use one of: pending,"],
    ["colour:red", 1, "Unknown field colour. Use one of: status,"],
    ["staus:failed", 1, "Unknown field staus. Did you mean status?"],
    ["dur>10m", 1, "Unknown field dur. Did you mean duration?"],
    ["exit:one", 6, '"one" is not a number'],
    ["exit>1,2", 8, "Compare exit with one value only"],
    ["duration<0s", 10, "No duration is less than 0s"],
    ["duration>10m duration<5m", 1, "No duration matches both bounds"],
    ["start>2026-11-20 start<=2026-11-20", 1, "No start matches both bounds"],
    ["web duration:10", 13, "Compare duration with"],
    ["duration>soon", 10, '"soon" is not a valid duration. Use a number and a unit'],
    ["duration>3M", 10, '"3M" is not a valid duration. Use m for minutes'],
    ["duration>10", 10, '"10" is not a valid duration'],
    ["start>yesterday", 7, '"yesterday" is not a valid time. Use a date'],
    ["start>2026-13-45", 7, "the date does not exist"],
    ["start>2026-02-30", 7, "the date does not exist"],
    ["status>failed", 7, "status cannot be compared with >"],
    ["status:", 8, 'Expected a value after ":"'],
    ["status: failed", 8, 'Expected a value after ":"'],
    ["status:failed,", 15, 'Expected a value after ","'],
    ["a,,b", 3, 'Expected a value before ","'],
    ["duration>1m,2m", 13, "Compare duration with one value only"],
    ["enabled:maybe", 9, "Expected true or false"],
    ['x"y"', 2, "Expected a space, a colon or a comparison"],
    ['"open', 1, "The quotation mark is not closed"],
    ["-", 2, "Expected a term after the dash"],
    [":x", 1, "A term cannot start with"],
    ["😀 colour:red", 3, "Unknown field colour"],
  ])("reports the position of an error: %s", (text, column, problem) => {
    const parse = (): unknown => parseFilter(text);
    expect(parse).toThrow(FilterSyntaxError);
    expect(parse).toThrow(problem);
    expect(parse).toThrow(expect.objectContaining({ column, text }));
  });

  it("shows an error with a caret under its position", () => {
    expect(() => parseFilter("web status:faild")).toThrow(`\n  web status:faild\n  ${" ".repeat(11)}^`);
  });
});

describe("a filter of a list", () => {
  const now = new Date("2026-11-29T12:00:00Z");
  const windows = {
    fields: fieldsOf("DescribeMaintenanceWindows"),
    noun: "windows",
    now,
    utcOffset: () => 120,
  } as const;

  it("reads times in local time", () => {
    expect(parseFilter('next<tomorrow next>"Sun 29 Nov 04:00"', windows).terms).toMatchObject([
      { field: "next", bound: Date.parse("2026-11-29T22:00Z") },
      { field: "next", bound: Date.parse("2026-11-29T02:00Z") },
    ]);
    expect(() => parseFilter("next>2026-02-30", windows)).toThrow("Times without a zone are local time");
  });

  it("rejects fields that the list does not have", () => {
    expect(() => parseFilter("status:failed", windows)).toThrow(
      /The field status does not apply to windows\. Use one of: name, id, enabled, schedule, next, duration, account, region\./u,
    );
    expect(() => parseFilter("nmae:web", windows)).toThrow("Unknown field nmae. Did you mean name?");
  });

  it("matches with its own fields", () => {
    const matches = matchFilter(parseFilter("duration>=4h next<tomorrow", windows), { now });
    expect(matches({ Duration: 4, NextExecutionTime: "2026-11-29T18Z" })).toBe(true);
    expect(matches({ Duration: 3, NextExecutionTime: "2026-11-29T18Z" })).toBe(false);
    expect(matches({ Duration: 4, NextExecutionTime: "2026-11-30T18:00Z" })).toBe(false);
    expect(matches({ Duration: 4 })).toBe(false);
  });
});

describe("a filter with several errors", () => {
  it("reports each of them with its position and what is valid there", () => {
    const fields = fieldsOf("DescribeMaintenanceWindowExecutionTasks");
    const read = (): unknown =>
      parseFilter("status:lost name:a exit:1 -type:cron", { fields, noun: "tasks" });
    expect(read).toThrow("Unknown status lost");
    try {
      read();
    } catch (error) {
      const { allowed, others } = error as FilterSyntaxError;
      expect(allowed).toContain("timed_out");
      expect(others.map(({ column, problem }) => [column, problem.split(".", 1)[0]])).toEqual([
        [20, "The field exit does not apply to tasks"],
        [33, "Unknown type cron"],
      ]);
      expect(others[0]?.allowed).toEqual(Object.keys(fields));
      return;
    }
    expect.unreachable();
  });
});
