/** The filter fields of a list, from its columns. */
import { parseFilter, type Fields, type Filter } from "@windowpane/core";
import { fieldsOfList } from "@windowpane/report";
import { valueText, type Column } from "../model/column.ts";

/** How filters are read besides the columns. */
export interface ReadFilterOptions {
  /** The columns of the list, whose fields apply. */
  readonly columns: readonly Column<never>[];
  /** What the rows are, in the plural: `machines`. */
  readonly noun: string;
  /** Current time. */
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. Default: times without a zone are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/**
 * Parses a filter over the rows of a list.
 *
 * @throws FilterSyntaxError when the list does not have a field, or the field cannot have a value.
 */
export const readListFilter = (text: string, { columns, ...options }: ReadFilterOptions): Filter =>
  parseFilter(text, { fields: fieldsOfColumns(columns), ...options });

/** The fields that the columns of a list declare. The first column with a name counts. */
export const fieldsOfColumns = (given: readonly Column<never>[]): Fields => {
  // The rows that reach the fields are those of the same list.
  const columns = given as unknown as readonly Column[];
  const before = known.get(columns);
  if (before !== undefined) return before;
  const owners = new Map(
    columns.flatMap((column) => (column.fields ?? []).map((field) => [field, column] as const)),
  );
  const fields = fieldsOfList([...owners.keys()], (field) => {
    const column = owners.get(field);
    return column === undefined ? undefined : (item, now) => valueText(column.value(item, now));
  });
  known.set(columns, fields);
  return fields;
};

const known = new WeakMap<readonly Column[], Fields>();
