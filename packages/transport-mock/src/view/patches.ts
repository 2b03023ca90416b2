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
  /** Returns all patches. */
  readonly patches: () => readonly PatchPlan[];
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
  const bad = reportedPatches(machine, operation, nonCompliant);
  const lastNoReboot = lastOf(ended.filter(isNoRebootInstall))?.end;
  return {
    operation,
    patches: () => reportedPatches(machine, operation),
    state: stateOf(machine, operation, { count: countIn(machine, operation), bad, lastNoReboot }),
    nonCompliantLevel: complianceLevels.find((level) => bad.some((patch) => levelOf(patch) === level)),
  };
};

const reportedPatches = (
  machine: ManagedMachine,
  operation: PatchOperationPlan,
  states?: ReadonlySet<PatchPlanState>,
): readonly PatchPlan[] => {
  if (operation.hasFailedSearch === true) return [];
  const { patches } = operation;
  const planned = typeof patches === "function" ? patches(states) : patches;
  const reported = isFinal(machine, operation)
    ? planned.map((patch) => (patch.State === "Missing" ? { ...patch, State: "Failed" as const } : patch))
    : planned;
  return states === undefined ? reported : reported.filter(({ State }) => states.has(State));
};

/** Whether patches that are still missing are reported as failed. */
const isFinal = (
  { information }: ManagedMachine,
  { Operation, InstallOverrideList }: PatchOperationPlan,
): boolean =>
  Operation === "Install" && InstallOverrideList === undefined && information.PlatformType !== "Windows";

/** Counts the reported patches by state, without creating them if the plan has their counts. */
const countIn = (
  machine: ManagedMachine,
  operation: PatchOperationPlan,
): ((state: PatchPlanState) => number) => {
  const { counts } = operation;
  if (counts === undefined) {
    const patches = reportedPatches(machine, operation);
    return (state) => patches.filter(({ State }) => State === state).length;
  }
  return (state) => {
    const planned = counts[state] ?? 0;
    if (!isFinal(machine, operation)) return planned;
    if (state === "Missing") return 0;
    return state === "Failed" ? planned + (counts.Missing ?? 0) : planned;
  };
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
  {
    count,
    bad,
    lastNoReboot,
  }: {
    readonly count: (state: PatchPlanState) => number;
    readonly bad: readonly PatchPlan[];
    readonly lastNoReboot: Date | undefined;
  },
): InstancePatchState => {
  const { NotApplicableCount = 0, UnreportedNotApplicableCount = 0, hasFailedSearch = false } = operation;
  const known = (number: number): number => (hasFailedSearch ? -1 : number);
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
