/** Every part of the program gives an error the same meaning: a row for each meaning, tried with AWS's error codes. */
import { errorMeaning, ServiceError, type ErrorMeaning } from "@windowpane/core";
import { gapOf } from "@windowpane/report";
import { describe, expect, it } from "vitest";
import { readError } from "../src/cli/commands/doctor/probe.ts";
import { exitCodes } from "../src/host/exit-code.ts";
import { readFailure } from "../src/host/failure.ts";

const operation = "DescribeMaintenanceWindowExecutions";

interface Row {
  /** A part of the report's words. */
  readonly why: string;
  /** A part of the command line's advice. */
  readonly todo: string;
  readonly doctor: "allowed" | "denied" | "unknown";
  readonly exitCode: number;
  readonly retryable: boolean;
}

const rows: Readonly<Partial<Record<ErrorMeaning, Row>>> = {
  denied: {
    why: "lacks the permission",
    todo: `ssm:${operation}`,
    doctor: "denied",
    exitCode: exitCodes.refused,
    retryable: false,
  },
  credentials: {
    why: "credentials",
    todo: "ign in again|access key|secret key",
    doctor: "unknown",
    exitCode: exitCodes.configuration,
    retryable: false,
  },
  throttled: {
    why: "throttl",
    todo: "try again in a moment",
    doctor: "unknown",
    exitCode: exitCodes.refused,
    retryable: true,
  },
  "not-found": {
    why: "did not find it",
    todo: "history",
    doctor: "allowed",
    exitCode: exitCodes.refused,
    retryable: false,
  },
  "stale-token": {
    why: "no longer accepts the token",
    todo: "--starting-token",
    doctor: "unknown",
    exitCode: exitCodes.refused,
    retryable: false,
  },
  fault: {
    why: "internal error",
    todo: "Try again",
    doctor: "unknown",
    exitCode: exitCodes.refused,
    retryable: true,
  },
  refused: {
    why: "AWS rejected the request",
    todo: "--debug",
    doctor: "unknown",
    exitCode: exitCodes.refused,
    retryable: false,
  },
};

/** Names that parts of the program read differently before, and one of each kind. */
const names: readonly (readonly [code: string, meaning: ErrorMeaning])[] = [
  ["AccessDenied", "denied"],
  ["AccessDeniedException", "denied"],
  ["UnauthorizedOperation", "denied"],
  ["NotAuthorized", "denied"],
  ["NotAuthorizedException", "denied"],
  ["UnrecognizedClientException", "credentials"],
  ["InvalidClientTokenId", "credentials"],
  ["InvalidSignatureException", "credentials"],
  ["IncompleteSignature", "credentials"],
  ["SignatureDoesNotMatch", "credentials"],
  ["ExpiredToken", "credentials"],
  ["Throttling", "throttled"],
  ["TooManyRequestsException", "throttled"],
  ["RequestLimitExceeded", "throttled"],
  ["SlowDown", "throttled"],
  ["DoesNotExistException", "not-found"],
  ["AutomationExecutionNotFoundException", "not-found"],
  ["InvalidCommandId", "not-found"],
  ["InvalidInstanceId", "not-found"],
  ["InvalidNextToken", "stale-token"],
  ["ValidationException", "stale-token"],
  ["InternalServerError", "fault"],
  ["ServiceUnavailable", "fault"],
  ["UnsupportedOperationException", "refused"],
];

describe("an error of the service", () => {
  it.each(names)("%s is %s for every part of the program", (code, meaning) => {
    const row = rows[meaning];
    if (row === undefined) throw new Error(`There is no row for ${meaning}.`);
    const error = new ServiceError(operation, { code });
    if (meaning === "stale-token") error.resumeFrom = "token-7";
    expect(errorMeaning(error)).toBe(meaning);
    expect(error.retryable).toBe(row.retryable);
    expect(gapOf(error, { operation, ids: {}, what: "The executions" }).why).toContain(row.why);
    expect(readFailure(error).todo).toMatch(new RegExp(row.todo, "u"));
    expect(readFailure(error).exitCode).toBe(row.exitCode);
    expect(readError(error).state).toBe(row.doctor);
  });
});
