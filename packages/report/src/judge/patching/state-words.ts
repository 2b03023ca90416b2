/** The counts of a patch state: what they say, and in words. */
import { isFailedScan } from "./belonging.ts";
import type { PatchOutcome, PatchState } from "../../model/patch.ts";

/** The worst that a state counts; undefined where it counts nothing that is not in order. */
export const worstOf = (state: PatchState): PatchOutcome | undefined => {
  if (positive(state.FailedCount)) return "failed";
  if (positive(state.MissingCount)) return "missing";
  if (positive(state.InstalledRejectedCount)) return "rejected";
  return positive(state.InstalledPendingRebootCount) ? "rebootPending" : undefined;
};

const positive = (count: number | undefined): count is number => count !== undefined && count > 0;

/** Whether all counts of what is not compliant are reported. An absent one is unknown, not zero. */
export const hasAllCounts = (state: PatchState): boolean =>
  [
    state.MissingCount,
    state.FailedCount,
    state.InstalledRejectedCount,
    state.InstalledPendingRebootCount,
  ].every((count) => count !== undefined);

/** Whether a machine has more than patches that do not apply: with those alone, nothing was patched. */
export const appliesTo = ({ InstalledCount, InstalledOtherCount, NotApplicableCount }: PatchState): boolean =>
  positive(InstalledCount) || positive(InstalledOtherCount) || !positive(NotApplicableCount);

/** Whether a state has anything missing, failed, rejected or pending. */
export const needsPatches = (state: PatchState): boolean => nonCompliantWords(state) !== "";

/** `4 missing (1 critical, 2 security)`; empty where nothing is missing, failed, rejected or pending. */
export const nonCompliantWords = (state: PatchState): string =>
  nonCompliantParts(state) ||
  // AWS can count more as not compliant, such as security updates that are available and not approved.
  (nonCompliantBySeverity(state) > 0 ? `${nonCompliantBySeverity(state)} not compliant` : "");

/** By severity, at least: one patch can count as critical and as security. */
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

/** What an installation left: `still missing 4 (1 critical)`, `patched, reboot pending (5)`. */
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

/** AWS counts severities over all that is not compliant, and one patch may be critical and security: they do not add up. */
const withSeverity = (parts: readonly string[], state: PatchState): string => {
  const words = parts.filter((part) => part !== "");
  const grave = [
    positive(state.CriticalNonCompliantCount) ? `${state.CriticalNonCompliantCount} critical` : "",
    positive(state.SecurityNonCompliantCount) ? `${state.SecurityNonCompliantCount} security` : "",
  ].filter((part) => part !== "");
  if (words.length === 0 || grave.length === 0) return words.join(", ");
  return `${words.join(", ")} (${words.length === 1 ? "" : "in all "}${grave.join(", ")})`;
};

/** The newest state with its time, in brackets; empty where it tells nothing. */
export const datedState = (state: PatchState | undefined): string => {
  if (state === undefined || isFailedScan(state)) return "";
  const open = nonCompliantWords(state);
  if (open === "" && !hasAllCounts(state)) return "";
  return ` (newest state, of ${timeWords(state)}: ${open === "" ? "compliant" : open})`;
};

/** `2026-11-29 04:00 UTC`. */
export const timeWords = ({ OperationEndTime }: PatchState): string =>
  OperationEndTime === undefined
    ? "an unknown time"
    : `${OperationEndTime.toISOString().slice(0, 16).replace("T", " ")} UTC`;
