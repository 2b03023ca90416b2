/** Patches that keep a machine from being compliant, and which requests list them. */
import type { Item } from "@windowpane/core";
import { isFailedScan } from "../../judge/patching/belonging.ts";
import type { PatchOutcome, PatchState } from "../../model/patch.ts";

interface OpenState {
  /** As filters of DescribeInstancePatches take it. */
  readonly word: string;
  /** As the model spells it. */
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

/** Both spellings of AWS occur: `Missing` and `MISSING`. */
const fold = (State: string | undefined): string => (State ?? "").replaceAll(/[^a-z]/giu, "").toUpperCase();

const byState: ReadonlyMap<string, OpenState> = new Map(openStates.map((one) => [fold(one.value), one]));

/** What a patch in this state makes of its machine; undefined for one that is compliant, or does not apply. */
export const outcomeOfState = (State: string | undefined): PatchOutcome | undefined =>
  byState.get(fold(State))?.result;

/** Where a state comes in a list; the compliant ones last. */
export const rankOfState = (State: string | undefined): number => {
  const open = byState.get(fold(State));
  return open === undefined ? openStates.length : openStates.indexOf(open);
};

/** What machines count that keeps them from being compliant: `2 failed, 3 missing`. Empty where they count nothing, or no count is known. */
export const describeOpenCounts = (states: Iterable<PatchState | undefined>): string => {
  const sums = openStates.map(() => 0);
  for (const state of states) {
    if (state === undefined || isFailedScan(state)) continue;
    for (const [place, { countOf }] of openStates.entries())
      sums[place] = (sums[place] ?? 0) + (countOf(state) ?? 0);
  }
  return wordsOf(sums);
};

/**
 * What a machine's state counts and its list, read to the end, shows too few of: `2 failed`. Empty where the list has all.
 */
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
    .map(({ words }, place) => ({ count: counts[place] ?? 0, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");

type Filters = readonly { readonly Key: string; readonly Values: string[] }[];

/**
 * The lists to read for the open patches of a machine, by their filters: one for each state that has any by the machine's
 * counts, or the whole list where that has fewer pages. Without counts, one for each state. Whether a filter takes several
 * states is not documented, so each has a request of its own.
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

/** How many patches the whole list has; undefined where not all counts are known. */
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

/** Where a severity comes in a list: the graver the sooner; words that are not known last. */
export const rankOfSeverity = ({
  Severity = "",
}: Pick<Item<"DescribeInstancePatches">, "Severity">): number => {
  const rank = severities.findIndex((word) => word === Severity.toLowerCase());
  return rank < 0 ? severities.length : rank;
};
