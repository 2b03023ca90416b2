import type { InventoryFilter } from "@windowpane/core";
import { documentedError, type RequestContext } from "../request/context.ts";
import type { MachineInventory } from "./machine-inventory.ts";
import { readAttribute } from "./types.ts";

/** Tests whether a machine passes. */
export type InventoryTest = (machine: MachineInventory) => boolean;

/**
 * Reads inventory filters. A machine must pass every filter, with any one of its values, or with none for `NotEqual`. A
 * machine without the attribute passes no filter, not even `NotEqual`. `LessThan` and `GreaterThan` compare numbers if
 * both sides are numbers, otherwise text. All of this, and case sensitivity, is unverified.
 *
 * @throws ServiceError `InvalidFilter` for an unknown key, and for `Exists` without aggregators.
 */
export const readInventoryFilters = (
  filters: readonly InventoryFilter[],
  { isAggregating, context }: { readonly isAggregating: boolean; readonly context: RequestContext },
): InventoryTest => {
  const tests = filters.map((filter) => readFilter(filter, isAggregating, context));
  return (machine) => tests.every((test) => test(machine));
};

/** Filter key of instance IDs. */
export const INSTANCE_ID = "AWS:InstanceInformation.InstanceId";

const readFilter = (
  { Key, Values, Type = "Equal" }: InventoryFilter,
  isAggregating: boolean,
  context: RequestContext,
): InventoryTest => {
  if (Type === "Exists" && !isAggregating) {
    throw documentedError("InvalidFilterKey", "The Exists filter must be used with aggregators.", context);
  }
  // From AWS's samples of groups: machines with an item of one of the types.
  if (Key === "TypeName" && Type === "Exists") {
    return (machine) => Values.some((type) => machine.entry(type) !== undefined);
  }
  const attribute = readAttribute(Key);
  if (attribute === undefined) {
    const text = `Filter key '${Key}' is not supported. Use TYPE.ATTRIBUTE, such as ${INSTANCE_ID}`;
    throw documentedError("InvalidFilterKey", text, context);
  }
  const passes = comparisons[Type];
  return (machine) => {
    const value = machine.entry(attribute.type)?.[attribute.name];
    return value !== undefined && passes(value, Values);
  };
};

const comparisons: Readonly<
  Record<NonNullable<InventoryFilter["Type"]>, (value: string, wanted: readonly string[]) => boolean>
> = {
  Equal: (value, wanted) => wanted.includes(value),
  NotEqual: (value, wanted) => !wanted.includes(value),
  BeginWith: (value, wanted) => wanted.some((start) => value.startsWith(start)),
  LessThan: (value, wanted) => wanted.some((limit) => compare(value, limit) < 0),
  GreaterThan: (value, wanted) => wanted.some((limit) => compare(value, limit) > 0),
  Exists: () => true,
};

const compare = (one: string, other: string): number => {
  const difference = Number(one) - Number(other);
  if (!Number.isNaN(difference) && one !== "" && other !== "") return difference;
  return one < other ? -1 : one > other ? 1 : 0;
};
