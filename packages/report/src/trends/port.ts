/** The questions that an archive, or an API that has one, answers. */
import type { Signal } from "@windowpane/core";
import type {
  TrendOrigin,
  MissingPeriod,
  TrendQuery,
  TrendList,
  WindowTrend,
  MachineTrend,
  CauseTrend,
  PatchedAnswer,
  NightMatrix,
} from "./model.ts";

/** The runs of a window in the archive before a time, with the causes of them. */
export interface EarlierRuns extends TrendOrigin {
  readonly WindowId: string;
  /** Newest first. */
  readonly runs: readonly EarlierRun[];
  /** Periods that the archive lacks, in which the window may have run. Newest first. */
  readonly missing: readonly MissingPeriod[];
}

/** A run with what is known of the requested causes. */
export interface EarlierRun {
  readonly WindowExecutionId: string;
  readonly StartTime: Date;
  /** Whether all of it was read. */
  readonly complete: boolean;
  /** Names of the machines by the key of their cause; none for a cause without machines. Only requested causes and machines. */
  readonly causes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The runs to compare with. */
export interface EarlierQuery extends TrendOrigin {
  readonly WindowId: string;
  /** Runs that started before this time. */
  readonly before: Date;
  /** Keys of causes. */
  readonly causes: readonly string[];
  /** Maximum number of runs. Default: 400. */
  readonly limit?: number | undefined;
  /** Aborts the query, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** An execution of which only the ID, and perhaps the account, is known. */
export interface ExecutionQuery extends TrendOrigin {
  readonly WindowExecutionId: string;
  /** Aborts the query, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The window of an execution. */
export interface ExecutionWindow {
  readonly WindowId: string;
  /** Its name at the time of the execution. */
  readonly Name?: string | undefined;
}

/**
 * Answers questions about the history of runs: from an archive, or from an API that has one. A window, machine or cause that the
 * archive does not know gives an answer without rows. Each method throws a `RangeError` for an unknown time zone.
 */
export interface Trends {
  /** Windows over time. */
  readonly windows: (query: TrendQuery) => Promise<TrendList<WindowTrend>>;
  /** Machines with the most failed runs first. */
  readonly machines: (query: TrendQuery) => Promise<TrendList<MachineTrend>>;
  /** Causes with the most machines first. */
  readonly causes: (query: TrendQuery) => Promise<TrendList<CauseTrend>>;
  /** Machines that were not patched for the longest time first. `within`: maximum age in days. Default: 14. */
  readonly patched: (query: TrendQuery & { readonly within?: number | undefined }) => Promise<PatchedAnswer>;
  /** The night-by-machine matrix of a window. */
  readonly nights: (query: TrendQuery & TrendOrigin & { readonly WindowId: string }) => Promise<NightMatrix>;
  /** Earlier runs, to tell since when causes occur. */
  readonly earlier: (queries: readonly EarlierQuery[]) => Promise<readonly EarlierRuns[]>;
  /** The window of an execution, which AWS does not return with it. Undefined if it is not known. */
  readonly windowOf: (query: ExecutionQuery) => Promise<ExecutionWindow | undefined>;
}
