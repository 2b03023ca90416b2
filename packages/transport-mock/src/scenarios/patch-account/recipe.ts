/** Result of a patch run on a machine: Run Command's detailed status without spaces, or one of three further states. */
export type PatchRunStatus =
  | "Success"
  | "Failed"
  | "ExecutionTimedOut"
  | "DeliveryTimedOut"
  | "Undeliverable"
  | "Terminated"
  | "InvalidPlatform"
  | "AccessDenied"
  /** Cancelled while it was running. */
  | "Cancelled"
  /** Cancelled before it was sent to the machine. */
  | "CancelledBeforeStart"
  /** Still running at the time of the scenario. */
  | "InProgress";

/** A task's run on one machine. */
export interface PatchRunRecipe {
  /** Default: Success. */
  readonly status?: PatchRunStatus;
  /** Exit code of the step. Default: 0 for Success, 137 for a stopped run, -1 for a run that did not start, otherwise 1. */
  readonly code?: number;
  /** Default: none. */
  readonly stdout?: string;
  /** Default: none. */
  readonly stderr?: string;
}

/** A task that patches machines. */
export interface PatchTaskRecipe {
  /** Command document. With `automation`: the document of the command that its step sends. Default: AWS-RunPatchBaseline. */
  readonly document?: string;
  /** Default: Install. */
  readonly operation?: "Scan" | "Install";
  /** Default: the parameter is absent, which means RebootIfNeeded. */
  readonly rebootOption?: "RebootIfNeeded" | "NoReboot";
  /** More parameters of the document, such as `{ BaselineOverride: ["s3://..."] }`. Default: none. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  /** Automation document that the task starts for each machine. Default: the task sends one command to all machines. */
  readonly automation?: string;
  /** Runs by index of the machine. Default: Success on all. */
  readonly runs?: readonly (PatchRunRecipe | PatchRunStatus)[];
}

/** Number of a machine's patches by state. Default of each: 0. */
export interface PatchRecipeCounts {
  /** `InstalledCount`. */
  readonly installed?: number;
  /** `InstalledOtherCount`. */
  readonly installedOther?: number;
  /** `MissingCount`. */
  readonly missing?: number;
  /** `FailedCount`. */
  readonly failed?: number;
  /** `InstalledRejectedCount`. */
  readonly rejected?: number;
  /** `InstalledPendingRebootCount`. */
  readonly pendingReboot?: number;
  /** Windows only. */
  readonly notApplicable?: number;
  /** Windows only. */
  readonly availableSecurityUpdate?: number;
  /** Number of non-compliant patches that are critical. */
  readonly critical?: number;
  /** Number of non-compliant patches that are security patches. They overlap with the critical ones. */
  readonly security?: number;
}

/** A patch state of a machine. Default of each count: 0. */
export interface PatchStateRecipe extends PatchRecipeCounts {
  /** Index of the task that wrote it: the source of ExecutionId, operation, reboot option, snapshot and times. Default: 0. */
  readonly task?: number;
  /** ExecutionId of another command that wrote the state, or `"none"` for a state without one. Default: the task's command. */
  readonly by?: string;
  /** Start and end, in minutes after the execution's start. Default: within the task's run. */
  readonly minutes?: readonly [start: number, end: number];
  /** Default: the task's. */
  readonly operation?: "Scan" | "Install";
  /** Default: the task's. */
  readonly rebootOption?: "RebootIfNeeded" | "NoReboot";
  /** Default: none. */
  readonly installOverrideList?: string;
  /** Snapshot ID, or `"none"` for a state without one. Default: the snapshot of the window's execution. */
  readonly snapshot?: string;
  /** Whether the search for updates failed: counts are -1 and times are in 1970. Default: false. */
  readonly hasFailedSearch?: boolean;
}

/** A machine with its states in any order. The service reports the last state that has ended. */
export interface PatchMachineRecipe {
  /** Default: Linux. */
  readonly platform?: "Linux" | "MacOS" | "Windows";
  /** Default: none, so the machine was never scanned. */
  readonly states?: readonly PatchStateRecipe[];
  /** Time of termination, in minutes after the execution's start. Default: never. */
  readonly terminated?: number;
}

/** A window with one execution. Its tasks run one after the other and take ten minutes each. */
export interface PatchAccountRecipe {
  /** The machines. The functions of `patchAccountIds` give their IDs by index. */
  readonly machines: readonly PatchMachineRecipe[];
  /** Default: one task that installs patches. */
  readonly tasks?: readonly PatchTaskRecipe[];
}
