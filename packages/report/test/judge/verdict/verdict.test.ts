import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  resultsWorstFirst,
  isBad,
  type MachineResult,
  type Counts,
  type Verdict,
} from "../../../src/index.ts";
import { judge } from "../../../src/judge/verdict/verdict.ts";
import type { LevelEvidence } from "../../../src/judge/verdict/verdict-words.ts";
import { failureDetails } from "../../defects.ts";

const counts = (results: Partial<Record<MachineResult, number>>, exact = true): Counts => {
  const all = Object.fromEntries(resultsWorstFirst.map((result) => [result, results[result] ?? 0]));
  // Made from the list of all results, so every one is there.
  const whole = all as Record<MachineResult, number>;
  return { total: Object.values(whole).reduce((sum, count) => sum + count, 0), exact, results: whole };
};

const evidence = (given: Partial<LevelEvidence>): LevelEvidence => ({
  level: "execution",
  Status: "SUCCESS",
  counts: counts({}),
  noun: "machine",
  parts: [],
  badParts: 0,
  read: true,
  ...given,
});

const end = new Date("2026-11-22T02:00:00Z");

describe("the reason", () => {
  const reasonOf = (given: Partial<LevelEvidence>): string => judge(evidence(given)).reason;

  it("does not report that nothing ran if it could not be read", () => {
    expect(reasonOf({ counts: counts({}, false) })).toBe(
      "Not everything could be read, so there may be more failures: it is unknown what ran.",
    );
    expect(reasonOf({ Status: "FAILED", counts: counts({}, false) })).toBe(
      "AWS reports FAILED. It is unknown what ran.",
    );
    expect(reasonOf({ Status: "FAILED" })).toBe("AWS reports FAILED. No results are listed.");
  });
});

describe("the verdict", () => {
  it.each<[Verdict, string, Partial<LevelEvidence>]>([
    ["PASSED", "all passed", { counts: counts({ passed: 3 }), parts: ["PASSED"] }],
    ["PARTIAL", "some failed", { counts: counts({ passed: 3, failed: 1 }) }],
    ["PARTIAL", "some never ran", { counts: counts({ passed: 3, notRun: 1 }) }],
    ["PARTIAL", "some were cancelled", { counts: counts({ passed: 3, cancelled: 1 }) }],
    ["FAILED", "all failed", { counts: counts({ failed: 2 }) }],
    ["FAILED", "some failed and the rest is unknown", { counts: counts({ failed: 2, unknown: 5 }) }],
    ["FAILED", "none was reached, and AWS reports SUCCESS", { counts: counts({ unreachable: 4 }) }],
    ["RUNNING", "one still runs, whatever else failed", { counts: counts({ failed: 2, running: 1 }) }],
    ["RUNNING", "one still waits", { counts: counts({ passed: 2, pending: 1 }) }],
    ["RUNNING", "AWS is not done", { Status: "IN_PROGRESS", counts: counts({ passed: 2 }) }],
    ["RUNNING", "AWS is cancelling", { Status: "CANCELLING", counts: counts({ passed: 2 }) }],
    ["RUNNING", "AWS has a new status and no end", { Status: "PONDERING", counts: counts({ passed: 2 }) }],
    [
      "UNKNOWN",
      "AWS has a new status and an end",
      { Status: "PONDERED", EndTime: end, counts: counts({ passed: 2 }) },
    ],
    ["UNKNOWN", "AWS's status is not known", { Status: undefined, counts: counts({ passed: 2 }) }],
    ["UNKNOWN", "a machine is unknown", { counts: counts({ passed: 2, unknown: 1 }) }],
    ["UNKNOWN", "a list was not read to its end", { counts: counts({ passed: 2 }, false) }],
    ["UNKNOWN", "nothing was seen, and not everything was read", { counts: counts({}, false) }],
    ["UNKNOWN", "it is still being read", { counts: counts({ passed: 2 }), read: false }],
    ["UNKNOWN", "a part is unknown", { counts: counts({ passed: 2 }), parts: ["PASSED", "UNKNOWN"] }],
    ["EMPTY", "nothing ran", {}],
    ["EMPTY", "no tasks", { StatusDetails: "No tasks to execute." }],
    ["PARTIAL", "a part ran on nothing", { counts: counts({ passed: 1 }), parts: ["PASSED", "EMPTY"] }],
    ["SKIPPED", "AWS skipped it", { Status: "SKIPPED_OVERLAPPING" }],
    [
      "FAILED",
      "AWS skipped it and yet something failed",
      { Status: "SKIPPED_OVERLAPPING", counts: counts({ failed: 1 }) },
    ],
    ["FAILED", "AWS failed it before anything ran", { Status: "FAILED" }],
    ["FAILED", "AWS cancelled it before anything ran", { Status: "CANCELLED" }],
    ["PARTIAL", "AWS cut it off after what passed", { Status: "TIMED_OUT", counts: counts({ passed: 2 }) }],
    [
      "FAILED",
      "AWS failed it and its machines cannot be read",
      { Status: "FAILED", counts: counts({ unknown: 2 }) },
    ],
    [
      "PARTIAL",
      "SUCCESS with details Failed over machines that passed",
      { StatusDetails: "Failed", counts: counts({ passed: 2 }) },
    ],
    ["FAILED", "SUCCESS with details Failed over nothing", { StatusDetails: "Failed" }],
    [
      "FAILED",
      "a part failed without a machine that says so",
      { Status: "FAILED", parts: ["FAILED"], badParts: 1 },
    ],
    [
      "PARTIAL",
      "the same beside a part that passed",
      { Status: "FAILED", counts: counts({ passed: 1 }), parts: ["PASSED", "FAILED"], badParts: 1 },
    ],
  ])("is %s when %s", (verdict, _, given) => {
    expect(judge(evidence(given)).verdict).toBe(verdict);
  });

  const anyEvidence = fc.record({
    level: fc.constantFrom("execution", "task", "invocation"),
    Status: fc.constantFrom(
      undefined,
      "PENDING",
      "IN_PROGRESS",
      "SUCCESS",
      "FAILED",
      "TIMED_OUT",
      "CANCELLING",
      "CANCELLED",
      "SKIPPED_OVERLAPPING",
      "NEW",
    ),
    StatusDetails: fc.constantFrom(
      undefined,
      "",
      "Success",
      "Failed",
      "No tasks to execute.",
      ...failureDetails,
    ),
    counts: fc
      .tuple(
        fc.record(Object.fromEntries(resultsWorstFirst.map((result) => [result, fc.nat(2)]))),
        fc.boolean(),
      )
      .map(([results, exact]) => counts(results, exact)),
    noun: fc.constantFrom("machine", "call", "target"),
    parts: fc.array(
      fc.constantFrom<Verdict[]>("PASSED", "PARTIAL", "FAILED", "EMPTY", "SKIPPED", "RUNNING", "UNKNOWN"),
      { maxLength: 3 },
    ),
    badParts: fc.nat(1),
    read: fc.boolean(),
  });

  /** Evidence of a passed level with one or two random members. */
  const almostGreen = fc
    .tuple(
      fc.record({
        level: fc.constantFrom("execution", "task", "invocation"),
        Status: fc.constant("SUCCESS"),
        StatusDetails: fc.constantFrom(undefined, "", "Success", "Completed"),
        counts: fc.integer({ min: 1, max: 3 }).map((passed) => counts({ passed })),
        noun: fc.constantFrom("machine", "call", "target"),
        parts: fc.array(fc.constant<Verdict>("PASSED"), { maxLength: 3 }),
        badParts: fc.constant(0),
        read: fc.constant(true),
      }),
      anyEvidence,
      fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        {
          weight: 3,
          arbitrary: fc.subarray(
            ["Status", "StatusDetails", "counts", "parts", "badParts", "read"] as const,
            { minLength: 1, maxLength: 2 },
          ),
        },
      ),
    )
    .map(([green, any, members]) => ({
      ...green,
      ...Object.fromEntries(members.map((member) => [member, any[member]])),
    }));

  const failures: ReadonlySet<string | undefined> = new Set(failureDetails);

  it("is PASSED exactly if everything was read and passed and AWS agrees", () => {
    let green = 0;
    let other = 0;
    fc.assert(
      fc.property(almostGreen, (given) => {
        const isGreen =
          given.Status === "SUCCESS" &&
          !failures.has(given.StatusDetails) &&
          given.read &&
          given.counts.exact &&
          given.badParts === 0 &&
          given.counts.total > 0 &&
          given.counts.results.passed === given.counts.total &&
          given.parts.every((part) => part === "PASSED");
        if (isGreen) green += 1;
        else other += 1;
        expect(judge(given).verdict === "PASSED").toBe(isGreen);
      }),
      { numRuns: 3000 },
    );
    expect(green).toBeGreaterThanOrEqual(1000);
    expect(other).toBeGreaterThanOrEqual(1000);
  });

  it("always has a sentence as its reason", () => {
    fc.assert(
      fc.property(anyEvidence, (given) => {
        expect(judge(given).reason).toMatch(/^[A-Z0-9].*\.$/u);
        expect(judge(given).reason).not.toMatch(/undefined|\.\.|\s{2}/u);
      }),
      { numRuns: 3000 },
    );
  });

  it("never hides failures behind UNKNOWN, EMPTY or PASSED once everything was read", () => {
    fc.assert(
      fc.property(anyEvidence, (given) => {
        fc.pre(
          given.read && resultsWorstFirst.some((result) => isBad(result) && given.counts.results[result] > 0),
        );
        expect(["PARTIAL", "FAILED", "RUNNING"]).toContain(judge(given).verdict);
      }),
      { numRuns: 3000 },
    );
  });
});
