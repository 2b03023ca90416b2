/** What a patch run prints depends on. */

/** How a machine gets its patches. */
export type PatchManager = "apt" | "dnf" | "yum" | "zypper" | "macos" | "windows";

/** Counts that a run prints. */
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

/** A run of AWS-RunPatchBaseline on one machine. */
export interface PatchOutputRecipe {
  readonly manager: PatchManager;
  readonly host: string;
  readonly InstanceId: string;
  readonly CommandId: string;
  readonly SnapshotId: string;
  readonly BaselineId: string;
  /** Default: none, printed as empty. */
  readonly PatchGroup?: string | undefined;
  readonly operation: "Scan" | "Install";
  readonly rebootOption: "RebootIfNeeded" | "NoReboot";
  /** First line's time. Each further line of the log is a little later. */
  readonly start: Date;
  readonly end: Date;
  /** Default: none, as for a run that ended before it counted. */
  readonly counts?: PrintedCounts | undefined;
  /** Number of packages that it prints its work on, three or four lines each. Default: 4. */
  readonly packages?: number;
  /** Lines of the package manager or the payload after the work, such as errors. Default: none. */
  readonly lines?: readonly string[];
  /** Whether the run ends for a reboot, after which the agent runs it again. Default: false. */
  readonly isRebooting?: boolean;
  /** Whether the baseline was overridden, so that nothing is uploaded. Default: false. */
  readonly isOverride?: boolean;
  /** Whether the upload of the compliance report failed. Default: false. */
  readonly isUploadFailed?: boolean;
  /** Whether the search for updates failed (Windows): counts of -1 and times of 1970. Default: false. */
  readonly hasFailedSearch?: boolean;
}
