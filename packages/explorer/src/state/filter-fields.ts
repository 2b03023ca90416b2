/** The filter fields of a list, from its columns. */
import { filterFields, parseFilter, type Field, type Fields, type Filter } from "@windowpane/core";
import { valueText, type Column, type ColumnField } from "../model/column.ts";

/** How filters are read besides the columns. */
export interface ReadFilterOptions {
  readonly columns: readonly Column<never>[];
  /** What the rows are, in the plural: `machines`. */
  readonly noun: string;
  readonly now: Date;
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
  const fields: Record<string, Field> = {};
  for (const column of columns) {
    for (const field of column.fields ?? []) fields[field.name] ??= fieldOf(field, column);
  }
  known.set(columns, fields);
  return fields;
};

const known = new WeakMap<readonly Column[], Fields>();

const fieldOf = (own: ColumnField, column: Column): Field => {
  const base: Field | undefined = Object.hasOwn(filterFields, own.name)
    ? (filterFields as Fields)[own.name]
    : undefined;
  const read = own.read ?? base?.read ?? (base === undefined ? shownText(column) : undefined);
  const values = own.values ?? base?.values;
  return {
    kind: own.kind ?? base?.kind ?? "text",
    members: base?.members ?? [],
    about: own.about ?? base?.about ?? `text in ${own.name}`,
    aliases: [...(base?.aliases ?? []), ...(own.aliases ?? [])],
    ...(read === undefined ? {} : { read }),
    ...(values === undefined ? {} : { values }),
  };
};

const shownText =
  (column: Column) =>
  (item: object, now: Date): string =>
    valueText(column.value(item, now));
