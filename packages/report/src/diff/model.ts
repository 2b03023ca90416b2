/** The data of a comparison. As in `../model/report.ts`, `PascalCase` members are AWS's and `camelCase` ours. */
import type { MachineResult } from "../model/result.ts";
import type { ExecutionSummary } from "../model/execution-summary.ts";
import type { Group } from "../model/group.ts";
import type { Cause, MachineKind, ExecutionRef, Verdict } from "../model/report.ts";
import type { PatchResult } from "../model/patch.ts";

/**
 * The change of a machine. Every machine of either execution is in exactly one class. A machine in several tasks counts with
 * its worst result.
 *
 * - `newlyFailing`: it passed before and failed now.
 * - `failingOtherwise`: it failed both times, now with a new cause.
 * - `stillFailing`: it failed both times with the same cause.
 * - `newlyNotPatched`: its command passed both times; it was patched before and is not patched now.
 * - `notPatched`: its command passed and it is not patched now; before, it was not patched, failed or is unknown.
 * - `undecided`: its result in one execution is not certain: it is still running or could not be read.
 * - `vanished`: it was only in the earlier execution.
 * - `added`: it was only in the later execution; see its result.
 * - `slower`: it passed both times and took longer than the threshold allows.
 * - `recovered`: it failed before and passed now.
 * - `newlyPatched`: its command passed both times; it was not patched before and is patched now.
 * - `unchanged`: it passed both times. Its patch result may be unknown; see the reason.
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

/** Every class, most important first. */
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

/** When a machine counts as slower: if both conditions are met. */
export interface SlowerThreshold {
  /** Minimum ratio of the durations. */
  readonly factor: number;
  /** Minimum difference of the durations, in milliseconds. */
  readonly least: number;
}

/** The result of a machine in one execution. */
export interface MachineSide {
  /** What happened on the machine. */
  readonly result: MachineResult;
  /** Why, in one sentence. */
  readonly reason: string;
  /** The worst of its causes. */
  readonly cause?: Cause | undefined;
  /** The worst of its patch results. Absent: no patch run, or patch state was not requested. */
  readonly patch?: PatchResult | undefined;
  /** The IDs of its worst row. */
  readonly ref: ExecutionRef;
  /** Its duration in the tasks that both executions have, in milliseconds. Absent if a time is missing. */
  readonly milliseconds?: number | undefined;
}

/** A machine in both executions. */
export interface MachineDiff {
  /** How the result changed. */
  readonly class: DiffClass;
  readonly kind: MachineKind;
  /** The InstanceId, or the name of the called function, state machine or document. */
  readonly name: string;
  readonly InstanceId?: string | undefined;
  readonly InstanceName?: string | undefined;
  /** The machine in the earlier execution. Absent: it was not in it. */
  readonly before?: MachineSide | undefined;
  /** The machine in the later execution. Absent: it is not in it. */
  readonly after?: MachineSide | undefined;
  /** What changed, in one sentence. */
  readonly reason: string;
}

/** A task in both executions. Tasks are matched by what they run and their position among equal tasks. */
export interface TaskDiff {
  readonly name: string;
  readonly before?: TaskSide | undefined;
  readonly after?: TaskSide | undefined;
}

/** A task in one execution. */
export interface TaskSide {
  readonly TaskExecutionId: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly milliseconds?: number | undefined;
}

/** The comparison of two executions. */
export interface ExecutionDiff {
  /** The earlier execution. */
  readonly before: ExecutionSummary;
  /** The later execution. */
  readonly after: ExecutionSummary;
  /** In one or two sentences. */
  readonly reason: string;
  /**
   * Whether anything is worse: a machine is newly failing, failing otherwise, newly not patched, or added and not passed or
   * not patched, or a task no longer passed. Unknown patch results do not count as worse.
   */
  readonly worse: boolean;
  /** Number of machines in each class. They add up to `total`. */
  readonly classes: Readonly<Record<DiffClass, number>>;
  readonly total: number;
  /** Every machine of either execution, in the order of the classes, then by name. */
  readonly machines: readonly MachineDiff[];
  readonly tasks: readonly TaskDiff[];
  /** Causes only in the later execution, worst first. */
  readonly appeared: readonly Group[];
  /** Causes only in the earlier execution, worst first. */
  readonly gone: readonly Group[];
  readonly threshold: SlowerThreshold;
  /** What limits the comparison: other windows, other tasks, gaps. */
  readonly notes: readonly string[];
  /** Whether both executions have ended and were read completely. */
  readonly complete: boolean;
}
