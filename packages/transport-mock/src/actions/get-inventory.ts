import type { Input, InventoryResultEntity } from "@windowpane/core";
import { INSTANCE_ID, readInventoryFilters, type InventoryTest } from "../inventory/filters.ts";
import { inventoryOf, type MachineInventory } from "../inventory/machine-inventory.ts";
import { tallyOf } from "../inventory/aggregate.ts";
import { isKnownType } from "../inventory/types.ts";
import type { RequestContext } from "../request/context.ts";
import { readPage } from "../request/page.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the inventory of machines in the order of the plan (unverified), or counts it. Terminated machines stay for 30
 * days. A machine without an item of the type, such as one that was never scanned for patches, is left out, and so is every
 * machine for a type that the service knows and the mock does not. Unverified: a type that starts with `AWS:` and is not known is an
 * `InvalidTypeNameException`; each aggregator has an entity of its own.
 */
export const getInventory: MockAction<"GetInventory"> = (input, context) => {
  const { Filters = [], Aggregators, ResultAttributes = [] } = input;
  const passes = readInventoryFilters(Filters, { isAggregating: Aggregators !== undefined, context });
  const machines = candidates(input, context);
  if (Aggregators !== undefined) {
    const tallies = Aggregators.map((aggregator) => tallyOf(aggregator, context));
    for (let index = 0; index < machines.length; index += 1) {
      const machine = machines.at(index);
      if (machine !== undefined && passes(machine)) for (const tally of tallies) tally.add(machine);
    }
    const entities = tallies.map((tally) => tally.entity());
    const { items, rest } = readPage(
      input,
      { end: entities.length, at: (index) => entities[index] },
      context,
    );
    return { Entities: items, ...rest };
  }
  const types =
    ResultAttributes.length === 0 ? [DEFAULT_TYPE] : ResultAttributes.map(({ TypeName }) => TypeName);
  const unknown = types.find((type) => !isKnownType(type));
  if (unknown !== undefined) {
    throw context.refuse("InvalidTypeNameException", `The inventory type ${unknown} does not exist.`);
  }
  const { items, rest } = readPage(
    input,
    { end: machines.length, at: (index) => entityOf(machines.at(index), types, passes) },
    context,
  );
  return { Entities: items, ...rest };
};

/** Documented. */
const DEFAULT_TYPE = "AWS:InstanceInformation";

/** How long the inventory of a terminated machine is kept, in milliseconds. */
const RETENTION = 30 * 24 * 3_600_000;

interface InventoryCandidates {
  readonly length: number;
  at(index: number): MachineInventory | undefined;
}

/** All machines, or those of the IDs in the filters: an account may have a million. */
const candidates = (
  { Filters = [] }: Input<"GetInventory">,
  context: RequestContext,
): InventoryCandidates => {
  const { machines } = context.store;
  const ids = Filters.find(({ Key, Type = "Equal" }) => Key === INSTANCE_ID && Type === "Equal")?.Values;
  const positions = ids === undefined ? undefined : machines.positionsOf(ids);
  return {
    length: positions?.length ?? machines.length,
    at: (index) => {
      const machine = machines.at(positions?.[index] ?? index);
      if (machine === undefined) return undefined;
      const { terminated } = machine;
      const isGone = terminated !== undefined && terminated.getTime() + RETENTION <= context.now;
      return isGone ? undefined : inventoryOf(machine, context);
    },
  };
};

const entityOf = (
  machine: MachineInventory | undefined,
  types: readonly string[],
  passes: InventoryTest,
): InventoryResultEntity | undefined => {
  if (machine === undefined || !passes(machine)) return undefined;
  const Data: InventoryResultEntity["Data"] = {};
  for (const type of types) {
    const item = machine.item(type);
    if (item !== undefined) Data[type] = item;
  }
  return Object.keys(Data).length === 0 ? undefined : { Id: machine.InstanceId, Data };
};
