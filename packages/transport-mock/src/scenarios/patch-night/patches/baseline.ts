/** Baselines, patch groups and snapshots of the account. */
import type { PatchOperationPlan } from "../../../plan/managed-machine.ts";
import type { Chance } from "../account/draw.ts";
import type { FleetMachine } from "../account/fleet.ts";

/** The baseline of a machine, and its patch group if it has one. */
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

/** The snapshot of the baselines: all commands of a window's execution share one. */
export const snapshotOf = (chance: Chance, WindowExecutionId: string): string =>
  chance.uuid(`snapshot/${WindowExecutionId}`);

/** The patch group of a machine: its tag PatchGroup. */
export const patchGroupOf = (name: string): string | undefined => {
  const role = name.replace(/-\d+$/, "");
  if (role.startsWith("db-")) return "databases";
  return ["web-prod", "app-prod", "win-iis", "win-fs", "win-sql"].includes(role) ? role : undefined;
};
