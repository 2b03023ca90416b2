/** What a report over a stretch of time is made of; as in `report.ts`. */
import type { Counts } from "./result.ts";
import type { Group } from "./group.ts";
import type { ExecutionReport, Gap, Verdict } from "./report.ts";

/** One window, and how its executions went. */
export interface WindowSummary {
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** How many executions of it were found in the time asked for. */
  readonly executions: number;
  /** How many of them have which verdict; those that are not read yet have none. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** False when its executions could not all be listed, so that there may be more. */
  readonly listed: boolean;
}

/** Everything that did not go well in a stretch of time. */
export interface FailuresReport {
  readonly since: Date;
  readonly now: Date;
  /** Over all executions; `EMPTY` when there were none. `falseGreen`: at least one execution is. */
  readonly verdict: Verdict;
  readonly reason: string;
  readonly falseGreen: boolean;
  readonly windows: readonly WindowSummary[];
  /** Executions that are not PASSED, worst first, newest first among equals. */
  readonly executions: readonly ExecutionReport[];
  /** How many executions were found, by verdict; the sum is their number. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Rows of all executions, the passed ones included. */
  readonly counts: Counts;
  /** Over all executions, worst first. */
  readonly groups: readonly Group[];
  /** All gaps, those of the executions included. */
  readonly gaps: readonly Gap[];
  readonly done: boolean;
  readonly complete: boolean;
  readonly progress: FailuresProgress;
}

/** How far the reading over windows has come. */
export interface FailuresProgress {
  readonly windows: number;
  readonly windowsListed: number;
  readonly executions: number;
  readonly executionsRead: number;
  readonly requests: number;
}
