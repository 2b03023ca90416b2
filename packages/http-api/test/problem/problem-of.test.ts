import {
  FilterSyntaxError,
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  type Transport,
} from "@windowpane/core";
import { fleetIds } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { problemOf } from "../../src/problem/problem-of.ts";
import { world } from "../world.ts";

const operation = "GetMaintenanceWindowExecution";
const path = `/v1/executions/${fleetIds.WindowExecutionId}`;
const refusing = (error: unknown): Transport => ({
  name: "refusing",
  send: async () => {
    throw error;
  },
});
const service = (code: string, message: string, status = 400): ServiceError =>
  new ServiceError(operation, { code, message, status, requestId: "aws-1" });

const arn = "arn:aws:sts::123456789012:assumed-role/patch-reader/i-0abc";

/** What AWS says, and what whoever asked hears of it. */
const table: readonly (readonly [unknown, number, string])[] = [
  [service("ThrottlingException", "Rate exceeded"), 429, "throttled-by-aws"],
  [service("RequestLimitExceeded", "Slow down"), 429, "throttled-by-aws"],
  [service("SlowDown", "Wait", 429), 429, "throttled-by-aws"],
  [service("DoesNotExistException", "Maintenance window execution x does not exist"), 404, "no-such-thing"],
  [service("AutomationExecutionNotFoundException", "gone"), 404, "no-such-thing"],
  [service("InvalidInstanceId", "i-0 is not registered"), 404, "no-such-thing"],
  [service("InvalidFilterKey", "bad key"), 400, "refused-input"],
  [service("ValidationException", "bad token"), 400, "refused-input"],
  [service("InvalidNextToken", "bad token"), 400, "refused-input"],
  [service("AccessDeniedException", `User: ${arn} is not authorized`), 502, "refused-by-aws"],
  [service("AccessDenied", arn), 502, "refused-by-aws"],
  [service("UnauthorizedOperation", arn), 502, "refused-by-aws"],
  [service("NotAuthorizedException", arn), 502, "refused-by-aws"],
  [service("ExpiredTokenException", `The security token of ${arn} is expired`), 502, "refused-by-aws"],
  [service("UnrecognizedClientException", `${arn} is invalid`), 502, "refused-by-aws"],
  [service("SomethingNew", `${arn} may not`), 502, "refused-by-aws"],
  [service("InternalServerError", `host ip-10-0-0-1 of ${arn} failed`, 500), 502, "failed-at-aws"],
  [service("ServiceUnavailable", arn, 503), 502, "failed-at-aws"],
  [new TransportError(operation, "connect ECONNREFUSED 10.0.0.1:443"), 502, "no-answer"],
  [new InvalidOutputError(operation, ["StartTime: expected date"]), 502, "unreadable-answer"],
  [new StalledError(operation, "token"), 502, "stalled-list"],
  [new TypeError(`cannot read ${arn}`), 500, "internal"],
  ["a string that somebody threw", 500, "internal"],
  [undefined, 500, "internal"],
];

describe("what goes wrong at AWS", () => {
  it.each(table)("%s", async (error, status, problem) => {
    const { body, text, headers, ...answer } = await world({ transport: refusing(error) }).get(path);
    expect([answer.status, body["type"]]).toEqual([status, `/docs#problem-${problem}`]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toContain("123456789012");
    expect(text).not.toContain("10.0.0.1");
  });

  it("is told with AWS's request id, for its support", () => {
    expect(problemOf(service("InternalServerError", "", 500)).members).toEqual({
      operation,
      code: "InternalServerError",
      awsRequestId: "aws-1",
    });
  });

  it("names the permission that the server lacks", () => {
    expect(problemOf(service("AccessDeniedException", arn)).detail).toContain(`allow ssm:${operation}`);
  });

  it("passes AWS's words on where they are about the request", () => {
    expect(problemOf(service("DoesNotExistException", "Maintenance window mw-1 does not exist")).detail).toBe(
      "Maintenance window mw-1 does not exist",
    );
    expect(problemOf(new ServiceError(operation, { code: "ValidationException" })).detail).toBe(
      `AWS answered ValidationException to ${operation}.`,
    );
  });

  it.each([
    [undefined, "1"],
    [0, "1"],
    [1, "1"],
    [1500, "2"],
    [60_000, "60"],
  ])("says when to come again after throttling: %s ms is %s s", async (retryAfter, seconds) => {
    const error = new ServiceError(operation, { code: "ThrottlingException", retryAfter });
    const { headers } = await world({ transport: refusing(error) }).get(path);
    expect(headers.get("retry-after")).toBe(seconds);
  });

  it("tells the token to go on with", () => {
    const error = new TransportError(operation, "gone");
    error.resumeFrom = "token-7";
    expect(problemOf(error).members).toMatchObject({ resumeFrom: "token-7" });
  });

  it("shows a filter's fault without the picture of it", () => {
    const error = new FilterSyntaxError("a:b", 2, "Unknown field a");
    expect(problemOf(error).members).toEqual({
      errors: [{ parameter: "filter", detail: "Unknown field a (column 2)", column: 2 }],
    });
  });
});

describe("what nobody foresaw", () => {
  it("is in the log by its name and place, and nowhere by its words", async () => {
    const { get, log } = world({ transport: refusing(new TypeError("secret text")) });
    const { text } = await get(path);
    expect(text).not.toContain("secret");
    expect(log[0]).toMatchObject({
      level: "error",
      status: 500,
      problem: "internal",
      error: { name: "TypeError" },
    });
    expect(log[0]?.error?.at?.[0]).toContain("problem-of.test");
    expect(JSON.stringify(log)).not.toContain("secret");
  });
});
