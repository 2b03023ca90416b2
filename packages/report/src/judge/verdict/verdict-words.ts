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

/** What a level is judged by. */
export interface LevelEvidence extends AwsProgress {
  readonly level: "execution" | "task" | "invocation";
  /** The rows below it. */
  readonly counts: Counts;
  /** What the rows are called. */
  readonly noun: Noun;
  /** The verdicts of the levels right below it; none for an invocation. */
  readonly parts: readonly Verdict[];
  /** How many of those levels did not pass although no row below them says so. */
  readonly badParts: number;
  /** The rows by patch result. Default: none has one. */
  readonly patches?: PatchCounts | undefined;
  /** Whether the patch state of rows was not requested. Default: false. */
  readonly skipsPatches?: boolean | undefined;
  /** Whether everything below has been asked for. */
  readonly read: boolean;
  /** Whether the execution is over although something in it has no end; that counts as unknown. Default: false. */
  readonly isOver?: boolean | undefined;
}

/** `All 40 machines passed`. */
export const allPassed = ({ counts, noun }: LevelEvidence): string =>
  counts.total === 1 ? describeOnly(counts, noun) : `All ${plural(counts.total, noun)} passed`;

/** `All 40 machines passed`, or how many did not. */
export const passedInWords = (evidence: LevelEvidence): string =>
  evidence.counts.exact && evidence.counts.results.passed === evidence.counts.total
    ? allPassed(evidence)
    : rowsInWords(evidence);

/** Of a patch run whose machines' patch state was left out. */
export const PATCHES_SKIPPED = "Patch state was not requested.";

/** The sentence about patches that follows a reason; empty where there is nothing to say. */
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

/** What the parts of a level are called. */
export const partNouns = { execution: "task", task: "invocation", invocation: "machine" } as const;

/** Why a level ran on nothing. */
export const emptyReasons = {
  execution: ({ parts }: LevelEvidence) =>
    parts.length === 0
      ? "It had no tasks to run."
      : `None of its ${plural(parts.length, "task")} ran on anything.`,
  task: ({ parts }: LevelEvidence) =>
    parts.length === 0 ? "It ran on nothing: no target matched." : "None of its invocations ran on anything.",
  invocation: () => "It ran on nothing.",
} as const;

/** What is known of a level that has not ended; empty where nothing is. */
export const soFar = ({ counts }: LevelEvidence): string => {
  if (counts.total === 0) return "";
  const bad = badOf(counts);
  return `${bad === 0 ? "" : `, ${bad} did not pass already`}: ${describeResults(counts)}`;
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

/** For a level with a status that is bad and no rows. */
export const NOTHING_LISTED = "Nothing ran that could be listed";

/** No rows because they could not be read are not the same as none. */
export const nothingInWords = ({ exact }: Counts, nothing: string): string =>
  exact ? nothing : "What ran is not known";

/** How many rows did not pass, and how many parts without a row that shows why. */
export const badInWords = (evidence: LevelEvidence): string => {
  const { level, badParts, parts, counts, noun } = evidence;
  const one = parts.length === 1 ? `the only ${partNouns[level]}` : undefined;
  const part = one ?? `${badParts} of ${plural(parts.length, partNouns[level])}`;
  if (counts.total === 0) return `${nothingInWords(counts, NOTHING_LISTED)}, and AWS did not pass ${part}`;
  const isOnly = counts.total === 1 && counts.exact;
  const rows = badOf(counts) === 0 || isOnly ? rowsInWords(evidence) : describeHarm(counts, noun);
  return badParts === 0 ? rows : `${rows}; AWS did not pass ${part}, and no ${noun} shows why`;
};

/** AWS's green over our red is worth a sentence. */
export const awsWord = (evidence: LevelEvidence): string =>
  evidence.Status === "SUCCESS" ? ` AWS says ${inAwsWords(evidence)} all the same.` : "";

/** `SUCCESS (Failed)`: AWS's status with its details where they say more. */
export const inAwsWords = ({ Status, StatusDetails }: AwsProgress): string => {
  const status = plainLine(Status ?? "") || "nothing";
  const details = plainLine(StatusDetails ?? "");
  const isNews =
    details !== "" && (details.toLowerCase() !== status.toLowerCase() || speaksOfFailure(details));
  return isNews ? `${status} (${details.replace(/\.$/u, "")})` : status;
};

/** A sentence as the second half of another. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
