/** Every row of the verdict table with its sentence: one combination of evidence each. */
import { describe, expect, it } from "vitest";
import { resultsWorstFirst, type MachineResult, type Counts } from "../../../src/model/result.ts";
import type { Verdict } from "../../../src/model/report.ts";
import { patchOutcomes, type PatchCounts, type PatchOutcome } from "../../../src/model/patch.ts";
import { isBadByAws, judge } from "../../../src/judge/verdict/verdict.ts";
import type { LevelEvidence } from "../../../src/judge/verdict/verdict-words.ts";
import { verdictsWorstFirst } from "../../../src/model/verdicts.ts";

const counts = (results: Partial<Record<MachineResult, number>>, exact = true): Counts => {
  const all = Object.fromEntries(resultsWorstFirst.map((result) => [result, results[result] ?? 0]));
  // Made from the list of all results, so every one is there.
  const whole = all as Record<MachineResult, number>;
  return { total: Object.values(whole).reduce((sum, count) => sum + count, 0), exact, results: whole };
};

const patches = (results: Partial<Record<PatchOutcome, number>>): PatchCounts => {
  const all = Object.fromEntries(patchOutcomes.map((outcome) => [outcome, results[outcome] ?? 0]));
  const total = Object.values(all).reduce((sum, count) => sum + count, 0);
  // Made from the list of all outcomes, so every one is there.
  return { total, results: all as Record<PatchOutcome, number>, needPatches: 0, unproven: 0 };
};

const end = new Date("2026-11-22T02:00:00Z");

type Given = Partial<Omit<LevelEvidence, "counts">> & {
  readonly rows?: Partial<Record<MachineResult, number>>;
  readonly exact?: boolean;
};

const judged = ({ rows = {}, exact = true, ...given }: Given) =>
  judge({
    level: "execution",
    Status: "SUCCESS",
    counts: counts(rows, exact),
    noun: "machine",
    parts: [],
    badParts: 0,
    read: true,
    ...given,
  });

describe("each row of the table", () => {
  it.each<[Verdict, string, Given, boolean?]>([
    // Skipped.
    [
      "SKIPPED",
      "AWS skipped it because the previous execution was still running.",
      { Status: "SKIPPED_OVERLAPPING" },
    ],
    [
      "SKIPPED",
      "AWS skipped it because the previous execution was still running.",
      { Status: "SKIPPED_OVERLAPPING", read: false },
    ],
    [
      "PARTIAL",
      "AWS reports SKIPPED_OVERLAPPING. The only machine passed.",
      { Status: "SKIPPED_OVERLAPPING", rows: { passed: 1 } },
    ],
    // Running.
    ["RUNNING", "It has not started.", { Status: "PENDING" }],
    ["RUNNING", "Running.", { Status: "IN_PROGRESS" }],
    ["RUNNING", "Running: 2 passed.", { Status: "PENDING", rows: { passed: 2 } }],
    ["RUNNING", "Running: 1 running, 2 passed.", { Status: "SUCCESS", rows: { passed: 2, running: 1 } }],
    ["RUNNING", "Running: 1 pending.", { rows: { pending: 1 }, EndTime: end }],
    ["RUNNING", "Running: 1 of 2 machines failed, 1 running.", { rows: { failed: 1, running: 1 } }],
    ["RUNNING", "Running.", { parts: ["RUNNING"] }],
    ["RUNNING", "Running: 1 passed.", { Status: "NEW", rows: { passed: 1 } }],
    ["RUNNING", "Running: all 2 machines did not run.", { Status: "IN_PROGRESS", rows: { notRun: 2 } }],
    [
      "RUNNING",
      "Running: 1 of 2 machines did not run, 1 passed.",
      { Status: "PENDING", rows: { notRun: 1, passed: 1 } },
    ],
    ["RUNNING", "Running: 1 running.", { read: false, rows: { running: 1 } }],
    // Ended, although AWS reports no end.
    ["FAILED", "All 2 machines did not run.", { Status: "PENDING", rows: { notRun: 2 } }],
    [
      "UNKNOWN",
      "The execution has ended, but AWS still reports IN_PROGRESS for this.",
      { Status: "IN_PROGRESS", isOver: true, rows: { running: 1 } },
    ],
    [
      "UNKNOWN",
      "Some of it did not end, so there may be more failures: none of 2 machines passed: 1 unknown, 1 running.",
      { isOver: true, rows: { running: 1, unknown: 1 } },
    ],
    [
      "UNKNOWN",
      "AWS's status is unknown. The only machine passed.",
      { Status: undefined, isOver: true, rows: { passed: 1 } },
    ],
    // Being read.
    ["UNKNOWN", "Reading.", { read: false }],
    ["UNKNOWN", "Reading: 2 passed.", { read: false, rows: { passed: 2 } }],
    ["UNKNOWN", "Reading: the only machine failed.", { read: false, rows: { failed: 1 } }],
    // Bad by its rows or its parts.
    [
      "PARTIAL",
      "1 of 2 machines failed, 1 passed. AWS still reports SUCCESS.",
      { rows: { failed: 1, passed: 1 } },
      true,
    ],
    ["PARTIAL", "1 of 2 machines failed, 1 passed.", { Status: "FAILED", rows: { failed: 1, passed: 1 } }],
    [
      "FAILED",
      "1 of 2 machines failed, 1 timed out. AWS still reports SUCCESS.",
      { rows: { failed: 1, timedOut: 1 } },
      true,
    ],
    [
      "PARTIAL",
      "The only machine failed.",
      { Status: "FAILED", parts: ["PASSED", "FAILED"], rows: { failed: 1 } },
    ],
    [
      "FAILED",
      "No results are listed, but AWS reports that the only task did not pass.",
      { Status: "FAILED", parts: ["FAILED"], badParts: 1 },
    ],
    [
      "FAILED",
      "It is unknown what ran, but AWS reports that the only invocation did not pass.",
      { level: "task", Status: "FAILED", parts: ["FAILED"], badParts: 1, exact: false },
    ],
    [
      "PARTIAL",
      "The only machine passed; AWS reports that 1 of 2 tasks did not pass, but no machine shows why.",
      { Status: "FAILED", parts: ["PASSED", "FAILED"], badParts: 1, rows: { passed: 1 } },
    ],
    [
      "PARTIAL",
      "2 of 2 calls passed; AWS reports that the only invocation did not pass, but no call shows why.",
      { level: "task", Status: "FAILED", noun: "call", parts: ["PARTIAL"], badParts: 1, rows: { passed: 2 } },
    ],
    [
      "PARTIAL",
      "2 of 2 machines passed. AWS still reports SUCCESS.",
      { parts: ["PARTIAL"], rows: { passed: 2 } },
      true,
    ],
    ["PARTIAL", "2 of 2 machines passed.", { Status: "FAILED", parts: ["FAILED"], rows: { passed: 2 } }],
    // Bad by AWS's status.
    ["FAILED", "AWS reports FAILED. No results are listed.", { Status: "FAILED" }],
    ["FAILED", "AWS reports FAILED. It is unknown what ran.", { Status: "FAILED", exact: false }],
    [
      "FAILED",
      "AWS reports FAILED (The maximum error count was exceeded). No results are listed.",
      { Status: "FAILED", StatusDetails: "The maximum error count was exceeded." },
    ],
    [
      "FAILED",
      "AWS reports FAILED (Failed). No results are listed.",
      { Status: "FAILED", StatusDetails: "Failed" },
    ],
    [
      "FAILED",
      "AWS reports FAILED (No target. None at all). No results are listed.",
      { Status: "FAILED", StatusDetails: "No target. None at all." },
    ],
    ["FAILED", "AWS reports CANCELLED. No results are listed.", { Status: "CANCELLED" }],
    [
      "PARTIAL",
      "AWS reports TIMED_OUT. 2 of 2 machines passed.",
      { Status: "TIMED_OUT", rows: { passed: 2 } },
    ],
    [
      "FAILED",
      "AWS reports FAILED. None of 2 machines passed: 2 unknown.",
      { Status: "FAILED", rows: { unknown: 2 } },
    ],
    [
      "PARTIAL",
      "AWS reports SUCCESS (Failed). 2 of 2 machines passed.",
      { StatusDetails: "Failed", rows: { passed: 2 } },
      true,
    ],
    ["FAILED", "AWS reports SUCCESS (Failed). No results are listed.", { StatusDetails: "Failed" }, true],
    // Unknown.
    [
      "UNKNOWN",
      "AWS's status is unknown. 2 of 2 machines passed.",
      { Status: undefined, rows: { passed: 2 } },
    ],
    ["UNKNOWN", "AWS's status is unknown. Nothing ran.", { Status: undefined }],
    [
      "UNKNOWN",
      "AWS reports an unknown status: PONDERED.",
      { Status: "PONDERED", EndTime: end, rows: { passed: 2 } },
    ],
    [
      "UNKNOWN",
      "AWS reports an unknown status: PONDERED (For long).",
      { Status: "PONDERED", StatusDetails: "For long.", EndTime: end },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: 1 of 2 machines passed: 1 unknown.",
      { rows: { passed: 1, unknown: 1 } },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: 2 of at least 2 machines passed.",
      { rows: { passed: 2 }, exact: false },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: 1 of at least 1 machine passed.",
      { rows: { passed: 1 }, exact: false },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: it is unknown what ran.",
      { exact: false },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: the only machine passed.",
      { rows: { passed: 1 }, parts: ["UNKNOWN"] },
    ],
    // Empty.
    ["EMPTY", "It had no tasks to run. AWS still reports SUCCESS.", {}, true],
    [
      "EMPTY",
      "It had no tasks to run. AWS still reports SUCCESS (No tasks to execute).",
      { StatusDetails: "No tasks to execute." },
      true,
    ],
    ["EMPTY", "It had no tasks to run. AWS still reports SUCCESS.", { StatusDetails: "Success" }, true],
    [
      "EMPTY",
      "None of its 2 tasks ran on any target. AWS still reports SUCCESS.",
      { parts: ["EMPTY", "EMPTY"] },
      true,
    ],
    ["EMPTY", "None of its 1 task ran on any target. AWS still reports SUCCESS.", { parts: ["EMPTY"] }, true],
    ["EMPTY", "No targets matched. AWS still reports SUCCESS.", { level: "task" }, true],
    [
      "EMPTY",
      "None of its invocations ran on any target. AWS still reports SUCCESS.",
      { level: "task", parts: ["EMPTY"] },
      true,
    ],
    ["EMPTY", "It did not run on any target. AWS still reports SUCCESS.", { level: "invocation" }, true],
    // Passed except for parts that did not run on any target.
    [
      "PARTIAL",
      "2 of 2 machines passed, but 1 of 2 tasks did not run on any target.",
      { rows: { passed: 2 }, parts: ["PASSED", "EMPTY"] },
      true,
    ],
    [
      "PARTIAL",
      "The only machine passed, but 3 of 4 invocations did not run on any target.",
      { level: "task", rows: { passed: 1 }, parts: ["PASSED", "SKIPPED", "EMPTY", "EMPTY"] },
      true,
    ],
    // Patches.
    [
      "PASSED",
      "The only machine passed and is patched.",
      { rows: { passed: 1 }, patches: patches({ patched: 1 }) },
    ],
    [
      "PASSED",
      "All 2 machines passed and are patched.",
      { rows: { passed: 2 }, patches: patches({ patched: 2 }) },
    ],
    [
      "PASSED",
      "All 2 machines passed. Patches: 1 patched.",
      { rows: { passed: 2 }, patches: patches({ patched: 1 }) },
    ],
    [
      "PASSED",
      "All 2 machines passed. Scan: 1 of 2 machines needs patches.",
      { rows: { passed: 2 }, patches: { ...patches({ scanned: 2 }), needPatches: 1 } },
    ],
    [
      "PASSED",
      "All 2 machines passed. Patch state was not requested.",
      { rows: { passed: 2 }, skipsPatches: true },
    ],
    [
      "PARTIAL",
      "All 2 machines passed, but 1 is not patched: 1 still missing patches. AWS still reports SUCCESS.",
      { rows: { passed: 2 }, patches: patches({ patched: 1, missing: 1 }) },
      true,
    ],
    [
      "PARTIAL",
      "All 3 machines passed, but 2 are not patched: 1 failed to install patches, 1 reboot pending; 1 has no certain patch result: 1 unknown. AWS still reports SUCCESS.",
      {
        rows: { passed: 3 },
        patches: { ...patches({ failed: 1, rebootPending: 1, unknown: 1 }), unproven: 1 },
      },
      true,
    ],
    [
      "PARTIAL",
      "1 of 2 machines passed: 1 unknown, but 1 is not patched: 1 with rejected patches. AWS still reports SUCCESS.",
      { rows: { passed: 1, unknown: 1 }, patches: patches({ rejected: 1 }) },
      true,
    ],
    [
      "PARTIAL",
      "All 2 machines passed, but 1 is not patched: 1 still missing patches. AWS still reports SUCCESS.",
      { rows: { passed: 2 }, parts: ["PARTIAL"], patches: patches({ missing: 1 }) },
      true,
    ],
    [
      "PARTIAL",
      "2 of at least 2 machines passed, but 1 is not patched: 1 still missing patches. AWS still reports SUCCESS.",
      { rows: { passed: 2 }, exact: false, patches: patches({ missing: 1 }) },
      true,
    ],
    // Other failures take precedence, and the patch results follow.
    [
      "PARTIAL",
      "1 of 2 machines failed, 1 passed. Patches: 1 still missing patches.",
      { Status: "FAILED", rows: { failed: 1, passed: 1 }, patches: patches({ missing: 1 }) },
    ],
    [
      "PARTIAL",
      "AWS reports FAILED. 2 of 2 machines passed. Patches: 1 still missing patches.",
      { Status: "FAILED", rows: { passed: 2 }, patches: patches({ missing: 1 }) },
    ],
    [
      "PARTIAL",
      "2 of 2 machines passed. AWS still reports SUCCESS. Patches: 1 still missing patches.",
      { rows: { passed: 2 }, parts: ["FAILED"], patches: patches({ missing: 1 }) },
      true,
    ],
    [
      "PARTIAL",
      "2 of 2 machines passed; AWS reports that the only task did not pass, but no machine shows why. AWS still reports SUCCESS. Patches: 1 still missing patches.",
      { rows: { passed: 2 }, parts: ["PARTIAL"], badParts: 1, patches: patches({ missing: 1 }) },
      true,
    ],
    [
      "PARTIAL",
      "1 of 2 machines failed, 1 passed; AWS reports that 1 of 2 tasks did not pass, but no machine shows why. AWS still reports SUCCESS. Patches: 1 still missing patches.",
      {
        rows: { failed: 1, passed: 1 },
        parts: ["PARTIAL", "PARTIAL"],
        badParts: 1,
        patches: patches({ missing: 1 }),
      },
      true,
    ],
    [
      "UNKNOWN",
      "All 2 machines passed, but 1 has no certain patch result: 1 overwritten.",
      { rows: { passed: 2 }, patches: { ...patches({ patched: 1, overwritten: 1 }), unproven: 1 } },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: 1 of 2 machines passed: 1 unknown. Patches: 1 unknown.",
      { rows: { passed: 1, unknown: 1 }, patches: { ...patches({ unknown: 1 }), unproven: 1 } },
    ],
    [
      "UNKNOWN",
      "Not everything could be read, so there may be more failures: 2 of at least 2 machines passed. Patches: 1 unknown.",
      { rows: { passed: 2 }, exact: false, patches: { ...patches({ unknown: 1 }), unproven: 1 } },
    ],
    [
      "UNKNOWN",
      "AWS's status is unknown. 2 of 2 machines passed. Patches: 1 unknown.",
      { Status: undefined, rows: { passed: 2 }, patches: { ...patches({ unknown: 1 }), unproven: 1 } },
    ],
    ["UNKNOWN", "Reading: 2 passed.", { read: false, rows: { passed: 2 }, patches: patches({ missing: 2 }) }],
    [
      "RUNNING",
      "Running: 1 running. Patches: 1 still missing patches.",
      { rows: { running: 1 }, patches: patches({ missing: 1, running: 1 }) },
    ],
    // Passed.
    ["PASSED", "The only machine passed.", { rows: { passed: 1 } }],
    ["PASSED", "The only target passed.", { noun: "target", rows: { passed: 1 }, parts: ["PASSED"] }],
    ["PASSED", "All 3 machines passed.", { rows: { passed: 3 }, parts: ["PASSED", "PASSED"] }],
  ])("%s: %s", (verdict, reason, given, falseGreen = false) => {
    expect(judged(given)).toEqual({ verdict, reason, falseGreen });
  });
});

it("has every verdict in its order", () => {
  expect(verdictsWorstFirst).toEqual([
    "FAILED",
    "PARTIAL",
    "UNKNOWN",
    "EMPTY",
    "SKIPPED",
    "RUNNING",
    "PASSED",
  ]);
});

it("is bad by AWS's status, or by its details with SUCCESS", () => {
  expect(isBadByAws({ Status: "FAILED" })).toBe(true);
  expect(isBadByAws({ Status: "SUCCESS", StatusDetails: "Failed" })).toBe(true);
  expect(isBadByAws({ Status: "SUCCESS", StatusDetails: "Success" })).toBe(false);
  expect(isBadByAws({ Status: "IN_PROGRESS" })).toBe(false);
  expect(isBadByAws({})).toBe(false);
});
