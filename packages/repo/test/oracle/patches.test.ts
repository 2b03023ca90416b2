/** Tests the oracle's patch results with runs whose outcome follows from AWS's documentation. */
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { isPatchDocument, patchWordOf, type PatchRun, type PatchState, type PatchWord } from "./patches.ts";

const run: PatchRun = {
  document: "AWS-RunPatchBaseline",
  CommandId: "c1",
  operation: "Install",
  hasOverride: false,
  result: "passed",
  hasBegun: true,
  start: new Date("2026-11-22T02:00:00Z"),
  end: new Date("2026-11-22T02:10:00Z"),
};

const own = {
  ExecutionId: "c1",
  OperationType: "Install",
  OperationStartTime: "2026-11-22T02:03:00Z",
  OperationEndTime: "2026-11-22T02:08:00Z",
  MissingCount: "0",
  FailedCount: "0",
  InstalledRejectedCount: "0",
  InstalledPendingRebootCount: "0",
};
const later = {
  ...own,
  ExecutionId: "c9",
  OperationType: "Scan",
  OperationStartTime: "2026-11-22T04:00:00Z",
  OperationEndTime: "2026-11-22T04:02:00Z",
};
const earlier = {
  ...own,
  ExecutionId: "c0",
  OperationStartTime: "2026-11-21T02:00:00Z",
  OperationEndTime: "2026-11-21T02:05:00Z",
};
const { ExecutionId: _, ...nameless } = own;

it.each<[PatchWord, string, Partial<PatchRun>, PatchState]>([
  ["patched", "all zero", {}, own],
  ["patched", "by an ARN", { document: "arn:aws:ssm:eu-central-1:123:document/AWS-RunPatchBaseline" }, own],
  ["reboot pending", "five wait for a restart", {}, { ...own, InstalledPendingRebootCount: "5" }],
  ["missing", "one is missing", {}, { ...own, MissingCount: "1" }],
  ["rejected", "one is rejected", {}, { ...own, InstalledRejectedCount: "1" }],
  ["failed", "two failed", { result: "failed" }, { ...own, FailedCount: "2", MissingCount: "1" }],
  ["failed", "two failed under a command that passed", {}, { ...own, FailedCount: "2" }],
  ["in place, then failed", "a failed command over no missing patch", { result: "failed" }, own],
  ["scanned", "a scan", { operation: "Scan" }, { ...own, OperationType: "Scan", MissingCount: "12" }],
  ["scanned", "a scan that finds nothing missing", { operation: "Scan" }, own],
  ["overwritten", "a later scan, four missing", {}, { ...later, MissingCount: "4" }],
  ["overwritten", "a later scan, none missing", {}, later],
  ["nothing reported", "the state of yesterday", {}, { ...earlier, MissingCount: "7" }],
  ["nothing reported", "no state", {}, "none"],
  ["unknown", "an override run", { hasOverride: true }, "none"],
  ["unknown", "an override run over yesterday's state", { hasOverride: true }, earlier],
  ["unknown", "an operation of another command at the same time", {}, { ...own, ExecutionId: "c2" }],
  ["unknown", "counts of -1", {}, { ...own, MissingCount: "-1", FailedCount: "-1" }],
  ["unknown", "no counts", {}, { ExecutionId: "c1" }],
  ["unknown", "a state that could not be read", {}, "unread"],
  [
    "unknown",
    "times of 1970 of another command",
    {},
    { ...earlier, OperationStartTime: "1970-01-01T00:00:00Z" },
  ],
  ["scanned", "a scan that reported and failed", { operation: "Scan", result: "failed" }, own],
  ["unknown", "a command of which nothing is known", { result: "unknown" }, own],
  ["unknown", "an installation whose last operation was a scan", {}, { ...own, OperationType: "Scan" }],
  ["unknown", "a machine to which no patch applies", {}, { ...own, NotApplicableCount: "8" }],
  [
    "patched",
    "a machine to which some patches do not apply",
    {},
    { ...own, InstalledCount: "1", NotApplicableCount: "8" },
  ],
  ["never ran", "unreachable, compliant yesterday", { result: "unreachable", hasBegun: false }, earlier],
  ["never ran", "stopped before its turn", { result: "notRun", hasBegun: false }, "none"],
  ["never ran", "cancelled before it began", { result: "cancelled", hasBegun: false }, own],
  ["patched", "cancelled after it reported", { result: "cancelled" }, own],
  ["missing", "cut off after it reported", { result: "timedOut" }, { ...own, MissingCount: "3" }],
  ["overwritten", "cut off, with a later state", { result: "timedOut" }, later],
  ["cut off", "stopped by its timeout, without a state", { result: "timedOut" }, "none"],
  ["cut off", "stopped by its timeout, with an earlier state", { result: "timedOut" }, earlier],
  ["running", "in progress", { result: "running" }, own],
  ["not measured", "another document", { document: "AWS-InstallWindowsUpdates" }, "none"],
  ["patched", "no ExecutionId, by time", {}, nameless],
  ["unknown", "no ExecutionId and the other operation", {}, { ...nameless, OperationType: "Scan" }],
])("returns %s for: %s", (word, _name, given, state) => {
  expect(patchWordOf({ ...run, ...given }, state).word).toBe(word);
});

it("recognizes patch documents by name and by ARN", () => {
  expect(isPatchDocument("AWS-RunPatchBaselineWithHooks")).toBe(true);
  expect(isPatchDocument("arn:aws:ssm:eu-central-1:123:document/AWS-InstallWindowsUpdates")).toBe(true);
  expect(isPatchDocument("AWS-RunShellScript")).toBe(false);
});

it("returns patched only for a state of this run without remaining patches", () => {
  const count = fc.constantFrom("0", "0", "0", "3", "-1");
  let patched = 0;
  fc.assert(
    fc.property(
      fc.constantFrom("c1", "c1", "c1", "c2", undefined),
      fc.record({
        MissingCount: count,
        FailedCount: count,
        InstalledRejectedCount: count,
        InstalledPendingRebootCount: count,
      }),
      fc.constantFrom("Scan" as const, "Install" as const),
      fc.constantFrom("passed" as const, "failed" as const, "timedOut" as const),
      (id, counts, operation, result) => {
        const state = { ...nameless, ...counts, ...(id === undefined ? {} : { ExecutionId: id }) };
        const { word } = patchWordOf({ ...run, operation, result }, state);
        if (word === "patched") patched += 1;
        const isPatched =
          id !== "c2" &&
          operation === "Install" &&
          result !== "failed" &&
          Object.values(counts).every((one) => one === "0");
        expect(word === "patched").toBe(isPatched);
      },
    ),
    { numRuns: 3000 },
  );
  expect(patched).toBeGreaterThanOrEqual(30);
});
