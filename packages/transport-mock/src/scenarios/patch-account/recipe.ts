/** A patch night in a few words: what a `patchAccount` is made of. */
import type { PatchRecipeCounts } from "./counts.ts";

/** How a patch run ended on a machine, as Run Command's detailed status without blanks. */
export type PatchRunStatus =
  | "Success"
  | "Failed"
  | "ExecutionTimedOut"
  | "DeliveryTimedOut"
  | "Undeliverable"
  | "Terminated"
  | "InvalidPlatform"
  | "AccessDenied"
  /** Cancelled while it ran. */
  | "Cancelled"
  /** Cancelled before it was sent to the machine. */
  | "CancelledBeforeStart"
  /** Still runs at the time of the scenario. */
  | "InProgress";

/** A run of a task on one machine. */
export interface PatchRunRecipe {
  /** Default: Success. */
  readonly status?: PatchRunStatus;
  /** Exit code of the step. Default: 0 for Success, 137 for a run that was stopped, else 1; -1 for one that never ran. */
  readonly code?: number;
  /** Default: none. */
  readonly stdout?: string;
  /** Default: none. */
  readonly stderr?: string;
}

/** A task that patches, or is meant to. */
export interface PatchTaskRecipe {
  /** Default: AWS-RunPatchBaseline. With `automation`: the document of the command that its step sends. */
  readonly document?: string;
  /** Default: Install. */
  readonly operation?: "Scan" | "Install";
  /** Default: the parameter is not given, which means RebootIfNeeded. */
  readonly rebootOption?: "RebootIfNeeded" | "NoReboot";
  /** Further parameters of the document, such as `{ BaselineOverride: ["s3://..."] }`. Default: none. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>;
  /** Name of an automation document: then the task starts an automation for each machine. Default: a command for all. */
  readonly automation?: string;
  /** How it ended on each machine, by its index. Default: Success on all. */
  readonly runs?: readonly (PatchRunRecipe | PatchRunStatus)[];
}

/** A patch state that a machine had. Counts that are not given are 0. */
export interface PatchStateRecipe extends PatchRecipeCounts {
  /** Index of the task whose run wrote it: gives ExecutionId, operation, reboot option, snapshot and times. Default: 0. */
  readonly task?: number;
  /** ExecutionId, for a state that another command wrote; `"none"` for a state without one. Default: the task's command. */
  readonly by?: string;
  /** Start and end in minutes from the start of the window's execution. Default: within the task's run. */
  readonly minutes?: readonly [start: number, end: number];
  /** Default: the task's. */
  readonly operation?: "Scan" | "Install";
  /** Default: the task's. */
  readonly rebootOption?: "RebootIfNeeded" | "NoReboot";
  /** Default: none. */
  readonly installOverrideList?: string;
  /** ID of the snapshot; `"none"` for a state without one. Default: that of the window's execution. */
  readonly snapshot?: string;
  /** Whether the search failed: counts of -1 and times of 1970. Default: false. */
  readonly hasFailedSearch?: boolean;
}

/** A machine and the states that it had, in any order: a request sees the newest that has ended. */
export interface PatchMachineRecipe {
  /** Default: Linux. */
  readonly platform?: "Linux" | "MacOS" | "Windows";
  /** Default: none, as for a machine that was never scanned. */
  readonly states?: readonly PatchStateRecipe[];
  /** Minutes after which it was terminated. Default: never. */
  readonly terminated?: number;
}

/** A window with one execution, its tasks one after the other, ten minutes each. */
export interface PatchAccountRecipe {
  readonly machines: readonly PatchMachineRecipe[];
  /** Default: one task that installs. */
  readonly tasks?: readonly PatchTaskRecipe[];
}
