/** The data of a machine's history. As in `../model/report.ts`, `PascalCase` members are AWS's and `camelCase` ours. */
import type { Counts } from "../model/result.ts";
import type { ReadOptions } from "../collect/reading/options.ts";
import type { Group } from "../model/group.ts";
import type { Gap, Machine } from "../model/report.ts";
import type { PatchRun } from "../model/patch.ts";

/** A run of a window's task on the machine, including one that did not start. */
export interface HistoryRun extends Machine {
  /** The window's name. */
  readonly Name?: string | undefined;
  readonly TaskArn?: string | undefined;
  readonly TaskType?: string | undefined;
  /** The document of the command or automation. */
  readonly DocumentName?: string | undefined;
  /** What the run does to patches. Absent for runs that do not patch. */
  readonly patchRun?: PatchRun | undefined;
  /** Start time of the run, or else of its invocation, task or execution. Absent if AWS returns none. */
  readonly at?: Date | undefined;
}

/** The runs of windows on one machine in a period. */
export interface HistoryReport {
  readonly InstanceId: string;
  /** The newest name that AWS returns. */
  readonly InstanceName?: string | undefined;
  /** Start of the period. */
  readonly since: Date;
  /** End of the period. */
  readonly now: Date;
  /** In one sentence. */
  readonly reason: string;
  /** Newest first. */
  readonly runs: readonly HistoryRun[];
  /** The runs by result. */
  readonly counts: Counts;
  /** The runs that did not pass, by cause, worst first. */
  readonly groups: readonly Group[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Whether reading has ended. */
  readonly done: boolean;
  /** Whether it is done and has no gaps. */
  readonly complete: boolean;
  /** How much has been read. */
  readonly progress: HistoryProgress;
}

/** Progress of reading a history. */
export interface HistoryProgress {
  readonly windows: number;
  readonly executions: number;
  readonly executionsRead: number;
  readonly requests: number;
}

/** The machine and period to read. */
export interface HistoryOptions extends Omit<ReadOptions, "includeSensitive"> {
  /** The instance ID of the machine: `i-...` or `mi-...`. */
  readonly InstanceId: string;
  /** Start of the period: includes executions that were running at this time or began after it. */
  readonly since: Date;
  /** The current time: end of the period. */
  readonly now: Date;
  /** The windows to read. Default: all windows that the account has now, including disabled ones. */
  readonly windows?: readonly { readonly WindowId: string; readonly Name?: string | undefined }[] | undefined;
}
