import { isWindowpaneError, matchFilter } from "@windowpane/core";
import type { Column } from "../model/column.ts";
import type { ScreenRow } from "../model/content.ts";
import type { Screen } from "../model/screen.ts";
import { readListFilter } from "./filter-fields.ts";
import { holdsWords, withoutWords } from "./row-text.ts";
import type { View } from "./view.ts";

/** What arranging needs besides the view. */
export interface ArrangeOptions {
  readonly screen: Screen;
  readonly now: Date;
  /** Number of rows that fit in the viewport. */
  readonly height: number;
  /** Minutes that local time is ahead of UTC at an instant. Default: times are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/**
 * The view with its rows filtered and sorted. The selected row stays selected wherever it is; when it is gone,
 * the row at its position is selected.
 */
export const arrange = (view: View, options: ArrangeOptions): View => {
  const { screen, height } = options;
  const rows = sorted(filtered(view, options), view, screen);
  const kept = view.selected === undefined ? 0 : rows.findIndex(({ id }) => id === view.selected);
  const index = kept >= 0 ? kept : Math.max(0, Math.min(view.index, rows.length - 1));
  // New rows above the selection must not move it in the viewport.
  const top = kept > 0 && view.selected !== undefined ? view.top + index - view.index : view.top;
  return keepInSight({ ...view, rows, index, top }, height);
};

type FilterContext = Omit<ArrangeOptions, "height">;

/**
 * What a typed filter changes in the view. One that cannot be read leaves the rows unchanged.
 *
 * @param options - `others`: the filter without the term that is being typed, which applies while that term cannot be read.
 */
export const typedFilter = (
  text: string,
  view: View,
  { others, ...options }: FilterContext & { readonly others: string | undefined },
): Pick<View, "filter" | "applied" | "filterError"> => {
  const filterError = filterProblem(text, view, options);
  if (filterError === undefined) return { filter: text, applied: text, filterError };
  const isOk = others !== undefined && filterProblem(others, view, options) === undefined;
  return { filter: text, applied: isOk ? others : view.applied, filterError };
};

/** Why a filter cannot be read; undefined if it can. */
const filterProblem = (
  text: string,
  view: View,
  { screen, now, utcOffset }: FilterContext,
): string | undefined => {
  try {
    readListFilter(text, {
      columns: screen.columns ?? [],
      noun: view.content?.noun ?? "rows",
      now,
      utcOffset,
    });
    return undefined;
  } catch (error) {
    // The following lines repeat the filter with a mark; here the filter is visible above.
    if (isWindowpaneError(error) && error.kind === "filter-syntax")
      return error.message.split("\n", 1)[0] ?? error.message;
    throw error;
  }
};

/** The view scrolled so that its selected row is visible and the viewport is filled. */
export const keepInSight = (view: View, height: number): View => {
  const { index, rows } = view;
  const lowest = Math.max(0, rows.length - height);
  const top = Math.max(0, Math.min(Math.max(Math.min(view.top, index), index - height + 1), lowest));
  return top === view.top ? view : { ...view, top };
};

const filtered = (
  { content, applied, onlyBad }: View,
  { screen: { columns = [] }, now, utcOffset }: ArrangeOptions,
): readonly ScreenRow[] => {
  const rows = content?.rows ?? [];
  if (applied === "" && !onlyBad) return rows;
  const filter = readListFilter(applied, { columns, noun: content?.noun ?? "rows", now, utcOffset });
  const others = withoutWords(filter);
  const matches = others.terms.length === 0 ? undefined : matchFilter(others, { now });
  const holds =
    filter.terms.length === others.terms.length
      ? undefined
      : holdsWords(filter, rows, { columns, now, utcOffset });
  return rows.filter(
    ({ bad, item }, index) =>
      (!onlyBad || bad) && holds?.(index) !== false && (matches === undefined || matches(item)),
  );
};

const sorted = (rows: readonly ScreenRow[], { sort }: View, { columns }: Screen): readonly ScreenRow[] => {
  const by = sort === undefined ? undefined : columns?.[sort.column]?.sortKey;
  if (sort === undefined || by === undefined) return rows;
  // Keys are made once per row, as making them is slower than comparing them.
  const keyed = rows.map((row) => ({ row, key: by(row.item) }));
  keyed.sort((one, other) => compare(one.key, other.key, sort.descending));
  return keyed.map(({ row }) => row);
};

/** The next column, and after the last one the screen's own order. A given column again is reversed once. */
export const nextSort = (
  { sort }: View,
  { columns = [] }: Screen,
  column = columns.findIndex(({ sortKey }, index) => sortKey !== undefined && index > (sort?.column ?? -1)),
): View["sort"] => {
  const { sortKey, firstOrder } = columns[column] ?? {};
  const first = { column, descending: firstOrder === "descending" };
  if (sortKey === undefined) return undefined;
  if (sort?.column !== column) return first;
  return sort.descending === first.descending ? { column, descending: !first.descending } : undefined;
};

type Key = ReturnType<NonNullable<Column["sortKey"]>>;

/** Rows without a value come last in both directions. */
const compare = (one: Key, other: Key, descending: boolean): number => {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return (one < other ? -1 : 1) * (descending ? -1 : 1);
};
