/** Evidence of a level that is read in several parts, in a few numbers that fit in a cursor. */
import { addCounts, badOf, countResults, type Counts } from "../../model/result.ts";
import type { PatchCounts } from "../../model/patch.ts";
import type { Cause, Machine, Verdict } from "../../model/report.ts";
import { eachVerdict, verdictsWorstFirst } from "../../model/verdicts.ts";
import { addPatchCounts, notPatchedIn } from "../patching/counts.ts";
import type { LevelEvidence } from "./verdict-words.ts";

/** What the earlier parts of a level contribute to its judgement. */
export interface LevelSoFar {
  readonly counts: Counts;
  readonly patches?: PatchCounts | undefined;
  /** Number of next lower levels by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Number of those that did not pass without a row that shows why. */
  readonly badParts: number;
  /** Whether one of those has a cause. */
  readonly hasCause: boolean;
  /** Whether there is a patch run without patch results, because patch state was not requested. */
  readonly skipsPatches: boolean;
  readonly hasMachines: boolean;
  /** Whether there are calls, such as of Lambda functions. */
  readonly hasCalls: boolean;
}

/** A level without any part. */
export const emptyLevel: LevelSoFar = {
  counts: countResults([], true),
  verdicts: eachVerdict(() => 0),
  badParts: 0,
  hasCause: false,
  skipsPatches: false,
  hasMachines: false,
  hasCalls: false,
};

/** What the parts so far contribute to the judgement of an execution. */
export interface ExecutionSoFar {
  /** The rows so far, and the tasks that are read to their end. */
  readonly execution: LevelSoFar;
  /** The rows so far of the task that is not. */
  readonly task: LevelSoFar;
}

/** An execution of which nothing is read. */
export const emptyExecution: ExecutionSoFar = { execution: emptyLevel, task: emptyLevel };

/** The next lower level of a judged level. */
export interface LowerLevel {
  readonly verdict: Verdict;
  readonly counts: Counts;
  readonly patches?: PatchCounts | undefined;
  readonly cause?: Cause | undefined;
}

/** Parts of a level. */
export interface LevelRows {
  readonly parts: readonly LowerLevel[];
  readonly machines: readonly Machine[];
  readonly counts: Counts;
  readonly patches?: PatchCounts | undefined;
  readonly skipsPatches: boolean;
}

/** Adds parts to the evidence. */
export const addToLevel = (before: LevelSoFar, rows: LevelRows): LevelSoFar => {
  const verdicts = eachVerdict((verdict) => before.verdicts[verdict]);
  for (const { verdict } of rows.parts) verdicts[verdict] += 1;
  return {
    counts: addCounts([before.counts, rows.counts]),
    patches: addPatchCounts([before.patches, rows.patches]),
    verdicts,
    badParts: before.badParts + badPartsIn(rows.parts),
    hasCause: before.hasCause || rows.parts.some(({ cause }) => cause !== undefined),
    skipsPatches: before.skipsPatches || rows.skipsPatches,
    hasMachines: before.hasMachines || rows.machines.some(({ kind }) => kind !== "call"),
    hasCalls: before.hasCalls || rows.machines.some(({ kind }) => kind === "call"),
  };
};

/** Returns the evidence as `judge` takes it. */
export const evidenceOf = ({
  counts,
  patches,
  verdicts,
  badParts,
  skipsPatches,
  hasMachines,
  hasCalls,
}: LevelSoFar): Pick<
  LevelEvidence,
  "counts" | "noun" | "parts" | "badParts" | "patches" | "skipsPatches"
> => ({
  counts,
  noun: hasCalls ? (hasMachines ? "target" : "call") : "machine",
  parts: verdictsWorstFirst.flatMap((verdict) => Array.from({ length: verdicts[verdict] }, () => verdict)),
  badParts,
  patches,
  skipsPatches,
});

/** Number of parts that did not pass without a row that shows why. */
export const badPartsIn = (parts: readonly LowerLevel[]): number =>
  parts.filter((part) => isBadVerdict(part.verdict) && !showsWhy(part)).length;

/** Whether a verdict is FAILED or PARTIAL. */
export const isBadVerdict = (verdict: Verdict): boolean => verdict === "FAILED" || verdict === "PARTIAL";

/** Whether a row of a part shows why the part did not pass. */
const showsWhy = ({ counts, patches }: LowerLevel): boolean =>
  badOf(counts) > 0 || (patches !== undefined && notPatchedIn(patches) > 0);
