import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/host/usage-error.ts";
import { QueryFailedError } from "../../../src/host/query-failed-error.ts";
import { lineJson } from "../../../src/cli/query/print.ts";
import { checkQuery, queryResult } from "../../../src/cli/output/query.ts";

const answer = { WindowExecutions: [{ Status: "FAILED" }, { Status: "SUCCESS" }] };

describe("--query", () => {
  it.each([
    "WindowExecutions[?Status=='FAILED']",
    'WindowExecutions[?Status==`"FAILED"`]',
    // From the documentation of the AWS CLI.
    "WindowExecutions[?Status==`FAILED`]",
  ])("accepts the syntax of the AWS CLI: %s", (expression) => {
    expect(() => checkQuery(expression)).not.toThrow();
    expect(queryResult(answer, expression)).toEqual([{ Status: "FAILED" }]);
  });

  it.each([
    ["length(a[?at >= '2026-11-28'])", "2"],
    ["a[?at < '2026-11-28'].at", '["2026-11-27T23:59:59Z"]'],
    ["avg(a[].n)", "2.0"],
    ["sum(a[].n)", "6"],
    ["to_number('0x10')", "null"],
    ["to_number('9007199254740993')", "9007199254740993"],
    ["max_by(a, &at).n", "3"],
  ])("gives what the AWS CLI gives: %s", (expression, text) => {
    const a = [
      { at: "2026-11-27T23:59:59Z", n: 1 },
      { at: "2026-11-28T00:00:00Z", n: 2 },
      { at: "2026-11-29T04:00:00Z", n: 3 },
    ];
    expect(lineJson(queryResult({ a }, expression))).toBe(text);
  });

  it("fails with 255 where the expression does not fit the output", () => {
    expect(() => queryResult(answer, "abs('a')")).toThrow(QueryFailedError);
    expect(() => queryResult(answer, "no_such(@)")).toThrow(/no function no_such/);
  });

  it.each([
    ["parentheses", `${"(".repeat(100_000)}a`],
    ["lists", "[".repeat(100_000)],
    ["negations", `${"!".repeat(100_000)}a`],
    ["projections", `a${"[]".repeat(100_000)}`],
    ["comparisons", `a${"==a".repeat(50_000)}`],
  ])("refuses expressions that are nested too deeply: %s", (_, expression) => {
    expect(() => checkQuery(expression)).toThrow(/nested too deeply/);
  });

  it("accepts long chains", () => {
    const or = Array.from({ length: 20_000 }, (_unused, index) => `Status=='${index}'`).join("||");
    expect(queryResult(answer, `WindowExecutions[?${or}||Status=='FAILED']`)).toEqual([{ Status: "FAILED" }]);
    expect(queryResult(answer, `WindowExecutions${"[0]".repeat(20_000)}`)).toBeNull();
  });

  it("reports a syntax error before any request is sent", () => {
    expect(() => checkQuery("WindowExecutions[")).toThrow(UsageError);
  });
});
