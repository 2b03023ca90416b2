/** A patch run, and the states that a machine can have. */
import type { PatchedMachine } from "../../../src/judge/patching/decide.ts";
import type { PatchRun, PatchState } from "../../../src/model/patch.ts";

export const at = (time: string): Date => new Date(`2026-11-22T${time}Z`);

export const run: PatchRun = {
  Operation: "Install",
  baselineOverride: false,
  reportsState: true,
  CommandIds: ["c0", "c1"],
};
export const times = { StartTime: at("02:00:00"), EndTime: at("02:10:00") };
export const machine: PatchedMachine = { result: "passed", ...times };

export const own: PatchState = {
  ExecutionId: "c1",
  Operation: "Install",
  OperationStartTime: at("02:03:00"),
  OperationEndTime: at("02:08:00"),
  InstalledCount: 3,
  InstalledOtherCount: 0,
  InstalledPendingRebootCount: 0,
  InstalledRejectedCount: 0,
  MissingCount: 0,
  FailedCount: 0,
  NotApplicableCount: 0,
};
export const nameless: PatchState = { ...own, ExecutionId: undefined };
export const later: PatchState = {
  ...own,
  ExecutionId: "c9",
  Operation: "Scan",
  OperationStartTime: at("04:00:00"),
  OperationEndTime: at("04:02:00"),
};
export const earlier: PatchState = {
  ...own,
  ExecutionId: "c8",
  OperationStartTime: at("01:00:00"),
  OperationEndTime: at("01:05:00"),
};
