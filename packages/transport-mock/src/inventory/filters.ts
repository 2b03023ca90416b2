import type { InventoryFilter } from "@windowpane/core";
import { refuseAs, type RequestContext } from "../request/context.ts";
import type { MachineInventory } from "./machine-inventory.ts";
import { readAttribute } from "./types.ts";

/** Whether a machine passes. */
export type InventoryTest = (machine: MachineInventory) => boolean;

/**
 * What inventory filters let through: a machine must pass every filter, with any one of its values (with `NotEqual`:
 * with none). A machine without the attribute passes no filter, not even `NotEqual`. `LessThan` and `GreaterThan` compare
 * as numbers if both sides are numbers, else as text. All of that, and that case matters, is unverified.
 *
 * @throws ServiceError `InvalidFilter` for a key that is not known, and for `Exists` outside of aggregators.
 */
export const readInventoryFilters = (
  filters: readonly InventoryFilter[],
  { isAggregating, context }: { readonly isAggregating: boolean; readonly context: RequestContext },
): InventoryTest => {
  const tests = filters.map((filter) => readFilter(filter, isAggregating, context));
  return (machine) => tests.every((test) => test(machine));
};

/** The key under which a machine is found by its ID. */
export const INSTANCE_ID = "AWS:InstanceInformation.InstanceId";

const readFilter = (
  { Key, Values, Type = "Equal" }: InventoryFilter,
  isAggregating: boolean,
  context: RequestContext,
): InventoryTest => {
  if (Type === "Exists" && !isAggregating) {
    throw refuseAs("InvalidFilterKey", "The Exists filter must be used with aggregators.", context);
  }
  // AWS's samples of groups: machines that have an item of one of the types.
  if (Key === "TypeName" && Type === "Exists") {
    return (machine) => Values.some((type) => machine.entry(type) !== undefined);
  }
  const attribute = readAttribute(Key);
  if (attribute === undefined) {
    const text = `Filter key '${Key}' is not supported. Give TYPE.ATTRIBUTE, such as ${INSTANCE_ID}`;
    throw refuseAs("InvalidFilterKey", text, context);
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
