/** Counts of patch results, and their words. */
import type { Machine } from "../../model/report.ts";
import { plural } from "../../model/words.ts";
import { needsPatches } from "./state-words.ts";
import {
  isNotPatched,
  patchOutcomes,
  type PatchBasis,
  type PatchCounts,
  type PatchOutcome,
  type PatchResult,
} from "../../model/patch.ts";

/** Counts rows by patch result. Undefined if no row has one. */
export const countPatches = (machines: Iterable<Pick<Machine, "patch">>): PatchCounts | undefined => {
  const results = noResults();
  let total = 0;
  let needPatches = 0;
  let unproven = 0;
  for (const { patch } of machines) {
    if (patch === undefined) continue;
    total += 1;
    results[patch.result] += 1;
    if (isUnproven(patch)) unproven += 1;
    if (patch.result === "scanned" && patch.state !== undefined && needsPatches(patch.state))
      needPatches += 1;
  }
  return total === 0 ? undefined : { total, results, needPatches, unproven };
};

/** Adds counts. Undefined if no part has any. */
export const addPatchCounts = (parts: Iterable<PatchCounts | undefined>): PatchCounts | undefined => {
  const results = noResults();
  let total = 0;
  let needPatches = 0;
  let unproven = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    for (const outcome of patchOutcomes) results[outcome] += part.results[outcome];
    total += part.total;
    needPatches += part.needPatches;
    unproven += part.unproven;
  }
  return total === 0 ? undefined : { total, results, needPatches, unproven };
};

const noResults = (): Record<PatchOutcome, number> => ({
  failed: 0,
  missing: 0,
  rejected: 0,
  rebootPending: 0,
  notRun: 0,
  unknown: 0,
  overwritten: 0,
  running: 0,
  scanned: 0,
  patched: 0,
});

/** Whether it is unknown if the run patched the machine or its scan worked. */
export const isUnproven = ({ result, scan }: PatchResult): boolean =>
  result === "unknown" || (result === "overwritten" && !scan);

/** Number of machines that are known not to be patched. */
export const notPatchedIn = ({ results }: PatchCounts): number =>
  patchOutcomes.reduce((sum, outcome) => sum + (isNotPatched({ result: outcome }) ? results[outcome] : 0), 0);

/** Patch results in words, for tables and counts. */
export const patchWords: Readonly<Record<PatchOutcome, string>> = {
  failed: "failed to install patches",
  missing: "still missing patches",
  rejected: "with rejected patches",
  rebootPending: "reboot pending",
  notRun: "not run",
  unknown: "unknown",
  overwritten: "overwritten",
  running: "running",
  scanned: "scanned",
  patched: "patched",
};

/** A patch result for a narrow column: the run's own counts, or why it has no counts. */
export const patchLabel = ({ result, basis, words }: PatchResult): string => {
  if (result === "overwritten") return "overwritten";
  if (result === "notRun") return "not run";
  return result === "unknown" ? unknownLabels[basis] : words;
};

const unknownLabels: Readonly<Record<PatchBasis, string>> = {
  "this-run": "unknown",
  "by-time": "unknown",
  later: "unknown",
  earlier: "not reported",
  clash: "two at once",
  none: "no patch state",
  unread: "not read",
};

/** `2 reboot pending, 1 still missing patches`: every wanted result with a count, worst first. */
export const describePatches = (
  { results }: PatchCounts,
  isWanted: (outcome: PatchOutcome) => boolean = () => true,
): string =>
  patchOutcomes
    .filter((outcome) => results[outcome] > 0 && isWanted(outcome))
    .map((outcome) => `${results[outcome]} ${patchWords[outcome]}`)
    .join(", ");

/** `3 are not patched: 2 reboot pending, 1 still missing patches`. */
export const describeNotPatched = (counts: PatchCounts): string => {
  const count = notPatchedIn(counts);
  return `${count} ${count === 1 ? "is" : "are"} not patched: ${describePatches(counts, (outcome) => isNotPatched({ result: outcome }))}`;
};

/** `2 have no certain patch result: 1 unknown, 1 overwritten`. */
export const describeUnproven = (counts: PatchCounts): string =>
  `${counts.unproven} ${counts.unproven === 1 ? "has" : "have"} no certain patch result: ${describePatches(
    counts,
    (outcome) => outcome === "unknown" || outcome === "overwritten",
  )}`;

/** `scan: 12 of 40 machines need patches`. Undefined without scans. */
export const describeScans = ({ results, needPatches }: PatchCounts): string | undefined =>
  results.scanned === 0
    ? undefined
    : `scan: ${needPatches} of ${plural(results.scanned, "machine")} ${needPatches === 1 ? "needs" : "need"} patches`;
