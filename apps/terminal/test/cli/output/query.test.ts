import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/host/errors/usage-error.ts";
import { checkQuery, queryResult } from "../../../src/cli/output/query.ts";

const answer = { WindowExecutions: [{ Status: "FAILED" }, { Status: "SUCCESS" }] };

describe("--query", () => {
  it.each([
    "WindowExecutions[?Status=='FAILED']",
    'WindowExecutions[?Status==`"FAILED"`]',
    // The AWS CLI's own documentation writes it so.
    "WindowExecutions[?Status==`FAILED`]",
  ])("takes what the AWS CLI takes: %s", (expression) => {
    expect(() => checkQuery(expression)).not.toThrow();
    expect(queryResult(answer, expression)).toEqual([{ Status: "FAILED" }]);
  });

  it("says what it cannot read, before anything is asked for", () => {
    expect(() => checkQuery("WindowExecutions[")).toThrow(UsageError);
  });
});
