/** The counts of a patch state, and their words. */
import { isFailedScan } from "./belonging.ts";
import type { PatchOutcome, PatchState } from "../../model/patch.ts";

/** The worst result in the counts of a state. Undefined if they have no noncompliant patches. */
export const worstOf = (state: PatchState): PatchOutcome | undefined => {
  if (positive(state.FailedCount)) return "failed";
  if (positive(state.MissingCount)) return "missing";
  if (positive(state.InstalledRejectedCount)) return "rejected";
  return positive(state.InstalledPendingRebootCount) ? "rebootPending" : undefined;
};

const positive = (count: number | undefined): count is number => count !== undefined && count > 0;

/** Whether all counts of noncompliant patches are present. An absent count is unknown, not zero. */
export const hasAllCounts = (state: PatchState): boolean =>
  [
    state.MissingCount,
    state.FailedCount,
    state.InstalledRejectedCount,
    state.InstalledPendingRebootCount,
  ].every((count) => count !== undefined);

/** Whether any patches apply to the machine. If none do, it was not patched. */
export const appliesTo = ({ InstalledCount, InstalledOtherCount, NotApplicableCount }: PatchState): boolean =>
  positive(InstalledCount) || positive(InstalledOtherCount) || !positive(NotApplicableCount);

/** Whether a state has missing, failed, rejected or pending patches. */
export const needsPatches = (state: PatchState): boolean => nonCompliantWords(state) !== "";

/** `4 missing (1 critical, 2 security)`. Empty if no patches are missing, failed, rejected or pending. */
export const nonCompliantWords = (state: PatchState): string =>
  nonCompliantParts(state) ||
  // AWS can count more as noncompliant, such as security updates that are available but not approved.
  (nonCompliantBySeverity(state) > 0 ? `${nonCompliantBySeverity(state)} not compliant` : "");

/** A lower bound by severity: one patch can count as both critical and security. */
const nonCompliantBySeverity = (state: PatchState): number =>
  Math.max(
    state.CriticalNonCompliantCount ?? 0,
    state.SecurityNonCompliantCount ?? 0,
    state.OtherNonCompliantCount ?? 0,
  );

const nonCompliantParts = (state: PatchState): string =>
  withSeverity(
    [
      positive(state.FailedCount) ? `${state.FailedCount} failed` : "",
      positive(state.MissingCount) ? `${state.MissingCount} missing` : "",
      positive(state.InstalledRejectedCount) ? `${state.InstalledRejectedCount} rejected installed` : "",
      positive(state.InstalledPendingRebootCount)
        ? `${state.InstalledPendingRebootCount} pending a reboot`
        : "",
    ],
    state,
  );

/** The state after an installation: `still missing 4 (1 critical)`, `patched, reboot pending (5)`. */
export const leftWords = (worst: PatchOutcome, state: PatchState): string => {
  const { FailedCount, MissingCount, InstalledRejectedCount, InstalledPendingRebootCount } = state;
  if (worst === "rebootPending") return `patched, reboot pending (${InstalledPendingRebootCount})`;
  return withSeverity(
    [
      positive(FailedCount) ? `failed ${FailedCount}` : "",
      positive(MissingCount) ? `still missing ${MissingCount}` : "",
      positive(InstalledRejectedCount) ? `${InstalledRejectedCount} rejected installed` : "",
      positive(InstalledPendingRebootCount) ? `${InstalledPendingRebootCount} pending a reboot` : "",
    ],
    state,
  );
};

/** Adds the severities of all noncompliant patches. One patch can be both critical and security, so they do not add up. */
const withSeverity = (parts: readonly string[], state: PatchState): string => {
  const words = parts.filter((part) => part !== "");
  const severe = [
    positive(state.CriticalNonCompliantCount) ? `${state.CriticalNonCompliantCount} critical` : "",
    positive(state.SecurityNonCompliantCount) ? `${state.SecurityNonCompliantCount} security` : "",
  ].filter((part) => part !== "");
  if (words.length === 0 || severe.length === 0) return words.join(", ");
  return `${words.join(", ")} (${words.length === 1 ? "" : "in all "}${severe.join(", ")})`;
};

/** The newest state with its time, in brackets. Empty without useful counts. */
export const datedState = (state: PatchState | undefined): string => {
  if (state === undefined || isFailedScan(state)) return "";
  const open = nonCompliantWords(state);
  if (open === "" && !hasAllCounts(state)) return "";
  return ` (newest state, ${timeWords(state)}: ${open === "" ? "compliant" : open})`;
};

/** `2026-11-29 04:00 UTC`. */
export const timeWords = ({ OperationEndTime }: PatchState): string =>
  OperationEndTime === undefined
    ? "an unknown time"
    : `${OperationEndTime.toISOString().slice(0, 16).replace("T", " ")} UTC`;
