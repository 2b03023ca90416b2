import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/host/usage-error.ts";
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

  it("reports a syntax error before any request is sent", () => {
    expect(() => checkQuery("WindowExecutions[")).toThrow(UsageError);
  });
});
