import type { InventoryAggregator, InventoryGroup, InventoryResultEntity } from "@windowpane/core";
import type { RequestContext } from "../request/context.ts";
import { readInventoryFilters, type InventoryTest } from "./filters.ts";
import type { MachineInventory } from "./machine-inventory.ts";
import { readAttribute, type InventoryAttribute } from "./types.ts";

/** Counts machines one by one, so that a million need no memory. */
export interface InventoryTally {
  add(machine: MachineInventory): void;
  /** The counts as the service returns them. */
  entity(): InventoryResultEntity;
}

/**
 * Creates the tally of an aggregator: by the values of an attribute and nested attributes, or by groups. Counts are
 * strings without `Id` and `SchemaVersion`, as in AWS's samples. Unverified: counts are sorted by value, and machines
 * without the attribute are not counted.
 *
 * @throws ServiceError `InvalidAggregatorException` for an unknown expression or an expression with groups,
 * `InvalidInventoryGroupException` for duplicate group names, `InvalidFilter` for an invalid filter of a group.
 */
export const tallyOf = (
  { Expression, Aggregators = [], Groups = [] }: InventoryAggregator,
  context: RequestContext,
): InventoryTally => {
  if ((Expression === undefined) === (Groups.length === 0)) {
    throw context.serviceError(
      "InvalidAggregatorException",
      "An aggregator requires either an expression or groups.",
    );
  }
  return Expression === undefined
    ? groupTally(Groups, context)
    : valueTally(pathsOf({ Expression, Aggregators }, context));
};

/** The attributes on each path from an aggregator to an innermost one. */
const pathsOf = (
  { Expression = "", Aggregators = [], Groups = [] }: InventoryAggregator,
  context: RequestContext,
): readonly (readonly InventoryAttribute[])[] => {
  const attribute = readAttribute(Expression);
  if (attribute === undefined || Groups.length > 0) {
    const text =
      attribute === undefined
        ? `The expression '${Expression}' is not supported. Use TYPE.ATTRIBUTE.`
        : "Groups can't be nested in an expression.";
    throw context.serviceError("InvalidAggregatorException", text);
  }
  if (Aggregators.length === 0) return [[attribute]];
  return Aggregators.flatMap((inner) => pathsOf(inner, context)).map((path) => [attribute, ...path]);
};

const valueTally = (paths: readonly (readonly InventoryAttribute[])[]): InventoryTally => {
  const type = paths[0]?.[0]?.type ?? "";
  const counted = paths.map((path) => ({ path, counts: new Map<string, number>() }));
  return {
    add: (machine) => {
      for (const { path, counts } of counted) {
        const values = path.map(({ type: of, name }) => machine.entry(of)?.[name]);
        if (values.includes(undefined)) continue;
        const key = JSON.stringify(values);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    },
    entity: () => ({ Data: { [type]: { Content: counted.flatMap(contentOf) } } }),
  };
};

const contentOf = ({
  path,
  counts,
}: {
  readonly path: readonly InventoryAttribute[];
  readonly counts: ReadonlyMap<string, number>;
}): Record<string, string>[] =>
  [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, count]) => {
      // The key was made from the values of the path above.
      const values = JSON.parse(key) as readonly string[];
      const content: Record<string, string> = { Count: String(count) };
      for (const [index, { name }] of path.entries()) content[name] = values[index] ?? "";
      return content;
    });

const groupTally = (groups: readonly InventoryGroup[], context: RequestContext): InventoryTally => {
  if (new Set(groups.map(({ Name }) => Name)).size < groups.length) {
    throw context.serviceError("InvalidInventoryGroupException", "Two groups have the same name.");
  }
  const counted = groups.map(
    ({ Name, Filters }): { Name: string; passes: InventoryTest; in: number; out: number } => ({
      Name,
      passes: readInventoryFilters(Filters, { isAggregating: true, context }),
      in: 0,
      out: 0,
    }),
  );
  return {
    add: (machine) => {
      for (const group of counted) group[group.passes(machine) ? "in" : "out"] += 1;
    },
    entity: () => ({
      Data: Object.fromEntries(
        counted.map((group) => [
          group.Name,
          { Content: [{ notMatchingCount: String(group.out) }, { matchingCount: String(group.in) }] },
        ]),
      ),
    }),
  };
};
