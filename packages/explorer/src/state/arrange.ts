import type { Column } from "../model/column.ts";
import type { ScreenRow } from "../model/content.ts";
import type { Screen } from "../model/screen.ts";
import type { View } from "./view.ts";

/** What choosing rows needs besides the view. */
export interface RowOptions {
  readonly screen: Screen;
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. Default: times are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/** The rows of the content that the view's filter and its choice of failures leave. */
export type ChooseRows = (view: View, options: RowOptions) => readonly ScreenRow[];

/** What arranging needs besides the view. */
export interface ArrangeOptions extends RowOptions {
  /** Number of rows that fit in the viewport. */
  readonly height: number;
  readonly chooseRows?: ChooseRows | undefined;
}

/**
 * The view with its rows filtered and sorted. The selected row stays selected wherever it is; when it is gone,
 * the row at its position is selected.
 */
export const arrange = (view: View, options: ArrangeOptions): View => {
  const { screen, height, chooseRows } = options;
  const { content, applied, onlyBad } = view;
  const isWhole = chooseRows === undefined || (applied === "" && !onlyBad);
  const rows = sorted(isWhole ? (content?.rows ?? []) : chooseRows(view, options), view, screen);
  const kept = view.selected === undefined ? 0 : rows.findIndex(({ id }) => id === view.selected);
  const index = kept >= 0 ? kept : Math.max(0, Math.min(view.index, rows.length - 1));
  // New rows above the selection must not move it in the viewport.
  const top = kept > 0 && view.selected !== undefined ? view.top + index - view.index : view.top;
  return keepInSight({ ...view, rows, index, top }, height);
};

/** The view scrolled so that its selected row is visible and the viewport is filled. */
export const keepInSight = (view: View, height: number): View => {
  const { index, rows } = view;
  const lowest = Math.max(0, rows.length - height);
  const top = Math.max(0, Math.min(Math.max(Math.min(view.top, index), index - height + 1), lowest));
  return top === view.top ? view : { ...view, top };
};

const sorted = (rows: readonly ScreenRow[], { sort }: View, { columns }: Screen): readonly ScreenRow[] => {
  const by = sort === undefined ? undefined : columns?.[sort.column]?.sortKey;
  if (sort === undefined || by === undefined) return rows;
  // Keys are made once per row, as making them is slower than comparing them.
  const keyed = rows.map((row) => ({ row, key: by(row.item) }));
  keyed.sort((one, other) => compare(one.key, other.key, sort.descending));
  return keyed.map(({ row }) => row);
};

/** The next shown column, and after the last one the screen's own order. A given column again is reversed once. */
export const nextSort = (
  { sort, content }: View,
  { columns = [] }: Screen,
  column = columns.findIndex(
    ({ sortKey, isShown }, index) =>
      sortKey !== undefined &&
      index > (sort?.column ?? -1) &&
      (content === undefined || isShown?.(content) !== false),
  ),
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
