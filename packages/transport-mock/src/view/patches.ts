import type { InstancePatchState, PatchComplianceData } from "@windowpane/core";
import {
  complianceLevels,
  type ComplianceLevel,
  type ManagedMachine,
  type PatchOperationPlan,
  type PatchPlan,
  type PatchPlanState,
} from "../plan/managed-machine.ts";
import { isTerminated } from "./machine.ts";

/** The last finished patch operation on a machine, with its patches. */
export interface PatchReport {
  readonly operation: PatchOperationPlan;
  readonly patches: readonly PatchPlan[];
  readonly state: InstancePatchState;
  /** Highest compliance level of the non-compliant patches. Undefined if all are compliant. */
  readonly nonCompliantLevel: ComplianceLevel | undefined;
}

/**
 * The last finished patch operation of a machine, which the service reports. Undefined for a machine that was never
 * scanned, and for a terminated one (how long AWS keeps its data is unverified).
 */
export const patchReportAt = (machine: ManagedMachine, now: number): PatchReport | undefined => {
  const { patchOperations = [] } = machine;
  if (isTerminated(machine, now)) return undefined;
  const ended = (typeof patchOperations === "function" ? patchOperations() : patchOperations).filter(
    ({ end }) => end.getTime() <= now,
  );
  const operation = lastOf(ended);
  if (operation === undefined) return undefined;
  const patches = reportedPatches(machine, operation);
  const bad = patches.filter(({ State }) => nonCompliant.has(State));
  const lastNoReboot = lastOf(ended.filter(isNoRebootInstall))?.end;
  return {
    operation,
    patches,
    state: stateOf(machine, operation, patches, bad, lastNoReboot),
    nonCompliantLevel: complianceLevels.find((level) => bad.some((patch) => levelOf(patch) === level)),
  };
};

const reportedPatches = (machine: ManagedMachine, operation: PatchOperationPlan): readonly PatchPlan[] => {
  if (operation.hasFailedSearch === true) return [];
  const planned = typeof operation.patches === "function" ? operation.patches() : operation.patches;
  const isFinal =
    operation.Operation === "Install" &&
    operation.InstallOverrideList === undefined &&
    machine.information.PlatformType !== "Windows";
  return isFinal
    ? planned.map((patch) => (patch.State === "Missing" ? { ...patch, State: "Failed" as const } : patch))
    : planned;
};

/** A patch, as DescribeInstancePatches returns it. */
export const patchItem = ({
  Title = "",
  KBId,
  Classification = "",
  Severity = "",
  State,
  InstalledTime = PLACEHOLDER,
  CVEIds,
}: PatchPlan): PatchComplianceData => ({
  Title,
  KBId,
  Classification,
  Severity,
  State,
  InstalledTime: new Date(InstalledTime),
  ...(CVEIds !== undefined && (State === "Missing" || State === "Failed") && { CVEIds }),
});

/** InstalledTime of a patch that is not installed, as in AWS's samples. */
const PLACEHOLDER = new Date(0);

/** Whether AvailableSecurityUpdate is compliant depends on the baseline; here it is compliant (unverified default). */
const nonCompliant: ReadonlySet<PatchPlanState> = new Set([
  "Missing",
  "Failed",
  "InstalledRejected",
  "InstalledPendingReboot",
]);

const lastOf = (operations: readonly PatchOperationPlan[]): PatchOperationPlan | undefined =>
  operations.toSorted((one, other) => one.end.getTime() - other.end.getTime()).at(-1);

/** AWS documents "the last attempt"; that its time is the end of the operation is unverified. */
const isNoRebootInstall = ({ Operation, RebootOption }: PatchOperationPlan): boolean =>
  Operation === "Install" && RebootOption === "NoReboot";

const levelOf = ({ ComplianceLevel: level = "UNSPECIFIED" }: PatchPlan): ComplianceLevel => level;

const isCritical = (patch: PatchPlan): boolean => levelOf(patch) === "CRITICAL";

/** `Security` on Linux, `SecurityUpdates` on Windows. */
const isSecurity = ({ Classification = "" }: PatchPlan): boolean => /^security/i.test(Classification);

const stateOf = (
  { information }: ManagedMachine,
  operation: PatchOperationPlan,
  patches: readonly PatchPlan[],
  bad: readonly PatchPlan[],
  lastNoReboot: Date | undefined,
): InstancePatchState => {
  const { NotApplicableCount = 0, UnreportedNotApplicableCount = 0, hasFailedSearch = false } = operation;
  const known = (number: number): number => (hasFailedSearch ? -1 : number);
  const count = (state: PatchPlanState): number => patches.filter(({ State }) => State === state).length;
  const state: InstancePatchState = {
    InstanceId: information.InstanceId,
    PatchGroup: operation.PatchGroup ?? "",
    BaselineId: operation.BaselineId,
    InstalledCount: known(count("Installed")),
    InstalledOtherCount: known(count("InstalledOther")),
    InstalledPendingRebootCount: known(count("InstalledPendingReboot")),
    InstalledRejectedCount: known(count("InstalledRejected")),
    MissingCount: known(count("Missing")),
    FailedCount: known(count("Failed")),
    NotApplicableCount: known(count("NotApplicable") + NotApplicableCount),
    UnreportedNotApplicableCount: known(UnreportedNotApplicableCount),
    // A patch can be both critical and security, so the counts overlap.
    CriticalNonCompliantCount: known(bad.filter(isCritical).length),
    SecurityNonCompliantCount: known(bad.filter(isSecurity).length),
    OtherNonCompliantCount: known(bad.filter((patch) => !isCritical(patch) && !isSecurity(patch)).length),
    OperationStartTime: new Date(hasFailedSearch ? 0 : operation.start),
    OperationEndTime: new Date(hasFailedSearch ? 0 : operation.end),
    Operation: operation.Operation,
    RebootOption: operation.RebootOption ?? "RebootIfNeeded",
  };
  if (information.PlatformType === "Windows") {
    state.AvailableSecurityUpdateCount = known(count("AvailableSecurityUpdate"));
  }
  if (operation.SnapshotId !== undefined) state.SnapshotId = operation.SnapshotId;
  if (operation.InstallOverrideList !== undefined) state.InstallOverrideList = operation.InstallOverrideList;
  if (lastNoReboot !== undefined) state.LastNoRebootInstallOperationTime = new Date(lastNoReboot);
  return state;
};
