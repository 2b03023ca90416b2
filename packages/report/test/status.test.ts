/** From AWS's words to buckets: every documented word, every pair of words, and words that AWS may add. */
import { describe, expect, it } from "vitest";
import type { Bucket } from "../src/bucket.ts";
import { automationBucket, commandBucket, speaksOfFailure, windowBucket } from "../src/status.ts";

/** Run Command's words as AWS spells them. */
const commandWords = [
  ["Success", "passed"],
  ["Failed", "failed"],
  ["TimedOut", "timedOut"],
  ["Execution Timed Out", "timedOut"],
  ["ExecutionTimedOut", "timedOut"],
  ["Delivery Timed Out", "undeliverable"],
  ["DeliveryTimedOut", "undeliverable"],
  ["Undeliverable", "undeliverable"],
  ["Invalid Platform", "undeliverable"],
  ["InvalidPlatform", "undeliverable"],
  ["Access Denied", "undeliverable"],
  ["AccessDenied", "undeliverable"],
  ["Cancelled", "cancelled"],
  ["Canceled", "cancelled"],
  ["Terminated", "neverRan"],
  ["Incomplete", "failed"],
  ["RateExceeded", "neverRan"],
  ["Rate Exceeded", "neverRan"],
  ["NoInstancesInTag", "neverRan"],
  ["Pending", "pending"],
  ["Delayed", "pending"],
  ["InProgress", "running"],
  ["In Progress", "running"],
  ["Cancelling", "running"],
] as const satisfies readonly (readonly [string, Bucket])[];

const bad: readonly Bucket[] = ["failed", "timedOut", "undeliverable", "cancelled", "neverRan"];
const isOneOf = (buckets: readonly Bucket[], bucket: Bucket): boolean => buckets.includes(bucket);

describe("a command on a machine", () => {
  it.each(commandWords)("%s alone, as status or as details, is %s", (word, bucket) => {
    expect(commandBucket(word, undefined)).toBe(bucket);
    expect(commandBucket(word, "")).toBe(bucket);
    expect(commandBucket(undefined, word)).toBe(bucket);
    expect(commandBucket("", word)).toBe(bucket);
    expect(commandBucket(word, word)).toBe(bucket);
    expect(commandBucket(word.toUpperCase(), word.toLowerCase())).toBe(bucket);
  });

  it("with two words is bad where one of them is, and by its details where both are", () => {
    for (const [status, byStatus] of commandWords) {
      for (const [details, byDetails] of commandWords) {
        const bucket = commandBucket(status, details);
        if (isOneOf(bad, byDetails)) expect(bucket).toBe(byDetails);
        else if (isOneOf(bad, byStatus)) expect(bucket).toBe(byStatus);
        // Neither is bad: what is not at its end yet weighs more than a pass.
        else expect(bucket).toBe(byStatus === "passed" ? byDetails : byStatus);
      }
    }
  });

  it.each(["Pondered", "toString", "constructor", "__proto__"])("is unknown by a new word: %s", (word) => {
    expect(commandBucket(word, undefined)).toBe("unknown");
    expect(commandBucket(undefined, word)).toBe("unknown");
    for (const [known, bucket] of commandWords) {
      const expected = isOneOf(bad, bucket) ? bucket : "unknown";
      expect([commandBucket(known, word), commandBucket(word, known)]).toEqual([expected, expected]);
    }
  });

  it("is unknown without a word", () => {
    for (const none of [undefined, "", " ", "."]) expect(commandBucket(none, none)).toBe("unknown");
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
  ] as const)("%s is %s", (status, bucket) => {
    expect(automationBucket(status)).toBe(bucket);
  });
});

describe("a level of a window", () => {
  it.each([
    ["FAILED", "failed"],
    ["TIMED_OUT", "timedOut"],
    ["CANCELLED", "cancelled"],
    ["SKIPPED_OVERLAPPING", "neverRan"],
    ["PENDING", "pending"],
    ["IN_PROGRESS", "running"],
    ["CANCELLING", "running"],
    ["PONDERING", "unknown"],
    ["", "unknown"],
    [undefined, "unknown"],
  ] as const)("%s is %s, whatever its details", (status, bucket) => {
    for (const details of [undefined, "", "Success", "Failed", "The maximum error count was exceeded."])
      expect(windowBucket(status, details)).toBe(bucket);
  });

  it.each([undefined, "", "Success", "Completed as planned", "Pondered", "No tasks to execute."])(
    "SUCCESS is passed with the details %j",
    (details) => {
      expect([windowBucket("SUCCESS", details), speaksOfFailure(details)]).toEqual(["passed", false]);
    },
  );

  it.each(commandWords)("SUCCESS with Run Command's %s is bad where the word is", (word, bucket) => {
    const isFailure = isOneOf(bad, bucket);
    expect(windowBucket("SUCCESS", word)).toBe(isFailure ? bucket : "passed");
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
    "Unable to go on",
    "It cannot go on",
  ])("SUCCESS with %j is failed", (details) => {
    for (const text of [details, details.toUpperCase()])
      expect([windowBucket("SUCCESS", text), speaksOfFailure(text)]).toEqual(["failed", true]);
  });
});
