/** Groups of machines that windows register as targets. */
import type { MaintenanceWindowTarget } from "@windowpane/core";
import type { FleetMachine } from "./fleet.ts";

/** A registered target and the machines that it selects. */
export interface TargetGroup extends Pick<MaintenanceWindowTarget, "OwnerInformation" | "Description"> {
  readonly Name: string;
  readonly ResourceType: "INSTANCE" | "RESOURCE_GROUP";
  readonly select: { readonly Key: string; readonly Values: readonly string[] };
  readonly machines: readonly FleetMachine[];
}

type TargetText = Pick<TargetGroup, "OwnerInformation" | "Description">;

/** Selects machines by tag. */
export const byTag = (
  Name: string,
  tag: string,
  value: string,
  machines: readonly FleetMachine[],
  words: TargetText = {},
): TargetGroup => ({
  Name,
  ResourceType: "INSTANCE",
  select: { Key: `tag:${tag}`, Values: [value] },
  machines,
  ...words,
});

/** Selects machines by ID; AWS accepts up to 50. */
export const byIds = (
  Name: string,
  machines: readonly FleetMachine[],
  words: TargetText = {},
): TargetGroup => ({
  Name,
  ResourceType: "INSTANCE",
  select: { Key: "InstanceIds", Values: machines.map(({ InstanceId }) => InstanceId) },
  machines,
  ...words,
});

/** Selects the machines of a resource group. */
export const byResourceGroup = (
  Name: string,
  machines: readonly FleetMachine[],
  words: TargetText = {},
): TargetGroup => ({
  Name,
  ResourceType: "RESOURCE_GROUP",
  select: { Key: "resource-groups:Name", Values: [Name] },
  machines,
  ...words,
});

/** The same registration with other machines, as when a tag selects different machines later. */
export const withMachines = (group: TargetGroup, machines: readonly FleetMachine[]): TargetGroup => ({
  ...group,
  machines,
});
