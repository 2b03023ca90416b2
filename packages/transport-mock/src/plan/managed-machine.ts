/** Machines of an account and their patches in a plan. */
import type { InstanceInformation, PatchComplianceDataState } from "@windowpane/core";
import type { Sequence } from "./plan.ts";

/** The machines of an account, computed one by one. An array is also valid. */
export interface ManagedMachines extends Sequence<ManagedMachine> {
  /** The index of the machine with an instance ID. */
  locate(InstanceId: string): number | undefined;
}

/** A machine that Systems Manager manages. */
export interface ManagedMachine {
  /**
   * What DescribeInstanceInformation returns. Default of `PingStatus`: ConnectionLost if the last command that ended on
   * the machine could not be delivered, else Online. Default of `LastPingDateTime`: within the last five minutes, or the
   * start of that command.
   */
  readonly information: InstanceInformation & { readonly InstanceId: string };
  /** Tags by key, for filters. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Time at which the machine was terminated or deregistered. Default: never. */
  readonly terminated?: Date;
  /**
   * Its patch operations in any order; the service reports the last one that has ended. A function is called when they
   * are needed. Default: none, so the machine has no patch state and no AWS:PatchSummary.
   */
  readonly patchOperations?: readonly PatchOperationPlan[] | (() => readonly PatchOperationPlan[]);
}

/** A scan or an installation of patches on one machine. Counts are derived from its patches. */
export interface PatchOperationPlan {
  /** In whole seconds, as the machine reports it. */
  readonly start: Date;
  /** The service reports the operation from this time. */
  readonly end: Date;
  /**
   * Scan or installation. Except on Windows, an installation without an InstallOverrideList reports patches that are still
   * Missing as Failed.
   */
  readonly Operation: "Scan" | "Install";
  /**
   * The summary's ExecutionId: the ID of the command that ran it, or a random UUID from agents before 3.0.284. Default:
   * the summary has none.
   */
  readonly CommandId?: string;
  /** ID of the patch baseline, `pb-...`. */
  readonly BaselineId: string;
  /** Default: empty, as for a machine without a patch group. */
  readonly PatchGroup?: string;
  /** ID of the baseline's snapshot, the same for all commands of a window's execution. Default: none. */
  readonly SnapshotId?: string;
  /** Default: RebootIfNeeded. */
  readonly RebootOption?: "RebootIfNeeded" | "NoReboot";
  /** URL of a list that overrode the baseline. Default: none. */
  readonly InstallOverrideList?: string;
  /**
   * Whether the search for updates failed, as on Windows without a connection to the update server. Then all counts are
   * -1, both times are in 1970, and no patches are listed. Default: false.
   */
  readonly hasFailedSearch?: boolean;
  /**
   * The patches, or a function that is called when they are needed. With `states`, the function may leave out the patches in
   * other states.
   */
  readonly patches: readonly PatchPlan[] | ((states?: ReadonlySet<PatchPlanState>) => readonly PatchPlan[]);
  /** Number of patches in each state, so that a summary does not need all patches. Default: counted. */
  readonly counts?: Readonly<Partial<Record<PatchPlanState, number>>>;
  /** Number of patches that do not apply, in addition to those in `patches`. Default: 0. */
  readonly NotApplicableCount?: number;
  /** Default: 0. */
  readonly UnreportedNotApplicableCount?: number;
}

/** A patch on a machine. */
export interface PatchPlan {
  /** Package or KB, as in KBId. */
  readonly KBId: string;
  /** Default: empty. */
  readonly Title?: string;
  /** Default: empty. */
  readonly Classification?: string;
  /** Default: empty. */
  readonly Severity?: string;
  /** State after the operation. */
  readonly State: PatchPlanState;
  /** Default: 1970-01-01, the placeholder of patches that are not installed. */
  readonly InstalledTime?: Date;
  /** Comma-separated. Returned for missing and failed patches only. */
  readonly CVEIds?: string;
  /** Compliance level in the baseline. Default: UNSPECIFIED. */
  readonly ComplianceLevel?: ComplianceLevel;
}

/** Compliance level of a patch in its baseline. */
export type ComplianceLevel = "CRITICAL" | "HIGH" | "MEDIUM" | "LOW" | "INFORMATIONAL" | "UNSPECIFIED";

/** Compliance levels, most severe first. */
export const complianceLevels = [
  "CRITICAL",
  "HIGH",
  "MEDIUM",
  "LOW",
  "INFORMATIONAL",
  "UNSPECIFIED",
] as const satisfies readonly ComplianceLevel[];

/**
 * State of a patch, as the service returns it and as filters accept it. AWS's model has the states in capitals
 * (`INSTALLED_OTHER`); its samples and recorded responses do not.
 */
export type PatchPlanState =
  | "Installed"
  | "InstalledOther"
  | "InstalledPendingReboot"
  | "InstalledRejected"
  | "Missing"
  | "Failed"
  | "NotApplicable"
  | "AvailableSecurityUpdate";

/** All states. The type checks that they match AWS's model. */
export const patchStates = Object.keys({
  Installed: "INSTALLED",
  InstalledOther: "INSTALLED_OTHER",
  InstalledPendingReboot: "INSTALLED_PENDING_REBOOT",
  InstalledRejected: "INSTALLED_REJECTED",
  Missing: "MISSING",
  Failed: "FAILED",
  NotApplicable: "NOT_APPLICABLE",
  AvailableSecurityUpdate: "AVAILABLE_SECURITY_UPDATE",
} satisfies Record<PatchPlanState, PatchComplianceDataState>);
