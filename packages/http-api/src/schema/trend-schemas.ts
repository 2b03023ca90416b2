/** Schemas of answers from history. A missing or unknown member does not compile. */
import {
  patchOutcomes,
  resultsWorstFirst,
  verdictsWorstFirst,
  type CauseTrend,
  type EarlierRun,
  type EarlierRuns,
  type MachinePoint,
  type MachineTrend,
  type MatrixMachine,
  type MissingPeriod,
  type NightMatrix,
  type PatchedAnswer,
  type PatchedMachine,
  type TrendAnswer,
  type TrendCounts,
  type TrendOrigin,
  type TrendPoint,
  type WindowTrend,
} from "@windowpane/report";
import {
  count,
  flag,
  listOf,
  ref,
  structure,
  text,
  time,
  word,
  type Members,
  type Schema,
} from "./schema.ts";

/** Account and region of a row. */
export const trendOrigin: Members<TrendOrigin> = {
  Account: text("Account ID. Absent if the archive does not know it."),
  Region: text("Absent if the archive does not know it."),
};

const at = count("Position in `days`.");

const missingPeriod: Members<MissingPeriod> = {
  ...trendOrigin,
  since: time("Start of the period."),
  until: time("End of the period."),
  reason: text("Why it is missing, in one sentence."),
};

/** Periods that the archive lacks. */
export const missing = listOf(
  ref("MissingPeriod"),
  "Periods that the archive lacks. Runs of these periods may be unknown.",
);

/** Members of every trend. */
const answer: Members<TrendAnswer> = {
  since: time("Start of the period."),
  until: time("End of the period."),
  timeZone: text("Time zone of nights."),
  step: word(["night", "week"], "Length of a step."),
  days: listOf(text(), "First days of the steps, oldest first, such as `2026-11-29`."),
  missingDays: listOf(count(), "Positions in `days` of the steps of which the archive lacks a part."),
  missing,
  missingMore: count("Number of further periods. Absent: none."),
  runs: count("Number of runs that the answer is based on."),
  firstRun: time("Start of the first run in the archive. Absent if it has none."),
  lastRun: time("Start of the last run in the archive. Absent if it has none."),
};

const more = count("Number of rows beyond `maxResults`.");

/** A trend with rows. */
const trend = (row: string, about: string): Schema =>
  structure({ ...answer, rows: listOf(ref(row), about), more }, ["firstRun", "lastRun", "missingMore"]);

const counts: Members<TrendCounts> = {
  runs: count("Number of runs."),
  verdicts: {
    type: "object",
    description: "Number of runs by verdict. Verdicts without runs are absent.",
    properties: Object.fromEntries(verdictsWorstFirst.map((verdict) => [verdict, count()])),
    additionalProperties: false,
  },
  machines: count("Number of machines, each counted once for each run."),
  passed: count("Number of machines that passed and are not known to lack patches."),
  failed: count("Number of machines that did not pass."),
  unknown: count("Number of machines whose result is unknown."),
  exact: flag("False if a run may have more machines than were read."),
  seconds: {
    type: "number",
    minimum: 0,
    description: "Mean duration of the runs that ended. Absent: none ended.",
  },
};

const point: Members<TrendPoint> = { ...counts, at };

const windowTrend: Members<WindowTrend> = {
  ...trendOrigin,
  WindowId: text(),
  Name: text("Its newest name."),
  total: ref("TrendCounts", "Counts of the whole period."),
  points: listOf(ref("TrendPoint"), "Counts of each step with runs, oldest first."),
  missingDays: listOf(
    count(),
    "Positions in `days` of the steps of which the archive lacks a part of this window.",
  ),
  latest: structure(
    { WindowExecutionId: text(), StartTime: time(), verdict: word(verdictsWorstFirst) },
    [],
    "Its newest run.",
  ),
  recurrence: ref(
    "Recurrence",
    "Since when its runs do not pass. Absent if its newest run that is PASSED, PARTIAL or FAILED passed.",
  ),
};

const machinePoint: Members<MachinePoint> = {
  at,
  result: word(
    [...resultsWorstFirst, "notPatched"],
    "Worst result of the machine. `notPatched`: the command passed, but the machine is not patched.",
  ),
};

const machineTrend: Members<MachineTrend> = {
  ...trendOrigin,
  InstanceId: text(),
  InstanceName: text("Its newest name."),
  runs: count("Number of runs on the machine."),
  passed: count(),
  failed: count(),
  unknown: count(),
  points: listOf(ref("MachinePoint"), "Steps with a run on the machine, oldest first."),
  missingDays: listOf(
    count(),
    "Positions in `days` of the steps of which the archive lacks a part of its windows.",
  ),
  lastRun: time(),
  lastFailed: time("Start of the last run that it did not pass. Absent if it passed all."),
  cause: structure({ key: text(), title: text() }, [], "Cause of that failure."),
  recurrence: ref("Recurrence", "Since when it fails. Absent if it passed its last run in every window."),
};

const optionalInMachineTrend = ["InstanceName", "lastFailed", "cause", "recurrence"] as const;

const causeTrend: Members<CauseTrend> = {
  key: text(),
  slug: text(),
  title: text(),
  machines: count("Number of different machines in the period."),
  runs: count("Number of runs with it."),
  points: listOf(
    structure({ at, machines: count("Number of different machines in this step."), runs: count() }),
    "Steps with it, oldest first.",
  ),
  first: time("Start of the first run with it in the period."),
  last: time("Start of the last run with it in the period."),
  windows: listOf(text(), "Names of the windows with it, those with the most machines first: at most 5."),
};

const patchedMachine: Members<PatchedMachine> = {
  ...trendOrigin,
  InstanceId: text(),
  InstanceName: text(),
  patchedAt: time("End of the last installation that left the machine patched. Absent if none did."),
  days: count("Days from then to the end of the period, rounded down."),
  lastRun: time("Start of its last patch run."),
  lastResult: word(patchOutcomes, "Patch result of that run."),
  compliant: flag("Whether `days` is at most `within`."),
};

const patched: Members<PatchedAnswer> = {
  ...answer,
  rows: listOf(ref("PatchedMachine"), "Those that were not patched for the longest time first."),
  more,
  within: count("Maximum age in days."),
  machines: count("Number of machines with a patch run in the archive."),
  compliant: count("Number of them that were patched within these days."),
  never: count("Number of them that no known run left patched."),
  withoutPatchRun: count(
    "Number of machines that ran in the period and have no patch run. Not part of `machines`.",
  ),
};

const matrixMachine: Members<MatrixMachine> = {
  InstanceId: text(),
  InstanceName: text(),
  failed: count("Number of nights that it did not pass."),
  points: listOf(ref("MachinePoint"), "Nights with a run on the machine, oldest first."),
};

const matrix: Members<NightMatrix> = {
  ...answer,
  ...trendOrigin,
  WindowId: text(),
  Name: text(),
  nights: listOf(
    structure({ at, WindowExecutionId: text(), StartTime: time(), verdict: word(verdictsWorstFirst) }),
    "The run of each night; the worst one, if there are several. Nights without a known run are absent.",
  ),
  machines: listOf(ref("MatrixMachine"), "Most failed nights first."),
  more: count("Number of machines beyond `maxResults`."),
};

const earlierRun: Members<EarlierRun> = {
  WindowExecutionId: text(),
  StartTime: time(),
  complete: flag("Whether all of it was read."),
  causes: {
    type: "object",
    description: "Names of the machines by the key of their cause. A cause without machines has none.",
    additionalProperties: listOf(text()),
  },
};

const earlierRuns: Members<EarlierRuns> = {
  ...trendOrigin,
  WindowId: text(),
  runs: listOf(ref("EarlierRun"), "Newest first."),
  missing: listOf(ref("MissingPeriod"), "Periods that the archive lacks, in which the window may have run."),
};

/** Both are optional. */
export const trendOrigins = ["Account", "Region"] as const;

/** Schemas by their names in the document. */
export const trendSchemas: Readonly<Record<string, Schema>> = {
  MissingPeriod: structure(missingPeriod, trendOrigins),
  TrendCounts: structure(counts, ["seconds"]),
  TrendPoint: structure(point, ["seconds"]),
  WindowTrend: structure(windowTrend, [...trendOrigins, "Name", "recurrence"]),
  WindowTrends: trend("WindowTrend", "Windows with runs in the period."),
  MachinePoint: structure(machinePoint),
  MachineTrend: structure(machineTrend, [...trendOrigins, ...optionalInMachineTrend]),
  MachineTrends: trend("MachineTrend", "Machines with the most failed runs first."),
  CauseTrend: structure(causeTrend),
  CauseTrends: trend("CauseTrend", "Causes with the most machines first."),
  PatchedMachine: structure(patchedMachine, [...trendOrigins, "InstanceName", "patchedAt", "days"]),
  PatchedMachines: structure(patched, ["firstRun", "lastRun", "missingMore"]),
  MatrixMachine: structure(matrixMachine, ["InstanceName"]),
  NightMatrix: structure(matrix, [...trendOrigins, "Name", "firstRun", "lastRun", "missingMore"]),
  EarlierRun: structure(earlierRun),
  EarlierRuns: structure(earlierRuns, trendOrigins),
};
