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
  /** Start of the period. */
  readonly since: Date;
  /** End of the period. */
  readonly now: Date;
  /** Over all executions; `EMPTY` without executions. `falseGreen` is true if it is for at least one execution. */
  readonly verdict: Verdict;
  /** Why it has this verdict, in one or two sentences. */
  readonly reason: string;
  /** Whether AWS reports SUCCESS for an execution whose verdict is PARTIAL, FAILED or EMPTY. */
  readonly falseGreen: boolean;
  /** The windows that were read, with their executions by verdict. */
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
  /** Whether reading has ended. */
  readonly done: boolean;
  /** Whether it is done and has no gaps. */
  readonly complete: boolean;
  /** How much has been read. */
  readonly progress: FailuresProgress;
}

/** Progress of reading a period. */
export interface FailuresProgress {
  /** Number of windows to read, as far as they are known. */
  readonly windows: number;
  /** Number of windows whose executions have been listed. */
  readonly windowsListed: number;
  /** Number of executions found so far. */
  readonly executions: number;
  /** Number of executions that have been read. */
  readonly executionsRead: number;
  /** Requests sent so far. */
  readonly requests: number;
}
