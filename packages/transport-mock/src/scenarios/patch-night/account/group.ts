/** Groups of machines, in the ways a window can register them as a target. */
import type { Item } from "@windowpane/core";
import type { FleetMachine } from "./fleet.ts";

type RegisteredTarget = Item<"DescribeMaintenanceWindowTargets">;

/** What a window registers as a target, and what that target finds. */
export interface TargetGroup extends Pick<RegisteredTarget, "OwnerInformation" | "Description"> {
  readonly Name: string;
  readonly ResourceType: "INSTANCE" | "RESOURCE_GROUP";
  readonly select: { readonly Key: string; readonly Values: readonly string[] };
  readonly machines: readonly FleetMachine[];
}

type TargetText = Pick<TargetGroup, "OwnerInformation" | "Description">;

/** The machines with a tag. */
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

/** These machines and no others; AWS takes at most 50. */
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

/** Whatever is in a resource group. */
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

/** The group with other machines: its registration stays the same, what it finds does not. */
export const withMachines = (group: TargetGroup, machines: readonly FleetMachine[]): TargetGroup => ({
  ...group,
  machines,
});
