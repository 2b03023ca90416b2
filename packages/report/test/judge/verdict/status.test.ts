/** AWS's statuses as results: every documented status, every pair, and statuses that AWS may add. */
import { describe, expect, it } from "vitest";
import type { MachineResult } from "../../../src/model/result.ts";
import {
  automationResult,
  commandResult,
  isKnownStatus,
  speaksOfFailure,
  windowResult,
} from "../../../src/judge/verdict/status.ts";

/** Run Command's statuses as AWS writes them. */
const commandWords = [
  ["Success", "passed"],
  ["Failed", "failed"],
  ["TimedOut", "timedOut"],
  ["Execution Timed Out", "timedOut"],
  ["ExecutionTimedOut", "timedOut"],
  ["Delivery Timed Out", "unreachable"],
  ["DeliveryTimedOut", "unreachable"],
  ["Undeliverable", "unreachable"],
  ["Invalid Platform", "unreachable"],
  ["InvalidPlatform", "unreachable"],
  ["Access Denied", "unreachable"],
  ["AccessDenied", "unreachable"],
  ["Cancelled", "cancelled"],
  ["Canceled", "cancelled"],
  ["Terminated", "notRun"],
  ["Incomplete", "failed"],
  ["RateExceeded", "notRun"],
  ["Rate Exceeded", "notRun"],
  ["NoInstancesInTag", "notRun"],
  ["Pending", "pending"],
  ["Delayed", "pending"],
  ["InProgress", "running"],
  ["In Progress", "running"],
  ["Cancelling", "running"],
] as const satisfies readonly (readonly [string, MachineResult])[];

const bad: readonly MachineResult[] = ["failed", "timedOut", "unreachable", "cancelled", "notRun"];
const isOneOf = (results: readonly MachineResult[], result: MachineResult): boolean =>
  results.includes(result);

describe("a command on a machine", () => {
  it.each(commandWords)("%s alone, as status or as details, is %s", (word, result) => {
    expect(commandResult(word, undefined)).toBe(result);
    expect(commandResult(word, "")).toBe(result);
    expect(commandResult(undefined, word)).toBe(result);
    expect(commandResult("", word)).toBe(result);
    expect(commandResult(word, word)).toBe(result);
    expect(commandResult(word.toUpperCase(), word.toLowerCase())).toBe(result);
  });

  it("with status and details is bad if one of them is, and by its details if both are", () => {
    for (const [status, byStatus] of commandWords) {
      for (const [details, byDetails] of commandWords) {
        const result = commandResult(status, details);
        if (isOneOf(bad, byDetails)) expect(result).toBe(byDetails);
        else if (isOneOf(bad, byStatus)) expect(result).toBe(byStatus);
        // Neither is bad: an open status takes precedence over a passed one.
        else expect(result).toBe(byStatus === "passed" ? byDetails : byStatus);
      }
    }
  });

  it.each(["Pondered", "toString", "constructor", "__proto__"])("is unknown by a new word: %s", (word) => {
    expect(commandResult(word, undefined)).toBe("unknown");
    expect(commandResult(undefined, word)).toBe("unknown");
    for (const [known, result] of commandWords) {
      const expected = isOneOf(bad, result) ? result : "unknown";
      expect([commandResult(known, word), commandResult(word, known)]).toEqual([expected, expected]);
    }
  });

  it("is unknown without a status", () => {
    for (const none of [undefined, "", " ", "."]) expect(commandResult(none, none)).toBe("unknown");
  });
});

describe("an automation", () => {
  it.each([
    ["Success", "passed"],
    ["CompletedWithSuccess", "passed"],
    ["Failed", "failed"],
    ["CompletedWithFailure", "failed"],
    ["Rejected", "failed"],
    ["TimedOut", "timedOut"],
    ["Cancelled", "cancelled"],
    ["Exited", "cancelled"],
    ["Pending", "pending"],
    ["Scheduled", "pending"],
    ["PendingApproval", "pending"],
    ["PendingChangeCalendarOverride", "pending"],
    ["InProgress", "running"],
    ["Waiting", "running"],
    ["Cancelling", "running"],
    ["Approved", "running"],
    ["RunbookInProgress", "running"],
    ["ChangeCalendarOverrideApproved", "running"],
    ["ChangeCalendarOverrideRejected", "failed"],
    ["Canceled", "cancelled"],
    ["Pondering", "unknown"],
    ["", "unknown"],
    [undefined, "unknown"],
  ] as const)("%s is %s", (status, result) => {
    expect(automationResult(status)).toBe(result);
  });
});

describe("a level of a window", () => {
  it.each([
    ["FAILED", "failed"],
    ["TIMED_OUT", "timedOut"],
    ["CANCELLED", "cancelled"],
    ["SKIPPED_OVERLAPPING", "notRun"],
    ["PENDING", "pending"],
    ["IN_PROGRESS", "running"],
    ["CANCELLING", "running"],
    ["PONDERING", "unknown"],
    ["", "unknown"],
    [undefined, "unknown"],
  ] as const)("%s is %s, whatever its details", (status, result) => {
    for (const details of [undefined, "", "Success", "Failed", "The maximum error count was exceeded."])
      expect(windowResult(status, details)).toBe(result);
  });

  it.each([undefined, "", "Success", "Completed as planned", "Pondered", "No tasks to execute."])(
    "SUCCESS is passed with the details %j",
    (details) => {
      expect([windowResult("SUCCESS", details), speaksOfFailure(details)]).toEqual(["passed", false]);
    },
  );

  it.each(commandWords)("SUCCESS with Run Command's %s is bad where the word is", (word, result) => {
    const isFailure = isOneOf(bad, result);
    expect(windowResult("SUCCESS", word)).toBe(isFailure ? result : "passed");
    expect(speaksOfFailure(word)).toBe(isFailure);
  });

  it.each([
    "One or more tasks in the orchestration failed.",
    "Step fails when it is validating and resolving the step inputs",
    "The maximum error count was exceeded.",
    "The instance IDs list contains an invalid entry.",
    "The provided role does not contain the correct SSM permissions.",
    "An error came up",
    "Permission denied by policy",
    "It timed out",
    "It timedout",
    "It will time out",
    "timeout of the step",
    "Someone cancelled this",
    "The limit is exceeded",
    "Undelivered to two machines",
    "The process was terminated early",
    "Unable to continue",
    "It cannot continue",
  ])("SUCCESS with %j is failed", (details) => {
    for (const text of [details, details.toUpperCase()])
      expect([windowResult("SUCCESS", text), speaksOfFailure(text)]).toEqual(["failed", true]);
  });
});

describe("a status is known", () => {
  it.each([
    ["window", "SUCCESS", true],
    ["window", "SKIPPED_OVERLAPPING", true],
    ["window", "Success", false],
    ["window", "PONDERED", false],
    ["window", "", false],
    ["command", "Success", true],
    ["command", "Delivery Timed Out", true],
    ["command", "Undeliverable", true],
    ["command", "CompletedWithSuccess", false],
    ["command", "Pondered", false],
    ["automation", "CompletedWithSuccess", true],
    ["automation", "Waiting", true],
    ["automation", "Undeliverable", false],
    ["automation", "SKIPPED_OVERLAPPING", false],
    ["automation", "Pondered", false],
  ] as const)("as a %s's: %s, %s", (kind, status, expected) => {
    expect(isKnownStatus(kind, status)).toBe(expected);
  });
});
