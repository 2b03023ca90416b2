/** The operation of a machine's state, including boundary times. */
import { describe, expect, it } from "vitest";
import { belongingOf, isFailedScan, type RunTimes } from "../../../src/judge/patching/belonging.ts";
import { decidePatchResult } from "../../../src/judge/patching/decide.ts";
import type { PatchRun, PatchState } from "../../../src/model/patch.ts";
import { at, earlier, later, machine, nameless, own, run, times } from "./states.ts";

describe("a state belongs", () => {
  it.each<[string, string, PatchState, RunTimes?, Partial<PatchRun>?]>([
    ["this-run", "any of the run's commands", own],
    ["this-run", "the other command, whatever the time", { ...later, ExecutionId: "c0" }],
    [
      "this-run",
      "the same command in other letters",
      { ...own, ExecutionId: own.ExecutionId?.toUpperCase() },
    ],
    [
      "clash",
      "no command, mostly after the run",
      { ...nameless, OperationStartTime: at("02:09:30"), OperationEndTime: at("02:10:40") },
    ],
    [
      "clash",
      "an end before its start",
      { ...own, ExecutionId: "c2", OperationStartTime: at("02:08:00"), OperationEndTime: at("02:03:00") },
    ],
    [
      "clash",
      "an end before its start, after the run",
      { ...own, ExecutionId: "c2", OperationStartTime: at("03:00:00"), OperationEndTime: at("02:59:00") },
    ],
    [
      "later",
      "another command that took less than a second, after the run",
      { ...own, ExecutionId: "c2", OperationStartTime: at("03:00:00"), OperationEndTime: at("03:00:00") },
    ],
    [
      "clash",
      "no command, mostly before the run",
      { ...nameless, OperationStartTime: at("01:59:00"), OperationEndTime: at("02:00:30") },
    ],
    [
      "by-time",
      "no command, its middle at the start of the run",
      { ...nameless, OperationStartTime: at("01:59:30"), OperationEndTime: at("02:00:30") },
    ],
    [
      "by-time",
      "no command, its middle at the end of the run",
      { ...nameless, OperationStartTime: at("02:09:30"), OperationEndTime: at("02:10:30") },
    ],
    ["clash", "another command at the same time", { ...own, ExecutionId: "c2" }],
    ["by-time", "no command, inside the run", nameless],
    ["by-time", "a minute before the run", { ...nameless, OperationStartTime: at("01:59:00") }],
    ["clash", "more than a minute before the run", { ...nameless, OperationStartTime: at("01:58:59") }],
    ["by-time", "a minute after the run", { ...nameless, OperationEndTime: at("02:11:00") }],
    ["clash", "more than a minute after the run", { ...nameless, OperationEndTime: at("02:11:01") }],
    ["clash", "the other operation", { ...nameless, Operation: "Scan" }],
    ["clash", "no operation", { ...nameless, Operation: undefined }],
    [
      "clash",
      "no operation on either side",
      { ...nameless, Operation: undefined },
      {},
      { Operation: undefined },
    ],
    ["later", "after the run", later],
    [
      "clash",
      "from the end of the run on",
      { ...later, OperationStartTime: at("02:10:00"), OperationEndTime: at("02:20:00") },
    ],
    ["earlier", "before the run", earlier],
    ["clash", "up to the start of the run", { ...earlier, OperationEndTime: at("02:00:00") }],
    ["clash", "no own start", { ...later, OperationStartTime: undefined }],
    ["clash", "no own end", { ...earlier, OperationEndTime: undefined }],
    ["clash", "no own start, before the run", { ...earlier, OperationStartTime: undefined }],
    ["clash", "no own end, after the run", { ...later, OperationEndTime: undefined }],
    ["clash", "a run without a start", earlier, { StartTime: undefined }],
    ["clash", "a run without an end", later, { EndTime: undefined }],
    ["clash", "a run without an end, before it", earlier, { EndTime: undefined }],
    ["clash", "a run without a start, after it", later, { StartTime: undefined }],
  ])("as %s: %s", (basis, _, state, ran = {}, given = {}) => {
    expect(belongingOf(state, { ...run, ...given }, { ...times, ...ran })).toBe(basis);
  });
});

describe("an operation failed to scan", () => {
  it.each([
    "InstalledCount",
    "InstalledOtherCount",
    "InstalledPendingRebootCount",
    "InstalledRejectedCount",
    "MissingCount",
    "FailedCount",
    "NotApplicableCount",
  ] as const)("with -1 for %s", (count) => {
    expect(isFailedScan({ ...own, [count]: -1 })).toBe(true);
    expect(isFailedScan({ ...own, [count]: undefined })).toBe(false);
    expect(isFailedScan({ ...own, [count]: 0 })).toBe(false);
    expect(decidePatchResult(run, machine, { ...own, [count]: -1 })).toMatchObject({
      result: "unknown",
      words: "unknown: the scan itself failed",
    });
  });

  it.each(["OperationStartTime", "OperationEndTime"] as const)("with 1970 for %s", (time) => {
    expect(isFailedScan({ ...own, [time]: new Date("1970-01-01T00:00:00Z") })).toBe(true);
    expect(isFailedScan({ ...own, [time]: new Date("1971-01-01T00:00:00Z") })).toBe(false);
    expect(isFailedScan({ ...own, [time]: undefined })).toBe(false);
  });

  it("not without any count or time", () => {
    expect(isFailedScan({})).toBe(false);
  });
});
