/** Package manager of a machine. */
export type PatchManager = "apt" | "dnf" | "yum" | "zypper" | "macos" | "windows";

/** Patch counts in the output of a run. */
export interface PrintedCounts {
  readonly Installed: number;
  readonly InstalledOther: number;
  readonly InstalledPendingReboot: number;
  readonly InstalledRejected: number;
  readonly Missing: number;
  readonly Failed: number;
  readonly NotApplicable: number;
  readonly UnreportedNotApplicable: number;
}

/** A run of AWS-RunPatchBaseline on one machine, for `printPatchRun`. */
export interface PatchOutputRecipe {
  /** The package manager that prints. */
  readonly manager: PatchManager;
  /** Host name of the machine. */
  readonly host: string;
  readonly InstanceId: string;
  readonly CommandId: string;
  readonly SnapshotId: string;
  readonly BaselineId: string;
  /** Default: empty. */
  readonly PatchGroup?: string | undefined;
  /** What the run does. */
  readonly operation: "Scan" | "Install";
  /** Whether the machine may reboot. */
  readonly rebootOption: "RebootIfNeeded" | "NoReboot";
  /** Time of the first log line. Later lines are spread until the end. */
  readonly start: Date;
  /** Time of the last log line. */
  readonly end: Date;
  /** Default: none, for a run that ended before the counts. */
  readonly counts?: PrintedCounts | undefined;
  /** Number of packages in the package manager's output, with three or four lines each. Default: 4. */
  readonly packages?: number;
  /** Lines after the package manager's output, such as errors. Default: none. */
  readonly lines?: readonly string[];
  /** Whether the run ends for a reboot, after which the agent repeats it. Default: false. */
  readonly isRebooting?: boolean;
  /** Whether the baseline was overridden, so that no report is uploaded. Default: false. */
  readonly isOverride?: boolean;
  /** Whether the upload of the compliance report failed. Default: false. */
  readonly isUploadFailed?: boolean;
  /** Whether the search for updates failed (Windows): counts are -1 and times are in 1970. Default: false. */
  readonly hasFailedSearch?: boolean;
}
