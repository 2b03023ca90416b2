import type { InventoryAggregator, InventoryGroup, InventoryResultEntity } from "@windowpane/core";
import type { RequestContext } from "../request/context.ts";
import { readInventoryFilters, type InventoryTest } from "./filters.ts";
import type { MachineInventory } from "./machine-inventory.ts";
import { readAttribute, type InventoryAttribute } from "./types.ts";

/** Counts machines one by one, so that a million of them need no memory. */
export interface InventoryTally {
  add(machine: MachineInventory): void;
  /** The counts as the service returns them. */
  entity(): InventoryResultEntity;
}

/**
 * The tally of an aggregator: by the values of an attribute and, nested, of others; or by groups. Counts are texts, as in
 * AWS's samples, which have neither an `Id` nor a `SchemaVersion`. Unverified: the order of counts, which is that of
 * their values here, and that machines without the attribute are not counted.
 *
 * @throws ServiceError `InvalidAggregatorException` for an expression that is not known, or for one beside groups;
 * `InvalidInventoryGroupException` for two groups of one name; `InvalidFilter` for a filter of a group.
 */
export const tallyOf = (
  { Expression, Aggregators = [], Groups = [] }: InventoryAggregator,
  context: RequestContext,
): InventoryTally => {
  if ((Expression === undefined) === (Groups.length === 0)) {
    throw context.refuse(
      "InvalidAggregatorException",
      "An aggregator needs an expression or groups, not both.",
    );
  }
  return Expression === undefined
    ? groupTally(Groups, context)
    : valueTally(pathsOf({ Expression, Aggregators }, context));
};

/** The attributes from an aggregator down to each of its innermost ones. */
const pathsOf = (
  { Expression = "", Aggregators = [], Groups = [] }: InventoryAggregator,
  context: RequestContext,
): readonly (readonly InventoryAttribute[])[] => {
  const attribute = readAttribute(Expression);
  if (attribute === undefined || Groups.length > 0) {
    const text =
      attribute === undefined
        ? `The expression '${Expression}' is not supported. Give TYPE.ATTRIBUTE.`
        : "Groups can't be nested in an expression.";
    throw context.refuse("InvalidAggregatorException", text);
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
      // The key is the values of the path, written above.
      const values = JSON.parse(key) as readonly string[];
      const content: Record<string, string> = { Count: String(count) };
      for (const [index, { name }] of path.entries()) content[name] = values[index] ?? "";
      return content;
    });

const groupTally = (groups: readonly InventoryGroup[], context: RequestContext): InventoryTally => {
  if (new Set(groups.map(({ Name }) => Name)).size < groups.length) {
    throw context.refuse("InvalidInventoryGroupException", "Two groups have the same name.");
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
