/** What a machine's history is made of; as in `../model/report.ts`, `PascalCase` is AWS's and `camelCase` ours. */
import type { Counts } from "../model/result.ts";
import type { ReadOptions } from "../collect/reading/options.ts";
import type { Group } from "../model/group.ts";
import type { Gap, Machine } from "../model/report.ts";
import type { PatchRun } from "../model/patch.ts";

/** One time that a window's task ran on the machine, or was to run on it. */
export interface HistoryRun extends Machine {
  /** The window's name. */
  readonly Name?: string | undefined;
  readonly TaskArn?: string | undefined;
  readonly TaskType?: string | undefined;
  /** The document of the command or automation. */
  readonly DocumentName?: string | undefined;
  /** What it does to patches. Absent for other runs. */
  readonly patchRun?: PatchRun | undefined;
  /** When: its own start, else that of its invocation, task or execution. Absent where AWS gives none of them. */
  readonly at?: Date | undefined;
}

/** What windows did on one machine in a stretch of time. */
export interface HistoryReport {
  readonly InstanceId: string;
  /** The newest name that AWS tells. */
  readonly InstanceName?: string | undefined;
  readonly since: Date;
  readonly now: Date;
  /** In one sentence. */
  readonly reason: string;
  /** Newest first. */
  readonly runs: readonly HistoryRun[];
  readonly counts: Counts;
  /** The runs that did not pass, by cause, worst first. */
  readonly groups: readonly Group[];
  readonly gaps: readonly Gap[];
  readonly done: boolean;
  readonly complete: boolean;
  readonly progress: HistoryProgress;
}

/** How far the reading has come. */
export interface HistoryProgress {
  readonly windows: number;
  readonly executions: number;
  readonly executionsRead: number;
  readonly requests: number;
}

/** Which machine, and which stretch of time. */
export interface HistoryOptions extends Omit<ReadOptions, "includeSensitive"> {
  /** The id of a managed node: `i-...` or `mi-...`. */
  readonly InstanceId: string;
  /** Executions that were still under way at this time, or began after it. */
  readonly since: Date;
  /** The time of asking. */
  readonly now: Date;
  /** The windows to look at. Default: all that the account has today, the disabled ones too. */
  readonly windows?: readonly { readonly WindowId: string; readonly Name?: string | undefined }[] | undefined;
}
