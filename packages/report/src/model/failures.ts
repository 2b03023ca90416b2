/** The data of a report on a period; as in `report.ts`. */
import type { Counts } from "./result.ts";
import type { Group } from "./group.ts";
import type { AccountRegion, ExecutionReport, Gap, Verdict } from "./report.ts";

/** A window with the verdicts of its executions. */
export interface WindowSummary {
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** Its account and region, where several are read. */
  readonly origin?: AccountRegion | undefined;
  /** Number of its executions in the period. */
  readonly executions: number;
  /** Number of executions by verdict, of those that have been read. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** False if its list of executions is incomplete, so that there may be more. */
  readonly listed: boolean;
}

/** Everything that did not pass in a period. */
export interface FailuresReport {
  readonly since: Date;
  readonly now: Date;
  /** Over all executions; `EMPTY` without executions. `falseGreen` is true if it is for at least one execution. */
  readonly verdict: Verdict;
  readonly reason: string;
  readonly falseGreen: boolean;
  readonly windows: readonly WindowSummary[];
  /** Executions that are not PASSED, worst first, newest first among equals. */
  readonly executions: readonly ExecutionReport[];
  /** Number of executions by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Rows of all executions, the passed ones included. */
  readonly counts: Counts;
  /** Over all executions, worst first. */
  readonly groups: readonly Group[];
  /** All gaps, including those of the executions. */
  readonly gaps: readonly Gap[];
  readonly done: boolean;
  readonly complete: boolean;
  readonly progress: FailuresProgress;
}

/** Progress of reading a period. */
export interface FailuresProgress {
  readonly windows: number;
  readonly windowsListed: number;
  readonly executions: number;
  readonly executionsRead: number;
  readonly requests: number;
}
