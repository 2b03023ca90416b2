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
import { testApp } from "../test-app.ts";

const operation = "GetMaintenanceWindowExecution";
const path = `/v1/executions/${fleetIds.WindowExecutionId}`;
const failing = (error: unknown): Transport => ({
  name: "failing",
  send: async () => {
    throw error;
  },
});
const service = (code: string, message: string, status = 400): ServiceError =>
  new ServiceError(operation, { code, message, status, requestId: "aws-1" });

const arn = "arn:aws:sts::123456789012:assumed-role/patch-reader/i-0abc";

/** Errors, with the status and the problem of the response. */
const table: readonly (readonly [unknown, number, string])[] = [
  [service("ThrottlingException", "Rate exceeded"), 429, "throttled-by-aws"],
  [service("RequestLimitExceeded", "Slow down"), 429, "throttled-by-aws"],
  [service("SlowDown", "Wait", 429), 429, "throttled-by-aws"],
  [service("DoesNotExistException", "Maintenance window execution x does not exist"), 404, "not-found"],
  [service("AutomationExecutionNotFoundException", "gone"), 404, "not-found"],
  [service("InvalidInstanceId", "i-0 is not registered"), 404, "not-found"],
  [service("InvalidFilterKey", "bad key"), 400, "invalid-input"],
  [service("ValidationException", "bad token"), 400, "invalid-input"],
  [service("InvalidNextToken", "bad token"), 400, "invalid-input"],
  [service("AccessDeniedException", `User: ${arn} is not authorized`), 502, "rejected-by-aws"],
  [service("AccessDenied", arn), 502, "rejected-by-aws"],
  [service("UnauthorizedOperation", arn), 502, "rejected-by-aws"],
  [service("NotAuthorizedException", arn), 502, "rejected-by-aws"],
  [service("ExpiredTokenException", `The security token of ${arn} is expired`), 502, "rejected-by-aws"],
  [service("UnrecognizedClientException", `${arn} is invalid`), 502, "rejected-by-aws"],
  [service("SomethingNew", `${arn} may not`), 502, "rejected-by-aws"],
  [service("InternalServerError", `host ip-10-0-0-1 of ${arn} failed`, 500), 502, "failed-at-aws"],
  [service("ServiceUnavailable", arn, 503), 502, "failed-at-aws"],
  [new TransportError(operation, "connect ECONNREFUSED 10.0.0.1:443"), 502, "no-response"],
  [
    new TransportError(operation, `The document of ${arn} is damaged.`, { meaning: "damaged" }),
    500,
    "internal",
  ],
  [new InvalidOutputError(operation, ["StartTime: expected date"]), 502, "invalid-response"],
  [new StalledError(operation, "token"), 502, "stalled-list"],
  [new TypeError(`cannot read ${arn}`), 500, "internal"],
  ["a thrown string", 500, "internal"],
  [undefined, 500, "internal"],
];

describe("problemOf", () => {
  it.each(table)("translates %s to %i %s", async (error, status, problem) => {
    const { body, text, headers, ...response } = await testApp({ transport: failing(error) }).get(path);
    expect([response.status, body["type"]]).toEqual([status, `/docs#problem-${problem}`]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(text).not.toContain("123456789012");
    expect(text).not.toContain("10.0.0.1");
  });

  it("includes AWS's request ID", () => {
    expect(problemOf(service("InternalServerError", "", 500)).members).toEqual({
      operation,
      code: "InternalServerError",
      awsRequestId: "aws-1",
    });
  });

  it("names the permission that the server lacks", () => {
    expect(problemOf(service("AccessDeniedException", arn)).detail).toContain(`allow ssm:${operation}`);
  });

  it("passes on AWS's messages about the request", () => {
    expect(problemOf(service("DoesNotExistException", "Maintenance window mw-1 does not exist")).detail).toBe(
      "Maintenance window mw-1 does not exist",
    );
    expect(problemOf(new ServiceError(operation, { code: "ValidationException" })).detail).toBe(
      `AWS responded to ${operation} with ValidationException.`,
    );
  });

  it.each([
    [undefined, "1"],
    [0, "1"],
    [1, "1"],
    [1500, "2"],
    [60_000, "60"],
  ])("sets Retry-After for throttling: %s ms is %s s", async (retryAfter, seconds) => {
    const error = new ServiceError(operation, { code: "ThrottlingException", retryAfter });
    const { headers } = await testApp({ transport: failing(error) }).get(path);
    expect(headers.get("retry-after")).toBe(seconds);
  });

  it("includes the token to resume from", () => {
    const error = new TransportError(operation, "gone");
    error.resumeFrom = "token-7";
    expect(problemOf(error).members).toMatchObject({ resumeFrom: "token-7" });
  });

  it("includes a syntax error of a filter without the excerpt", () => {
    const error = new FilterSyntaxError("a:b", 2, "Unknown field a");
    expect(problemOf(error).members).toEqual({
      errors: [{ parameter: "filter", detail: "Unknown field a (column 2)", column: 2 }],
    });
  });
});

describe("an unexpected error", () => {
  it("is logged with its name and stack, but without its message", async () => {
    const { get, log } = testApp({ transport: failing(new TypeError("secret text")) });
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
