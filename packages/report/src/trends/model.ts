/**
 * Answers from history: the data of trends over the runs that an archive keeps. As in `../model/report.ts`, `PascalCase` members
 * are AWS's and `camelCase` ours, and everything survives JSON.
 *
 * A run is one execution of a window. A night is the local day, in the time zone of the query, on which runs started. A night
 * without a known run is unknown, never passed: `missing` tells whether the archive lacks it or nothing ran.
 */
import type { Signal } from "@windowpane/core";
import type { PatchOutcome } from "../model/patch.ts";
import type { Recurrence } from "../model/group.ts";
import type { Verdict } from "../model/report.ts";
import type { MachineState } from "./states.ts";

/** The length of a step of a trend. Weeks begin on Monday. */
export type TrendStep = "night" | "week";

/** The period, time zone and selection of a trend. */
export interface TrendQuery {
  /** Start of the period. */
  readonly since: Date;
  /** End of the period: usually the current time. */
  readonly until: Date;
  /** IANA name of the time zone of nights. Default: `UTC`. */
  readonly timeZone?: string | undefined;
  /** Default: `night`. */
  readonly step?: TrendStep | undefined;
  /** Account IDs. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
  /** Window IDs, or newest names of windows. Default: all. */
  readonly windows?: readonly string[] | undefined;
  /** Instance IDs, or newest names of machines. Default: all. */
  readonly machines?: readonly string[] | undefined;
  /** Keys or slugs of causes. Default: all. */
  readonly causes?: readonly string[] | undefined;
  /** Maximum number of rows. Default: 100. */
  readonly limit?: number | undefined;
  /** Aborts the query, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The account and region of a row. Absent if the archive does not know them. */
export interface TrendOrigin {
  /** Account ID of 12 digits. */
  readonly Account?: string | undefined;
  readonly Region?: string | undefined;
}

/** A period that the archive lacks, so that runs of it may be unknown. */
export interface MissingPeriod extends TrendOrigin {
  readonly since: Date;
  readonly until: Date;
  /** Why it is missing, in one sentence. */
  readonly reason: string;
}

/** What all answers have. */
export interface TrendAnswer {
  readonly since: Date;
  readonly until: Date;
  /** Time zone in which days begin. */
  readonly timeZone: string;
  readonly step: TrendStep;
  /** First days of the steps of the period, oldest first, such as `2026-11-29`. Points refer to them by position. */
  readonly days: readonly string[];
  /** Positions in `days` of the steps of which the archive lacks a part. */
  readonly missingDays: readonly number[];
  /** Periods that the archive lacks within this period, longest first: at most 100. */
  readonly missing: readonly MissingPeriod[];
  /** Number of further ones. Absent: none. */
  readonly missingMore?: number | undefined;
  /** Number of runs that the answer is based on. */
  readonly runs: number;
  /** Start of the first and of the last run in the archive, of the selected accounts and regions. Absent: it has none. */
  readonly firstRun?: Date | undefined;
  /** Start of the last run in the archive. Absent: it has none. */
  readonly lastRun?: Date | undefined;
}

/** Rows of an answer. */
export interface TrendList<Row> extends TrendAnswer {
  readonly rows: readonly Row[];
  /** Number of rows beyond the limit. */
  readonly more: number;
}

/** Counts of the runs in a step, or in the whole period. */
export interface TrendCounts {
  /** Number of runs. */
  readonly runs: number;
  /** Number of runs by verdict. Verdicts without runs are absent. */
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Number of machines, each counted once for each run. */
  readonly machines: number;
  /** Number of machines that passed and are not known to lack patches. */
  readonly passed: number;
  /** Number of machines that did not pass: failed, timed out, unreachable, cancelled, not run, or not patched. */
  readonly failed: number;
  /** Number of machines whose result is unknown. They count as machines and not as passed. */
  readonly unknown: number;
  /** False if a run may have more machines than were read. */
  readonly exact: boolean;
  /** Mean duration of the runs that ended, in seconds. Absent: none ended. */
  readonly seconds?: number | undefined;
}

/** The counts of a step. Steps without runs have no point. */
export interface TrendPoint extends TrendCounts {
  /** Position in `days`. */
  readonly at: number;
}

/** A window over time. Those with the largest share of machines that did not pass come first. */
export interface WindowTrend extends TrendOrigin {
  readonly WindowId: string;
  /** Its newest name. */
  readonly Name?: string | undefined;
  readonly total: TrendCounts;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** Positions in `days` of the steps of which the archive lacks a part of this window. */
  readonly missingDays: readonly number[];
  /** Its newest run of the period. */
  readonly latest: {
    readonly WindowExecutionId: string;
    readonly StartTime: Date;
    readonly verdict: Verdict;
  };
  /**
   * Since when its runs fail. Absent: its newest run that is PASSED, FAILED or PARTIAL passed, or no earlier run is known. Other
   * runs, such as skipped ones, tell nothing.
   */
  readonly recurrence?: Recurrence | undefined;
}

/** A machine over time. */
export interface MachineTrend extends TrendOrigin {
  readonly InstanceId: string;
  /** Its newest name. */
  readonly InstanceName?: string | undefined;
  /** Number of runs on the machine. */
  readonly runs: number;
  readonly passed: number;
  readonly failed: number;
  /** Number of runs of which it is not known. */
  readonly unknown: number;
  /** The worst result of the machine in each step: oldest first. Steps without a run on it are absent. */
  readonly points: readonly MachinePoint[];
  /** Positions in `days` of the steps of which the archive lacks a part of its windows. */
  readonly missingDays: readonly number[];
  readonly lastRun: Date;
  /** Start of the last run that it did not pass. Absent: none. */
  readonly lastFailed?: Date | undefined;
  /** The title and key of the cause of that. */
  readonly cause?: { readonly key: string; readonly title: string } | undefined;
  /** Since when it fails in the window in which it fails in the most runs in a row. Absent: it passed its last run in every window. */
  readonly recurrence?: Recurrence | undefined;
}

/** The worst result of a machine in a step. */
export interface MachinePoint {
  /** Position in `days`. */
  readonly at: number;
  readonly result: MachineState;
}

/** A cause over time. */
export interface CauseTrend {
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  /** Number of different machines in the period. */
  readonly machines: number;
  /** Number of runs with it. */
  readonly runs: number;
  /** Oldest first. Steps without it are absent. */
  readonly points: readonly {
    /** Position in `days`. */
    readonly at: number;
    /** Number of different machines in this step. */
    readonly machines: number;
    readonly runs: number;
  }[];
  /** Starts of the first and last run with it in the period. */
  readonly first: Date;
  /** Start of the last run with it in the period. */
  readonly last: Date;
  /** Names of the windows with it, those with the most machines first: at most 5. */
  readonly windows: readonly string[];
}

/** When a machine was last patched. */
export interface PatchedMachine extends TrendOrigin {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
  /** End of the last installation that left it patched: nothing was missing, failed, rejected or pending a reboot after it. */
  readonly patchedAt?: Date | undefined;
  /** Days from then to the end of the period, rounded down. */
  readonly days?: number | undefined;
  /** Start and patch result of its last patch run of any result. */
  readonly lastRun: Date;
  readonly lastResult: PatchOutcome;
  /** Whether `days` is at most the days of the query. */
  readonly compliant: boolean;
}

/**
 * The share of machines that were patched within a number of days. Systems Manager has no release dates of patches in the results
 * of runs, so this is the age of the last run that left the machine patched, not the age of a patch.
 */
export interface PatchedAnswer extends TrendList<PatchedMachine> {
  /** Maximum age in days. */
  readonly within: number;
  /** Number of machines with a patch run in the archive: compliant and not. */
  readonly machines: number;
  /** Number of machines that were patched within that age. */
  readonly compliant: number;
  /** Number of machines that no known run left patched. Part of those that are not compliant. */
  readonly never: number;
  /** Number of machines that ran in the period and have no patch run in the archive. Not part of `machines`. */
  readonly withoutPatchRun: number;
}

/** The results of each machine of a window in each night. */
export interface NightMatrix extends TrendAnswer, TrendOrigin {
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** The run of each night in the order of `days`; the worst one, if there are several. Absent: nothing ran, or it is missing. */
  readonly nights: readonly {
    readonly at: number;
    readonly WindowExecutionId: string;
    readonly StartTime: Date;
    readonly verdict: Verdict;
  }[];
  /** Most failed nights first. */
  readonly machines: readonly MatrixMachine[];
  /** Number of machines beyond the limit. */
  readonly more: number;
}

/** A row of the matrix. */
export interface MatrixMachine {
  readonly InstanceId: string;
  readonly InstanceName?: string | undefined;
  /** Number of nights that it did not pass. */
  readonly failed: number;
  /** Oldest first. Nights without a run on the machine are absent. */
  readonly points: readonly MachinePoint[];
}
