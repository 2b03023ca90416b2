/** The sentences of verdicts. */
import { badOf, type Counts } from "../../model/result.ts";
import type { AwsProgress, Verdict } from "../../model/report.ts";
import { describePatches, describeScans } from "../patching/counts.ts";
import type { PatchCounts } from "../../model/patch.ts";
import { plainLine } from "../../model/text.ts";
import { speaksOfFailure } from "./status.ts";
import {
  describeResults,
  describeHarm,
  describeOnly,
  describeTotal,
  plural,
  type Noun,
} from "../../model/words.ts";

/** The evidence that a level is judged by. */
export interface LevelEvidence extends AwsProgress {
  readonly level: "execution" | "task" | "invocation";
  /** The counts of its rows. */
  readonly counts: Counts;
  /** The noun for its rows. */
  readonly noun: Noun;
  /** The verdicts of the next lower level. Empty for an invocation. */
  readonly parts: readonly Verdict[];
  /** Number of those levels that did not pass without a row that shows why. */
  readonly badParts: number;
  /** The rows by patch result. Default: no row has one. */
  readonly patches?: PatchCounts | undefined;
  /** Whether the patch state of rows was not requested. Default: false. */
  readonly skipsPatches?: boolean | undefined;
  /** Whether everything below has been read. */
  readonly read: boolean;
  /** Whether the execution has ended although parts of it have not; those count as unknown. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** `All 40 machines passed`. */
export const allPassed = ({ counts, noun }: LevelEvidence): string =>
  counts.total === 1 ? describeOnly(counts, noun) : `All ${plural(counts.total, noun)} passed`;

/** `All 40 machines passed`, or the counts of those that did not. */
export const passedInWords = (evidence: LevelEvidence): string =>
  evidence.counts.exact && evidence.counts.results.passed === evidence.counts.total
    ? allPassed(evidence)
    : rowsInWords(evidence);

/** The sentence for a patch run without patch state. */
export const PATCHES_SKIPPED = "Patch state was not requested.";

/** The sentence about patches after a reason. Empty without patch results. */
export const patchSentence = ({ patches, skipsPatches = false, read }: LevelEvidence): string => {
  if (skipsPatches) return ` ${PATCHES_SKIPPED}`;
  if (patches === undefined || !read) return "";
  const scans = describeScans(patches);
  const others = describePatches(patches, (outcome) => outcome !== "scanned" && outcome !== "running");
  return [
    others === "" ? "" : ` Patches: ${others}.`,
    scans === undefined ? "" : ` ${upperFirst(scans)}.`,
  ].join("");
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The nouns for the parts of a level. */
export const partNouns = { execution: "task", task: "invocation", invocation: "machine" } as const;

/** The reasons of the verdict EMPTY. */
export const emptyReasons = {
  execution: ({ parts }: LevelEvidence) =>
    parts.length === 0
      ? "It had no tasks to run."
      : `None of its ${plural(parts.length, "task")} ran on any target.`,
  task: ({ parts }: LevelEvidence) =>
    parts.length === 0 ? "No targets matched." : "None of its invocations ran on any target.",
  invocation: () => "It did not run on any target.",
} as const;

/** The results so far of a level that has not ended. Empty without rows. */
export const soFar = (evidence: LevelEvidence): string => {
  const { counts } = evidence;
  if (counts.total === 0) return "";
  return `: ${badOf(counts) === 0 ? describeResults(counts) : lowerFirst(harmInWords(evidence))}`;
};

/** `3 of 40 machines failed`, or the result of the only machine. */
const harmInWords = (evidence: LevelEvidence): string => {
  const { counts, noun } = evidence;
  return counts.total === 1 && counts.exact ? rowsInWords(evidence) : describeHarm(counts, noun);
};

/** `36 of 40 machines passed: 3 failed, 1 timed out`. */
export const rowsInWords = ({ counts, noun }: LevelEvidence): string => {
  if (counts.total === 0) return nothingInWords(counts, "Nothing ran");
  const { passed } = counts.results;
  if (counts.total === 1 && counts.exact) return describeOnly(counts, noun);
  const none = passed === 0 ? "None" : `${passed}`;
  const rest = describeResults({ ...counts, results: { ...counts.results, passed: 0 } });
  return `${none} of ${describeTotal(counts, noun)} passed${rest === "" ? "" : `: ${rest}`}`;
};

/** For a level with a bad status and no rows. */
export const NOTHING_LISTED = "No results are listed";

/** Distinguishes a level without rows from one whose rows could not be read. */
export const nothingInWords = ({ exact }: Counts, nothing: string): string =>
  exact ? nothing : "It is unknown what ran";

/** Number of rows that did not pass, and of parts without a row that shows why. */
export const badInWords = (evidence: LevelEvidence): string => {
  const { level, badParts, parts, counts, noun } = evidence;
  const one = parts.length === 1 ? `the only ${partNouns[level]}` : undefined;
  const part = one ?? `${badParts} of ${plural(parts.length, partNouns[level])}`;
  if (counts.total === 0)
    return `${nothingInWords(counts, NOTHING_LISTED)}, but AWS reports that ${part} did not pass`;
  const rows = badOf(counts) === 0 ? rowsInWords(evidence) : harmInWords(evidence);
  return badParts === 0 ? rows : `${rows}; AWS reports that ${part} did not pass, but no ${noun} shows why`;
};

/** The sentence for a status SUCCESS that contradicts the verdict. */
export const awsWord = (evidence: LevelEvidence): string =>
  evidence.Status === "SUCCESS" ? ` AWS still reports ${inAwsWords(evidence)}.` : "";

/** `SUCCESS (Failed)`: AWS's status, with its details if they differ. */
export const inAwsWords = ({ Status, StatusDetails }: AwsProgress): string => {
  const status = plainLine(Status ?? "") || "no status";
  const details = plainLine(StatusDetails ?? "");
  const isNews =
    details !== "" && (details.toLowerCase() !== status.toLowerCase() || speaksOfFailure(details));
  return isNews ? `${status} (${details.replace(/\.$/u, "")})` : status;
};

/** Continues a sentence: starts with a lower-case letter. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
