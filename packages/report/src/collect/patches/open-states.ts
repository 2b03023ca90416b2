/** The states of patches that make a machine noncompliant, and the requests that list them. */
import type { Item } from "@windowpane/core";
import { isFailedScan } from "../../judge/patching/belonging.ts";
import type { PatchOutcome, PatchState } from "../../model/patch.ts";

interface OpenState {
  /** The value in filters of DescribeInstancePatches. */
  readonly word: string;
  /** The value in AWS's model. */
  readonly value: string;
  readonly result: PatchOutcome;
  /** After a number: `2 failed`. */
  readonly words: string;
  readonly countOf: (state: PatchState) => number | undefined;
}

/** Worst first. */
const openStates: readonly OpenState[] = [
  {
    word: "Failed",
    value: "FAILED",
    result: "failed",
    words: "failed",
    countOf: ({ FailedCount }) => FailedCount,
  },
  {
    word: "Missing",
    value: "MISSING",
    result: "missing",
    words: "missing",
    countOf: ({ MissingCount }) => MissingCount,
  },
  {
    word: "InstalledRejected",
    value: "INSTALLED_REJECTED",
    result: "rejected",
    words: "rejected",
    countOf: ({ InstalledRejectedCount }) => InstalledRejectedCount,
  },
  {
    word: "InstalledPendingReboot",
    value: "INSTALLED_PENDING_REBOOT",
    result: "rebootPending",
    words: "pending a reboot",
    countOf: ({ InstalledPendingRebootCount }) => InstalledPendingRebootCount,
  },
];

const PATCHES_PER_PAGE = 100;

/** AWS returns both spellings: `Missing` and `MISSING`. */
const fold = (State: string | undefined): string => (State ?? "").replaceAll(/[^a-z]/giu, "").toUpperCase();

const byState: ReadonlyMap<string, OpenState> = new Map(openStates.map((one) => [fold(one.value), one]));

/** The patch result of a machine with a patch in this state. Undefined if the patch is compliant or does not apply. */
export const outcomeOfState = (State: string | undefined): PatchOutcome | undefined =>
  byState.get(fold(State))?.result;

/** Sort rank of a state in a list, worst first; compliant states last. */
export const rankOfState = (State: string | undefined): number => {
  const open = byState.get(fold(State));
  return open === undefined ? openStates.length : openStates.indexOf(open);
};

/** The noncompliant patches that machines count: `2 failed, 3 missing`. Empty without such patches or counts. */
export const describeOpenCounts = (states: Iterable<PatchState | undefined>): string => {
  const sums = openStates.map(() => 0);
  for (const state of states) {
    if (state === undefined || isFailedScan(state)) continue;
    for (const [index, { countOf }] of openStates.entries())
      sums[index] = (sums[index] ?? 0) + (countOf(state) ?? 0);
  }
  return wordsOf(sums);
};

/** The noncompliant patches that a machine's state counts and its complete list lacks: `2 failed`. Empty if the list has all. */
export const describeNotListed = (
  state: PatchState | undefined,
  listed: readonly { readonly State?: string | undefined }[],
): string => {
  if (state === undefined || isFailedScan(state)) return "";
  return wordsOf(
    openStates.map(({ result, countOf }) => {
      const count = countOf(state) ?? 0;
      const found = listed.filter(({ State }) => outcomeOfState(State) === result).length;
      return found < count ? count : 0;
    }),
  );
};

const wordsOf = (counts: readonly number[]): string =>
  openStates
    .map(({ words }, index) => ({ count: counts[index] ?? 0, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");

type Filters = readonly { readonly Key: string; readonly Values: string[] }[];

/**
 * The filters of the lists to read for the noncompliant patches of a machine: one list for each state with a count, or the
 * whole list if it has fewer pages. Without counts, one for each state. AWS does not document whether a filter takes several
 * states, so each state has its own request.
 */
export const openLists = (state: PatchState | undefined): readonly Filters[] => {
  const known = state === undefined || isFailedScan(state) ? {} : state;
  const wanted = openStates.filter(({ countOf }) => countOf(known) !== 0);
  const lists = wanted.map(({ word }) => [{ Key: "State", Values: [word] }]);
  const pages = wanted.reduce((sum, { countOf }) => sum + pagesOf(countOf(known) ?? 1), 0);
  const total = totalOf(known);
  return total !== undefined && pages > pagesOf(total) ? [[]] : lists;
};

const pagesOf = (count: number): number => Math.ceil(count / PATCHES_PER_PAGE);

/** Number of patches in the whole list. Undefined if a count is unknown. */
const totalOf = (state: PatchState): number | undefined => {
  const { InstalledCount, InstalledOtherCount, NotApplicableCount } = state;
  const counts = [
    ...[InstalledCount, InstalledOtherCount, NotApplicableCount],
    ...openStates.map(({ countOf }) => countOf(state)),
  ];
  let total = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
};

const severities = ["critical", "important", "high", "moderate", "medium", "low"] as const;

/** Sort rank of a severity in a list, most severe first; unknown severities last. */
export const rankOfSeverity = ({
  Severity = "",
}: Pick<Item<"DescribeInstancePatches">, "Severity">): number => {
  const rank = severities.findIndex((word) => word === Severity.toLowerCase());
  return rank < 0 ? severities.length : rank;
};
