/** The table of verdicts, the same for every level. */
import { isFinalStatus } from "@windowpane/core";
import { badOf, isBad, openOf, type Counts } from "../../model/result.ts";
import type { AwsProgress, Judgement, Verdict } from "../../model/report.ts";
import { describeNotPatched, describeUnproven, notPatchedIn } from "../patching/counts.ts";
import { windowResult } from "./status.ts";
import {
  allPassed,
  awsWord,
  badInWords,
  emptyReasons,
  inAwsWords,
  lowerFirst,
  nothingInWords,
  NOTHING_LISTED,
  partNouns,
  passedInWords,
  patchSentence,
  rowsInWords,
  soFar,
  type LevelEvidence,
} from "./verdict-words.ts";
import { plural } from "../../model/words.ts";

/**
 * Judges an execution, a task or an invocation. The verdict is PASSED only if everything was read, every row passed and AWS's
 * status agrees. Known failures take precedence over unknown results.
 */
export const judge = (evidence: LevelEvidence): Judgement => {
  const { Status } = evidence;
  // The last rule always applies.
  const rule = rules.find(({ when }) => when(evidence)) ?? lastRule;
  const verdict = typeof rule.verdict === "function" ? rule.verdict(evidence) : rule.verdict;
  return {
    verdict,
    reason: `${rule.reason(evidence)}${patchesInWords(evidence, rule)}`,
    falseGreen:
      Status === "SUCCESS" && (verdict === "PARTIAL" || verdict === "FAILED" || verdict === "EMPTY"),
  };
};

/** Whether AWS reports a level as bad, by its status or its details. */
export const isBadByAws = ({ Status, StatusDetails }: AwsProgress): boolean =>
  isBad(windowResult(Status, StatusDetails));

interface Rule {
  readonly when: (evidence: LevelEvidence) => boolean;
  readonly verdict: Verdict | ((evidence: LevelEvidence) => Verdict);
  readonly reason: (evidence: LevelEvidence) => string;
  /** Whether the reason includes the patch results. Default: false. */
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

const rules: readonly Rule[] = [
  {
    // AWS does not document what such an execution contains. Failures in it are judged as failures.
    when: ({ Status, counts }) => Status === "SKIPPED_OVERLAPPING" && counts.total === 0,
    verdict: "SKIPPED",
    reason: () => "AWS skipped it because the previous execution was still running.",
  },
  {
    when: (evidence) => isUnderWay(evidence),
    verdict: "RUNNING",
    reason: (evidence) =>
      evidence.Status === "PENDING" && evidence.counts.total === 0
        ? "It has not started."
        : `Running${soFar(evidence)}.`,
  },
  {
    when: ({ read }) => !read,
    verdict: "UNKNOWN",
    reason: (evidence) => `Reading${soFar(evidence)}.`,
  },
  {
    // AWS's patch documents report success even if a machine is not patched.
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
      return `AWS reports ${inAwsWords(evidence)}. ${rows}.`;
    },
  },
  {
    when: ({ patches, counts, Status }) =>
      patches !== undefined &&
      patches.unproven > 0 &&
      // Other unknown results take precedence.
      counts.results.unknown === 0 &&
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
      counts.results.unknown > 0 || !counts.exact || parts.includes("UNKNOWN") || !isFinalStatus(Status),
    verdict: "UNKNOWN",
    reason: (evidence) => {
      const { Status } = evidence;
      if (Status === undefined) return `AWS's status is unknown. ${rowsInWords(evidence)}.`;
      if (evidence.isOver === true)
        return isFinalStatus(Status)
          ? `Some of it did not end, so there may be more failures: ${lowerFirst(rowsInWords(evidence))}.`
          : `The execution has ended, but AWS still reports ${inAwsWords(evidence)} for this.`;
      if (!isFinalStatus(Status)) return `AWS reports an unknown status: ${inAwsWords(evidence)}.`;
      return `Not everything could be read, so there may be more failures: ${lowerFirst(rowsInWords(evidence))}.`;
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
      return `${rowsInWords(evidence)}, but ${empty} of ${plural(evidence.parts.length, partNouns[evidence.level])} did not run on any target.`;
    },
  },
  lastRule,
];

/** Whether the only failure is missing patches: no row failed, AWS reports success, and machines are not patched. */
function isPatchTrouble(evidence: LevelEvidence): boolean {
  const { counts, badParts, patches, parts } = evidence;
  if (patches === undefined || notPatchedIn(patches) === 0) return false;
  return badOf(counts) + badParts === 0 && !parts.includes("FAILED") && !isBadByAws(evidence);
}

/** The patch results after a reason that does not include them. */
const patchesInWords = (evidence: LevelEvidence, { tellsPatches = false }: Rule): string =>
  tellsPatches ? "" : patchSentence(evidence);

const isUnderWay = ({ Status, EndTime, counts, parts, isOver }: LevelEvidence): boolean => {
  if (isOver === true) return false;
  if (openOf(counts) > 0 || parts.includes("RUNNING")) return true;
  // A PENDING level has ended if none of its rows will run.
  if (counts.total > 0 && counts.results.notRun === counts.total && Status === "PENDING") return false;
  // An unknown status counts as running unless there is an end time.
  return Status !== undefined && !isFinalStatus(Status) && EndTime === undefined;
};

const mixture = (counts: Counts, parts: readonly Verdict[]): Verdict =>
  counts.results.passed > 0 || parts.includes("PASSED") ? "PARTIAL" : "FAILED";
