/** Patches by their number, for states in which only the counts matter. */
import type { PatchPlan, PatchPlanState } from "../../plan/managed-machine.ts";

/** How many patches a machine has of each state. Default of each: 0. */
export interface PatchRecipeCounts {
  readonly installed?: number;
  readonly installedOther?: number;
  readonly missing?: number;
  readonly failed?: number;
  readonly rejected?: number;
  readonly pendingReboot?: number;
  /** Windows only. */
  readonly notApplicable?: number;
  /** Windows only. */
  readonly availableSecurityUpdate?: number;
  /** Number of non-compliant ones that are critical; the first ones. */
  readonly critical?: number;
  /** Number of non-compliant ones that are of security; the first ones, so some are both. */
  readonly security?: number;
}

/** As many patches of each state; what is not compliant comes first. */
export const patchesByCount = (
  counts: PatchRecipeCounts,
  platform: "Linux" | "MacOS" | "Windows",
): readonly PatchPlan[] => {
  const { critical = 0, security = 0 } = counts;
  const states: readonly (readonly [PatchPlanState, number | undefined])[] = [
    ["Missing", counts.missing],
    ["Failed", counts.failed],
    ["InstalledRejected", counts.rejected],
    ["InstalledPendingReboot", counts.pendingReboot],
    ["Installed", counts.installed],
    ["InstalledOther", counts.installedOther],
    ["NotApplicable", counts.notApplicable],
    ["AvailableSecurityUpdate", counts.availableSecurityUpdate],
  ];
  return states
    .flatMap(([state, count = 0]) => Array.from({ length: count }, () => state))
    .map((State, index): PatchPlan => {
      const isSecurity = index < security;
      return {
        KBId: platform === "Windows" ? `KB${5_030_001 + index}` : `package-${index}.x86_64`,
        Title: `Update ${index}`,
        Classification: isSecurity ? (platform === "Windows" ? "SecurityUpdates" : "Security") : "Bugfix",
        Severity: index < critical ? "Critical" : "Low",
        ComplianceLevel: index < critical ? "CRITICAL" : "LOW",
        State,
        ...(isSecurity && { CVEIds: `CVE-2026-${1000 + index}` }),
      };
    });
};
