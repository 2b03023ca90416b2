/** What a timeline is made of: plain data, ready to be drawn. As in `../model/report.ts`, `PascalCase` is AWS's and `camelCase` ours. */
import type { MachineResult, Counts } from "../model/result.ts";
import type {
  AwsProgress,
  Cause,
  Gap,
  Judgement,
  MachineKind,
  ExecutionRef,
  Verdict,
} from "../model/report.ts";
import type { PatchResult } from "../model/patch.ts";

/**
 * What kept something from running. It is `unknown` rather than guessed: AWS's TIMED_OUT alone does not prove a cutoff.
 *
 * - `max-errors`: too many errors elsewhere, by AWS's own words.
 * - `cutoff`: AWS says TIMED_OUT, or it had not begun, and the time fits the window's Duration and Cutoff.
 * - `cancelled`: somebody cancelled the execution, the task or the command.
 * - `not-started`: AWS refused to start it, and says why; the reason has its words.
 * - `unknown`: nothing proves any of them.
 */
export type NotRunWhy = "max-errors" | "cutoff" | "cancelled" | "not-started" | "unknown";

/** Why something never ran, with what shows it. */
export interface NotRun {
  readonly why: NotRunWhy;
  /** In one sentence. */
  readonly reason: string;
}

/** How many never ran for one reason. */
export interface NotRunCount extends NotRun {
  /** Machines and calls, one per machine and invocation. */
  readonly rows: number;
  /** Tasks that never ran and list nothing that could have. */
  readonly tasks: number;
}

/** One line of the picture, in drawing order: the execution, a task, its invocations, their machines; equals by their start. */
export interface TimelineRow extends ExecutionRef, AwsProgress {
  readonly level: "execution" | "task" | "invocation" | "machine";
  /** How far it is set in: 0 for the execution, 3 for a machine. */
  readonly depth: 0 | 1 | 2 | 3;
  /** Unlike that of any other line, and the same when the execution is read again. */
  readonly key: string;
  /** What to call it: the window, the document or function, the machine. Text from outside: neutralise it. */
  readonly name: string;
  readonly InstanceName?: string | undefined;
  readonly TaskType?: string | undefined;
  /** What a line of the level `machine` stands for. */
  readonly kind?: MachineKind | undefined;
  /** Ours on a level. */
  readonly verdict?: Verdict | undefined;
  /** Where a machine stands. */
  readonly result?: MachineResult | undefined;
  /** What a patch run left on a machine. */
  readonly patch?: PatchResult | undefined;
  readonly reason: string;
  readonly cause?: Cause | undefined;
  /** It began and has not ended: its bar goes on to `now`. */
  readonly open: boolean;
  /** It never ran, so it has no bar; AWS may give it times all the same. */
  readonly notRun?: NotRun | undefined;
}

/** When the window's time is over, as far as its registration tells. */
export interface TimelineLimits {
  /** The execution's start plus Duration. */
  readonly end: Date;
  /** From here on no task begins: `end` minus Cutoff. Absent where Cutoff is not known. */
  readonly cutoff?: Date | undefined;
  /** The window was changed after the execution began, so its limits may have been others then. */
  readonly changedSince: boolean;
}

/** What ran when in an execution, and what never ran. */
export interface Timeline extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** The time it was drawn for: a line in the picture while `running`. */
  readonly now: Date;
  /** Whether something is not at its end yet. */
  readonly running: boolean;
  /** From the first start to the last end, or to `now` while it runs. Absent when nothing has begun. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Absent where the window's Duration or the execution's start is not known. */
  readonly limits?: TimelineLimits | undefined;
  readonly rows: readonly TimelineRow[];
  /** What never ran, the most frequent reason first. Its rows add up to the result `notRun` of the counts. */
  readonly notRun: readonly NotRunCount[];
  readonly counts: Counts;
  readonly gaps: readonly Gap[];
  readonly done: boolean;
  readonly complete: boolean;
}

/** What a window's registration says of its time; `GetMaintenanceWindow` answers it. */
export interface TimelineWindow {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  /** In hours. */
  readonly Duration?: number | undefined;
  /** In hours before the end. */
  readonly Cutoff?: number | undefined;
  /** When it was changed last. */
  readonly ModifiedDate?: Date | undefined;
  /** The tasks registered with it, for their CutoffBehavior. Default: none are known. */
  readonly tasks?: readonly RegisteredTask[] | undefined;
}

/** What a task's registration says; `DescribeMaintenanceWindowTasks` lists it. */
export interface RegisteredTask {
  readonly TaskArn?: string | undefined;
  readonly Type?: string | undefined;
  readonly CutoffBehavior?: string | undefined;
}

/** How to draw. */
export interface TimelineOptions {
  /** The time of asking. */
  readonly now: Date;
  /** The window of the execution. Default: not known, so nothing is put down to a cutoff. */
  readonly window?: TimelineWindow | undefined;
}
