/** Patch baselines, patch groups and snapshots of the account. */
import type { PatchOperationPlan } from "../../../plan/managed-machine.ts";
import type { Chance } from "../account/draw.ts";
import type { FleetMachine } from "../account/fleet.ts";

/** The baseline and the patch group of a machine. */
export const baselineOf = (
  { platform, name }: FleetMachine,
  chance: Chance,
): Pick<PatchOperationPlan, "BaselineId" | "PatchGroup"> => {
  const group = patchGroupOf(name);
  return {
    BaselineId: `pb-${chance.draw(`baseline/${platform}`).hex17()}`,
    ...(group !== undefined && { PatchGroup: group }),
  };
};

/** ID of the baseline snapshot, which all commands of a window's execution share. */
export const snapshotOf = (chance: Chance, WindowExecutionId: string): string =>
  chance.uuid(`snapshot/${WindowExecutionId}`);

/** The patch group of a machine, from its tag PatchGroup. */
export const patchGroupOf = (name: string): string | undefined => {
  const role = name.replace(/-\d+$/, "");
  if (role.startsWith("db-")) return "databases";
  return ["web-prod", "app-prod", "win-iis", "win-fs", "win-sql"].includes(role) ? role : undefined;
};
