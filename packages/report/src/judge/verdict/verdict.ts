/** The one place that turns what was read into a verdict: one table, the same for every level. */
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
  isBad(windowResult(Status, StatusDetails));

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

/** What the patches of the rows add to a reason that speaks of something else. */
const patchesInWords = (evidence: LevelEvidence, { tellsPatches = false }: Rule): string =>
  tellsPatches ? "" : patchSentence(evidence);

const isUnderWay = ({ Status, EndTime, counts, parts, isOver }: LevelEvidence): boolean => {
  if (isOver === true) return false;
  if (openOf(counts) > 0 || parts.includes("RUNNING")) return true;
  // What nothing of will run any more is over, though AWS leaves it in PENDING.
  if (counts.total > 0 && counts.results.notRun === counts.total && Status === "PENDING") return false;
  // A status that nobody knows counts as running, but not when AWS gives an end beside it.
  return Status !== undefined && !isFinalStatus(Status) && EndTime === undefined;
};

const mixture = (counts: Counts, parts: readonly Verdict[]): Verdict =>
  counts.results.passed > 0 || parts.includes("PASSED") ? "PARTIAL" : "FAILED";
