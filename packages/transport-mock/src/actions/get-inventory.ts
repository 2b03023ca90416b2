import type { Input, InventoryResultEntity } from "@windowpane/core";
import { INSTANCE_ID, readInventoryFilters, type InventoryTest } from "../inventory/filters.ts";
import { inventoryOf, type MachineInventory } from "../inventory/machine-inventory.ts";
import { tallyOf } from "../inventory/aggregate.ts";
import { isKnownType } from "../inventory/types.ts";
import type { RequestContext } from "../request/context.ts";
import { readPage } from "../request/page.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the inventory of machines in the order of the plan (unverified), or aggregates it. Terminated machines are kept for
 * 30 days. Machines without an item of the type are skipped, such as those that were never scanned for patches; so are all
 * machines for a type that the mock does not support. Unverified: an unknown type that starts with `AWS:` is an
 * `InvalidTypeNameException`; each aggregator has its own entity.
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
    throw context.serviceError("InvalidTypeNameException", `The inventory type ${unknown} does not exist.`);
  }
  const { items, rest } = readPage(
    input,
    { end: machines.length, at: (index) => entityOf(machines.at(index), types, passes) },
    context,
  );
  return { Entities: items, ...rest };
};

/** The documented default. */
const DEFAULT_TYPE = "AWS:InstanceInformation";

/** Retention of a terminated machine's inventory, in milliseconds. */
const RETENTION = 30 * 24 * 3_600_000;

interface InventoryCandidates {
  readonly length: number;
  at(index: number): MachineInventory | undefined;
}

/** All machines, or those whose IDs are in the filters: an account may have a million. */
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
