/** The patch decision: each absent count, and each phrase of the result. */
import { describe, expect, it } from "vitest";
import { needsPatches } from "../../../src/judge/patching/state-words.ts";
import {
  decidePatchResult,
  newestState,
  type KnownState,
  type PatchedMachine,
} from "../../../src/judge/patching/decide.ts";
import type { PatchRun } from "../../../src/model/patch.ts";
import { earlier, later, machine, nameless, own, run } from "./states.ts";

type Given = [string, string, KnownState, Partial<PatchRun>?, Partial<PatchedMachine>?];

it("has one of several states for those who need one", () => {
  const unread = { unread: "access denied" };
  expect([newestState({ states: [later, own] }), newestState(own)]).toEqual([later, own]);
  expect([newestState("none"), newestState(unread)]).toEqual(["none", unread]);
});

describe("the result is", () => {
  it.each<Given>([
    ["patched", "patched", own],
    ["patched", "patched", own, {}, { StartTime: undefined }],
    ["patched", "patched (by time)", nameless],
    // Of several states, that of the run counts, or else the newest.
    ["patched", "patched", { states: [later, own, earlier] }],
    ["patched", "patched (by time)", { states: [later, nameless] }],
    ["unknown", "unknown: the command's result is unknown", { states: [own] }, {}, { result: "unknown" }],
    ["patched", "patched", { ...own, InstalledCount: 0, NotApplicableCount: 0 }],
    ["patched", "patched", { ...own, NotApplicableCount: 9 }],
    ["patched", "patched", { ...own, InstalledCount: 0, InstalledOtherCount: 1, NotApplicableCount: 9 }],
    ["patched", "patched", { ...own, InstalledCount: undefined, InstalledOtherCount: undefined }],
    ["patched", "patched", own, { baselineOverride: true }],
    ["patched", "patched, but the command failed afterwards", own, {}, { result: "failed" }],
    ["patched", "stopped early; patched", own, {}, { result: "timedOut" }],
    ["patched", "stopped early; patched (by time)", nameless, {}, { result: "cancelled" }],
    [
      "unknown",
      "unknown: no patch of the baseline applies to the machine",
      { ...own, InstalledCount: 0, NotApplicableCount: 9 },
    ],
    [
      "unknown",
      "unknown: the last operation of this run was a scan, which found nothing",
      { ...own, Operation: "Scan" },
    ],
    [
      "unknown",
      "unknown: runs with BaselineOverride report only in their output (by time)",
      nameless,
      { baselineOverride: true },
    ],
    [
      "unknown",
      "unknown: runs with BaselineOverride report only in their output",
      earlier,
      { baselineOverride: true },
    ],
    [
      "unknown",
      "unknown: runs with BaselineOverride report only in their output",
      "none",
      { baselineOverride: true },
    ],
    ["unknown", "unknown: not all counts are reported", { ...own, MissingCount: undefined }],
    ["unknown", "unknown: not all counts are reported", { ...own, FailedCount: undefined }],
    ["unknown", "unknown: not all counts are reported", { ...own, InstalledRejectedCount: undefined }],
    ["unknown", "unknown: not all counts are reported", { ...own, InstalledPendingRebootCount: undefined }],
    ["rebootPending", "patched, reboot pending (5)", { ...own, InstalledPendingRebootCount: 5 }],
    [
      "missing",
      "still missing 4 (1 critical, 2 security)",
      { ...own, MissingCount: 4, CriticalNonCompliantCount: 1, SecurityNonCompliantCount: 2 },
    ],
    ["missing", "still missing 4", { ...own, MissingCount: 4, CriticalNonCompliantCount: 0 }],
    [
      "rejected",
      "2 rejected installed, 1 pending a reboot",
      { ...own, InstalledRejectedCount: 2, InstalledPendingRebootCount: 1 },
    ],
    [
      "failed",
      "failed 1, still missing 2 (in all 1 security)",
      { ...own, FailedCount: 1, MissingCount: 2, SecurityNonCompliantCount: 1 },
    ],
    ["failed", "failed 1", { ...own, FailedCount: 1, MissingCount: undefined }],
    ["scanned", "scanned only, compliant", { ...own, Operation: "Scan" }, { Operation: "Scan" }],
    ["scanned", "scanned only, compliant", { ...own, Operation: "Scan" }, { Operation: undefined }],
    [
      "scanned",
      "scanned only, 3 failed, 2 rejected installed",
      { ...own, FailedCount: 3, InstalledRejectedCount: 2 },
      { Operation: "Scan" },
    ],
    [
      "scanned",
      "scanned only, 3 missing, 1 pending a reboot",
      { ...own, MissingCount: 3, FailedCount: undefined, InstalledPendingRebootCount: 1 },
      { Operation: "Scan" },
    ],
    [
      "unknown",
      "unknown: scanned, but not all counts are reported",
      { ...own, MissingCount: undefined },
      { Operation: "Scan" },
    ],
    [
      "overwritten",
      "overwritten by a later Scan at 2026-11-22 04:02 UTC: now 4 missing",
      { ...later, MissingCount: 4 },
    ],
    [
      "overwritten",
      "overwritten by a later Install at 2026-11-22 04:02 UTC",
      { ...later, Operation: "Install", MissingCount: undefined },
    ],
    ["overwritten", "overwritten by a later Scan at 2026-11-22 04:02 UTC: now compliant", later],
    [
      "overwritten",
      "overwritten by a later Scan at 2026-11-22 04:02 UTC, which failed",
      { ...later, MissingCount: -1 },
    ],
    [
      "overwritten",
      "overwritten by a later Scan at 2026-11-22 04:02 UTC: now 4 missing",
      { ...later, MissingCount: 4 },
      {},
      { result: "timedOut" },
    ],
    ["unknown", "unknown: this run reported nothing; the newest state is from 2026-11-22 01:05 UTC", earlier],
    ["unknown", "unknown: two patch operations at once", { ...own, ExecutionId: "c2" }],
    [
      "unknown",
      "unknown: the newest state does not name the run that wrote it",
      { ...own, ExecutionId: "c2", OperationEndTime: undefined },
    ],
    ["unknown", "unknown: 4 not compliant for another reason", { ...own, OtherNonCompliantCount: 4 }],
    [
      "unknown",
      "unknown: the newest scan of the machine failed",
      { ...earlier, OperationStartTime: new Date(0), OperationEndTime: new Date(0) },
    ],
    [
      "unknown",
      "unknown: neither the run nor the state has an operation",
      { ...own, Operation: undefined },
      { Operation: undefined },
    ],
    ["unknown", "unknown: the machine has no patch state", "none"],
    [
      "unknown",
      "unknown: stopped early, and the machine has no patch state",
      "none",
      {},
      { result: "timedOut" },
    ],
    ["unknown", "unknown: not allowed", { unread: "not allowed" }],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed (newest state, 2026-11-22 01:05 UTC: compliant)",
      earlier,
      {},
      { result: "timedOut" },
    ],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed (newest state, 2026-11-22 01:05 UTC: 7 missing)",
      { ...earlier, MissingCount: 7 },
      {},
      { result: "cancelled" },
    ],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed",
      { ...earlier, MissingCount: undefined },
      {},
      { result: "timedOut" },
    ],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed",
      { ...earlier, MissingCount: -1 },
      {},
      { result: "timedOut" },
    ],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed (newest state, 2026-11-22 01:05 UTC: 7 missing)",
      { ...earlier, MissingCount: 7, FailedCount: undefined },
      {},
      { result: "timedOut" },
    ],
    [
      "unknown",
      "unknown: stopped early, patches may be partly installed (newest state, an unknown time: compliant)",
      { ...earlier, OperationEndTime: undefined },
      {},
      { result: "timedOut" },
    ],
    ["unknown", "unknown: the command's result is unknown", own, {}, { result: "unknown" }],
    ["unknown", "updates run; the document does not measure patch state", "none", { reportsState: false }],
    ["running", "running", own, {}, { result: "running" }],
    ["running", "running", "none", {}, { result: "pending" }],
    ["notRun", "not patched by this run: command not run", "none", {}, { result: "unreachable" }],
    ["notRun", "not patched by this run: command not run", { unread: "not read" }, {}, { result: "notRun" }],
    [
      "notRun",
      "not patched by this run: command not run (newest state, 2026-11-22 01:05 UTC: compliant)",
      earlier,
      {},
      { result: "unreachable" },
    ],
    [
      "notRun",
      "not patched by this run: command not run",
      "none",
      {},
      { result: "cancelled", StartTime: undefined },
    ],
    [
      "notRun",
      "not patched by this run: command not run",
      "none",
      { reportsState: false },
      { result: "unreachable" },
    ],
  ])("%s: %s", (result, words, known, given = {}, ended = {}) => {
    expect(decidePatchResult({ ...run, ...given }, { ...machine, ...ended }, known)).toMatchObject({
      result,
      words,
    });
  });
});

describe("the result has", () => {
  it("its state and basis, and no cause or state if they are unknown", () => {
    expect(decidePatchResult(run, machine, own)).toEqual({
      result: "patched",
      basis: "this-run",
      words: "patched",
      scan: false,
      state: own,
    });
    expect(decidePatchResult({ ...run, Operation: "Scan" }, machine, "none")).toStrictEqual({
      result: "unknown",
      basis: "none",
      words: "unknown: the machine has no patch state",
      scan: true,
    });
    expect(decidePatchResult(run, machine, { unread: "denied" })).toMatchObject({
      basis: "unread",
      scan: false,
    });
  });

  it("the operation of its state only if the parameters lack it", () => {
    const unsaid = { ...run, Operation: undefined };
    expect(decidePatchResult(unsaid, machine, { ...own, Operation: "Scan" }).scan).toBe(true);
    expect(decidePatchResult(unsaid, machine, later).scan).toBe(false);
    expect(decidePatchResult(unsaid, machine, "none").scan).toBe(false);
  });

  it.each([
    ["patches-failed", { FailedCount: 1 }],
    ["patches-missing", { MissingCount: 1 }],
    ["patches-rejected", { InstalledRejectedCount: 1 }],
    ["patches-reboot-pending", { InstalledPendingRebootCount: 1 }],
  ] as const)("the cause %s, where the command passed", (slug, counts) => {
    const state = { ...own, ...counts };
    const { cause } = decidePatchResult(run, machine, state);
    expect(cause).toMatchObject({ slug, from: "patch-state", weight: "failure" });
    expect(cause?.title).toMatch(/^[A-Z]\w+ \w+/u);
    expect(cause?.nextStep).toMatch(/^[A-Z].{30,}\.$/u);
    expect(decidePatchResult(run, { ...machine, result: "failed" }, state)).not.toHaveProperty("cause");
    expect(decidePatchResult({ ...run, Operation: "Scan" }, machine, state)).not.toHaveProperty("cause");
  });
});

it("a state needs patches with anything missing, failed, rejected or pending", () => {
  expect(needsPatches(own)).toBe(false);
  expect(needsPatches({})).toBe(false);
  // AWS can count more as noncompliant than it names.
  for (const count of ["CriticalNonCompliantCount", "SecurityNonCompliantCount", "OtherNonCompliantCount"])
    expect(needsPatches({ ...own, [count]: 1 })).toBe(true);
  for (const count of [
    "MissingCount",
    "FailedCount",
    "InstalledRejectedCount",
    "InstalledPendingRebootCount",
  ]) {
    expect(needsPatches({ ...own, [count]: 1 })).toBe(true);
  }
});

describe("the state is ignored for a command that did not run", () => {
  it.each([
    ["no state", "none", undefined, "not patched by this run: command not run"],
    [
      "a state written by its command",
      own,
      own,
      "not patched by this run: command not run (newest state, 2026-11-22 02:08 UTC: compliant)",
    ],
    ["an unread state", { unread: "not read" }, undefined, "not patched by this run: command not run"],
  ] as const)("%s", (_, known, state, words) => {
    for (const result of ["unreachable", "notRun"] as const)
      expect(decidePatchResult(run, { ...machine, result }, known)).toEqual({
        result: "notRun",
        basis: "unread",
        words,
        scan: false,
        ...(state === undefined ? {} : { state }),
      });
  });
});

it("a document without patch state is reported as run only if an installation passed", () => {
  const wordsOf = (Operation: "Scan" | "Install", result: "passed" | "failed"): string =>
    decidePatchResult({ ...run, Operation, reportsState: false }, { ...machine, result }, "none").words;
  expect(wordsOf("Install", "passed")).toBe("updates run; the document does not measure patch state");
  for (const [operation, result] of [
    ["Scan", "passed"],
    ["Scan", "failed"],
    ["Install", "failed"],
  ] as const)
    expect(wordsOf(operation, result)).toBe("unknown: the document does not report patch state");
});

it("the operation of a run comes from the parameters or its own state", () => {
  const resultOf = (ofRun: "Install" | undefined, ofState: string | undefined): string =>
    decidePatchResult({ ...run, Operation: ofRun }, machine, { ...own, Operation: ofState }).result;
  expect(resultOf("Install", undefined)).toBe("patched");
  expect(resultOf(undefined, "Install")).toBe("patched");
  expect(resultOf(undefined, undefined)).toBe("unknown");
});

it("a state without an ID and at another time does not identify its run", () => {
  expect(decidePatchResult(run, machine, { ...nameless, Operation: "Scan" })).toMatchObject({
    result: "unknown",
    basis: "clash",
    words: "unknown: the newest state does not name the run that wrote it",
  });
});

it("noncompliant patches without their own count are not reported as a severity", () => {
  expect(decidePatchResult(run, machine, { ...own, CriticalNonCompliantCount: 2 }).words).toBe(
    "unknown: 2 not compliant for another reason",
  );
});

it("bases a result on the newest of several states if none is the run's", () => {
  const alone = decidePatchResult(run, machine, later);
  expect(alone.basis).toBe("later");
  expect(decidePatchResult(run, machine, { states: [later, earlier] })).toEqual(alone);
});
