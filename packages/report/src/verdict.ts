/** The one place that turns what was read into a verdict: one table, the same for every level. */
import { isFinalStatus } from "@windowpane/core";
import { badOf, isBad, openOf, type Counts } from "./bucket.ts";
import type { AwsProgress, Judgement, Verdict } from "./model.ts";
import { plainLine } from "./plain-text.ts";
import {
  describeNotPatched,
  describePatches,
  describeScans,
  describeUnproven,
  notPatchedIn,
} from "./patching/counts.ts";
import type { PatchCounts } from "./patching/model.ts";
import { speaksOfFailure, windowBucket } from "./status.ts";
import { describeBuckets, describeHarm, describeOnly, describeTotal, plural, type Noun } from "./words.ts";

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

/**
 * The verdict on an execution, a task or an invocation. It is green only when everything was read and every row passed,
 * and AWS says nothing else; what is known to be bad weighs more than what is not known.
 */
export const judge = (evidence: LevelEvidence): Judgement => {
  const { Status } = evidence;
  // The last rule holds for everything, so one is always found.
  const rule = rules.find(({ when }) => when(evidence)) ?? lastRule;
  const verdict = typeof rule.verdict === "function" ? rule.verdict(evidence) : rule.verdict;
  return {
    verdict,
    reason: `${rule.reason(evidence)}${patchesInWords(evidence, rule)}`,
    falseGreen:
      Status === "SUCCESS" && (verdict === "PARTIAL" || verdict === "FAILED" || verdict === "EMPTY"),
  };
};

/** Whether AWS's own word on a level is bad, by status or by details. */
export const isBadByAws = ({ Status, StatusDetails }: AwsProgress): boolean =>
  isBad(windowBucket(Status, StatusDetails));

interface Rule {
  readonly when: (evidence: LevelEvidence) => boolean;
  readonly verdict: Verdict | ((evidence: LevelEvidence) => Verdict);
  readonly reason: (evidence: LevelEvidence) => string;
  /** Whether the reason itself speaks of patches. Default: false. */
  readonly tellsPatches?: boolean;
}

const lastRule: Rule = {
  when: () => true,
  verdict: "PASSED",
  reason: (evidence) => {
    const { counts, patches } = evidence;
    const isPatched = patches !== undefined && patches.results.patched === counts.total;
    const patched = counts.total === 1 ? " and is patched" : " and are patched";
    return `${allPassed(evidence)}${isPatched ? patched : ""}.${isPatched ? "" : patchSentence(evidence)}`;
  },
  tellsPatches: true,
};

/** `All 40 machines passed`. */
const allPassed = ({ counts, noun }: LevelEvidence): string =>
  counts.total === 1 ? describeOnly(counts, noun) : `All ${plural(counts.total, noun)} passed`;

const rules: readonly Rule[] = [
  {
    // What such an execution holds is not documented; should it hold failures, they are judged as such.
    when: ({ Status, counts }) => Status === "SKIPPED_OVERLAPPING" && counts.total === 0,
    verdict: "SKIPPED",
    reason: () => "AWS skipped it, because the execution before it was still running.",
  },
  {
    when: (evidence) => isUnderWay(evidence),
    verdict: "RUNNING",
    reason: (evidence) =>
      evidence.Status === "PENDING" && evidence.counts.total === 0
        ? "It has not begun."
        : `Still running${soFar(evidence)}.`,
  },
  {
    when: ({ read }) => !read,
    verdict: "UNKNOWN",
    reason: (evidence) => `Still being read${soFar(evidence)}.`,
  },
  {
    // AWS's patch documents end with success although a machine is not patched.
    when: isPatchTrouble,
    verdict: "PARTIAL",
    reason: (evidence) => {
      const { patches } = evidence;
      if (patches === undefined) return `${rowsInWords(evidence)}.`;
      const more = patches.unproven === 0 ? "" : `; ${describeUnproven(patches)}`;
      return `${passedInWords(evidence)}, but ${describeNotPatched(patches)}${more}.${awsWord(evidence)}`;
    },
    tellsPatches: true,
  },
  {
    when: ({ counts, badParts, parts }) =>
      badOf(counts) + badParts > 0 || parts.includes("FAILED") || parts.includes("PARTIAL"),
    verdict: ({ counts, parts }) => mixture(counts, parts),
    reason: (evidence) => `${badInWords(evidence)}.${awsWord(evidence)}`,
  },
  {
    when: (evidence) => isBadByAws(evidence),
    verdict: ({ counts, parts }) => mixture(counts, parts),
    reason: (evidence) => {
      const { counts } = evidence;
      const rows = counts.total === 0 ? nothingInWords(counts, NOTHING_LISTED) : rowsInWords(evidence);
      return `AWS says ${inAwsWords(evidence)}. ${rows}.`;
    },
  },
  {
    when: ({ patches, counts, Status }) =>
      patches !== undefined &&
      patches.unproven > 0 &&
      // What else is not known weighs more.
      counts.buckets.unknown === 0 &&
      counts.exact &&
      isFinalStatus(Status),
    verdict: "UNKNOWN",
    reason: (evidence) =>
      evidence.patches === undefined
        ? `${rowsInWords(evidence)}.`
        : `${passedInWords(evidence)}, but ${describeUnproven(evidence.patches)}.`,
    tellsPatches: true,
  },
  {
    when: ({ counts, parts, Status }) =>
      counts.buckets.unknown > 0 || !counts.exact || parts.includes("UNKNOWN") || !isFinalStatus(Status),
    verdict: "UNKNOWN",
    reason: (evidence) => {
      const { Status } = evidence;
      if (Status === undefined) return `AWS's own status is not known. ${rowsInWords(evidence)}.`;
      if (evidence.isOver === true)
        return isFinalStatus(Status)
          ? `Not everything in it has an end, so it may hide failures: ${lowerFirst(rowsInWords(evidence))}.`
          : `The execution is over, but AWS never said how this ended: it says ${inAwsWords(evidence)}.`;
      if (!isFinalStatus(Status))
        return `AWS gives a status that is not known here: ${inAwsWords(evidence)}.`;
      return `Not everything could be read, so it may hide failures: ${lowerFirst(rowsInWords(evidence))}.`;
    },
  },
  {
    when: ({ counts }) => counts.total === 0,
    verdict: "EMPTY",
    reason: (evidence) => `${emptyReasons[evidence.level](evidence)}${awsWord(evidence)}`,
  },
  {
    when: ({ parts }) => parts.includes("EMPTY") || parts.includes("SKIPPED"),
    verdict: "PARTIAL",
    reason: (evidence) => {
      const empty = evidence.parts.filter((part) => part === "EMPTY" || part === "SKIPPED").length;
      return `${rowsInWords(evidence)}, but ${empty} of ${plural(evidence.parts.length, partNouns[evidence.level])} ran on nothing.`;
    },
  },
  lastRule,
];

/** Whether only patches are wrong: no row failed, AWS passed the level, and machines are not patched. */
function isPatchTrouble(evidence: LevelEvidence): boolean {
  const { counts, badParts, patches, parts } = evidence;
  if (patches === undefined || notPatchedIn(patches) === 0) return false;
  return badOf(counts) + badParts === 0 && !parts.includes("FAILED") && !isBadByAws(evidence);
}

const passedInWords = (evidence: LevelEvidence): string =>
  evidence.counts.exact && evidence.counts.buckets.passed === evidence.counts.total
    ? allPassed(evidence)
    : rowsInWords(evidence);

/** What the patches of the rows add to a reason that speaks of something else. */
const patchesInWords = (evidence: LevelEvidence, { tellsPatches = false }: Rule): string =>
  tellsPatches ? "" : patchSentence(evidence);

const patchSentence = ({ patches, skipsPatches = false, read }: LevelEvidence): string => {
  if (skipsPatches) return " Patch state was not requested.";
  if (patches === undefined || !read) return "";
  const scans = describeScans(patches);
  const others = describePatches(patches, (outcome) => outcome !== "scanned" && outcome !== "running");
  return [
    others === "" ? "" : ` Patches: ${others}.`,
    scans === undefined ? "" : ` ${upperFirst(scans)}.`,
  ].join("");
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isUnderWay = ({ Status, EndTime, counts, parts, isOver }: LevelEvidence): boolean => {
  if (isOver === true) return false;
  if (openOf(counts) > 0 || parts.includes("RUNNING")) return true;
  // What nothing of will run any more is over, though AWS leaves it in PENDING.
  if (counts.total > 0 && counts.buckets.neverRan === counts.total && Status === "PENDING") return false;
  // A status that nobody knows counts as running, but not when AWS gives an end beside it.
  return Status !== undefined && !isFinalStatus(Status) && EndTime === undefined;
};

const mixture = (counts: Counts, parts: readonly Verdict[]): Verdict =>
  counts.buckets.passed > 0 || parts.includes("PASSED") ? "PARTIAL" : "FAILED";

const partNouns = { execution: "task", task: "invocation", invocation: "machine" } as const;

const emptyReasons = {
  execution: ({ parts }: LevelEvidence) =>
    parts.length === 0
      ? "It had no tasks to run."
      : `None of its ${plural(parts.length, "task")} ran on anything.`,
  task: ({ parts }: LevelEvidence) =>
    parts.length === 0 ? "It ran on nothing: no target matched." : "None of its invocations ran on anything.",
  invocation: () => "It ran on nothing.",
} as const;

const soFar = ({ counts }: LevelEvidence): string => {
  if (counts.total === 0) return "";
  const bad = badOf(counts);
  return `${bad === 0 ? "" : `, ${bad} did not pass already`}: ${describeBuckets(counts)}`;
};

const rowsInWords = ({ counts, noun }: LevelEvidence): string => {
  if (counts.total === 0) return nothingInWords(counts, "Nothing ran");
  const { passed } = counts.buckets;
  if (counts.total === 1 && counts.exact) return describeOnly(counts, noun);
  const none = passed === 0 ? "None" : `${passed}`;
  const rest = describeBuckets({ ...counts, buckets: { ...counts.buckets, passed: 0 } });
  return `${none} of ${describeTotal(counts, noun)} passed${rest === "" ? "" : `: ${rest}`}`;
};

const NOTHING_LISTED = "Nothing ran that could be listed";

/** No rows because they could not be read are not the same as none. */
const nothingInWords = ({ exact }: Counts, nothing: string): string =>
  exact ? nothing : "What ran is not known";

const badInWords = (evidence: LevelEvidence): string => {
  const { level, badParts, parts, counts, noun } = evidence;
  const one = parts.length === 1 ? `the only ${partNouns[level]}` : undefined;
  const part = one ?? `${badParts} of ${plural(parts.length, partNouns[level])}`;
  if (counts.total === 0) return `${nothingInWords(counts, NOTHING_LISTED)}, and AWS did not pass ${part}`;
  const isOnly = counts.total === 1 && counts.exact;
  const rows = badOf(counts) === 0 || isOnly ? rowsInWords(evidence) : describeHarm(counts, noun);
  return badParts === 0 ? rows : `${rows}; AWS did not pass ${part}, and no ${noun} shows why`;
};

/** AWS's green over our red is worth a sentence. */
const awsWord = (evidence: LevelEvidence): string =>
  evidence.Status === "SUCCESS" ? ` AWS says ${inAwsWords(evidence)} all the same.` : "";

const inAwsWords = ({ Status, StatusDetails }: AwsProgress): string => {
  const status = plainLine(Status ?? "") || "nothing";
  const details = plainLine(StatusDetails ?? "");
  const isNews =
    details !== "" && (details.toLowerCase() !== status.toLowerCase() || speaksOfFailure(details));
  return isNews ? `${status} (${details.replace(/\.$/u, "")})` : status;
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
