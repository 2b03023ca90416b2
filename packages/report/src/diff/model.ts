/** What a comparison of two executions is made of: plain data. As in `../model/report.ts`, `PascalCase` is AWS's and `camelCase` ours. */
import type { MachineResult, Counts } from "../model/result.ts";
import type { Group } from "../model/group.ts";
import type {
  AwsProgress,
  Cause,
  Gap,
  Judgement,
  MachineKind,
  ExecutionRef,
  Verdict,
} from "../model/report.ts";
import type { PatchCounts, PatchResult } from "../model/patch.ts";

/**
 * What changed for a machine. Every machine of either execution is in exactly one class; a machine that stands in several
 * tasks counts where it stands worst.
 *
 * - `newlyFailing`: it passed before, and did not now.
 * - `failingOtherwise`: it passed neither time, and now has a cause that it had not before.
 * - `stillFailing`: it passed neither time, for the same cause.
 * - `newlyNotPatched`: its command passed both times; it was patched before, and is not patched now.
 * - `notPatched`: its command passed and it is not patched now; it was not patched or failed before, or that is not known.
 * - `undecided`: one of the two says nothing certain about it: it still runs, or could not be read.
 * - `vanished`: it was there before and is not now.
 * - `added`: it was not there before; its result says how it went.
 * - `slower`: it passed both times, and took longer than the threshold allows.
 * - `recovered`: it did not pass before, and passed now.
 * - `newlyPatched`: its command passed both times; it was not patched before, and is patched now.
 * - `unchanged`: it passed both times. Whether it was patched both times may not be known; the reason says so.
 */
export type DiffClass =
  | "newlyFailing"
  | "failingOtherwise"
  | "stillFailing"
  | "newlyNotPatched"
  | "notPatched"
  | "undecided"
  | "vanished"
  | "added"
  | "slower"
  | "recovered"
  | "newlyPatched"
  | "unchanged";

/** Every class, the one to look at first first. */
export const diffClasses = [
  "newlyFailing",
  "failingOtherwise",
  "stillFailing",
  "newlyNotPatched",
  "notPatched",
  "undecided",
  "vanished",
  "added",
  "slower",
  "recovered",
  "newlyPatched",
  "unchanged",
] as const satisfies readonly DiffClass[];

/** From when on a machine is slower: when both hold. */
export interface SlowerThreshold {
  /** So many times as long as before. */
  readonly factor: number;
  /** And so many milliseconds longer. */
  readonly least: number;
}

/** How a machine stood in one of the two executions. */
export interface MachineStand {
  readonly result: MachineResult;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The worst of its causes. */
  readonly cause?: Cause | undefined;
  /** The worst of its patch results. Absent: no patch run, or patch state was not requested. */
  readonly patch?: PatchResult | undefined;
  /** The row that stands worst. */
  readonly place: ExecutionRef;
  /** How long it worked in the tasks that both executions have; absent where a time is missing. */
  readonly milliseconds?: number | undefined;
}

/** One machine, before and after. */
export interface MachineDiff {
  readonly class: DiffClass;
  readonly kind: MachineKind;
  /** The InstanceId, or the name of what was called. */
  readonly name: string;
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
  readonly before?: MachineStand | undefined;
  readonly after?: MachineStand | undefined;
  /** What changed, in one sentence. */
  readonly reason: string;
}

/** One task, before and after; tasks are matched by what they call and their order among equals. */
export interface TaskDiff {
  readonly name: string;
  readonly before?: TaskStand | undefined;
  readonly after?: TaskStand | undefined;
}

/** How a task stood in one of the two executions. */
export interface TaskStand {
  readonly TaskExecutionId: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly milliseconds?: number | undefined;
}

/** One of the two executions. */
export interface DiffSide extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** Machines, each once. */
  readonly machineCounts: Counts;
  /** Rows by patch result. Absent: no row has one. */
  readonly patches?: PatchCounts | undefined;
  readonly done: boolean;
  readonly complete: boolean;
  readonly gaps: readonly Gap[];
}

/** What changed from one execution to another. */
export interface ExecutionDiff {
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** In one or two sentences. */
  readonly reason: string;
  /**
   * Whether anything is worse: newly failing, failing otherwise, newly not patched, added and not passed or not patched, or
   * a task that did not pass any more. What is not known of patches makes nothing worse.
   */
  readonly worse: boolean;
  /** How many machines are in each class; the sum is `total`. */
  readonly classes: Readonly<Record<DiffClass, number>>;
  readonly total: number;
  /** Every machine of either execution, in the order of the classes, then by name. */
  readonly machines: readonly MachineDiff[];
  readonly tasks: readonly TaskDiff[];
  /** Causes that only the later execution has, worst first. */
  readonly appeared: readonly Group[];
  /** Causes that only the earlier one had. */
  readonly gone: readonly Group[];
  readonly threshold: SlowerThreshold;
  /** What makes the two hard to compare: other windows, other tasks, something that could not be read. */
  readonly notes: readonly string[];
  /** Whether both executions were read whole and have come to their end. */
  readonly complete: boolean;
}
