/** Width requirements of a column. */
export interface ColumnWish {
  /** Minimum width in terminal cells. Columns are removed before another becomes narrower. Default: `wanted`. */
  readonly least?: number | undefined;
  /** Preferred width in terminal cells, such as the width of the widest value. Default: `least`. */
  readonly wanted?: number | undefined;
  /** Share of the remaining width. Default: 0. */
  readonly grow?: number | undefined;
  /** The column with the highest rank is removed first. 0: never removed. Default: 0. */
  readonly rank?: number | undefined;
  /** Whether all values are empty. Empty columns are removed first. Default: false. */
  readonly isEmpty?: boolean | undefined;
}

/**
 * Calculates the width of each column, or undefined for removed columns. First reduces columns to `least`, the least important
 * first, then removes them in the same order, then cuts the remaining columns from the right.
 *
 * @param line - `width` of the line, or undefined to give all columns their preferred width; `gap` is the width between two
 *   columns.
 */
export const fitColumns = (
  columns: readonly ColumnWish[],
  { width, gap }: { readonly width: number | undefined; readonly gap: number },
): readonly (number | undefined)[] => {
  if (width === undefined) return columns.map(wantedOf);
  const kept = new Set(columns.keys());
  const room = (): number => width - gap * Math.max(0, kept.size - 1);
  const needed = (of: (column: ColumnWish) => number): number =>
    columns.reduce((sum, column, index) => (kept.has(index) ? sum + of(column) : sum), 0);

  if (needed(wantedOf) > room()) {
    for (const [index, { isEmpty = false, rank = 0 }] of columns.entries()) {
      if (isEmpty && rank > 0) kept.delete(index);
    }
  }
  while (needed(leastOf) > room()) {
    const next = leastImportant(columns, kept);
    if (next === undefined) break;
    kept.delete(next);
  }
  return share(columns, kept, room());
};

const wantedOf = ({ least = 0, wanted = least }: ColumnWish): number => wanted;

const leastOf = (column: ColumnWish): number => Math.min(wantedOf(column), column.least ?? Infinity);

const leastImportant = (columns: readonly ColumnWish[], kept: ReadonlySet<number>): number | undefined => {
  let found: number | undefined;
  for (const index of kept) {
    const rank = columns[index]?.rank ?? 0;
    if (rank > 0 && rank >= (found === undefined ? 1 : (columns[found]?.rank ?? 0))) found = index;
  }
  return found;
};

/** Distributes the width: minimum widths, then preferred widths by importance, then shares. */
const share = (
  columns: readonly ColumnWish[],
  kept: ReadonlySet<number>,
  room: number,
): readonly (number | undefined)[] => {
  const widths = columns.map((column, index) => (kept.has(index) ? leastOf(column) : undefined));
  let free = room - widths.reduce<number>((sum, width = 0) => sum + width, 0);
  const byRank = [...kept].toSorted((one, other) => (columns[one]?.rank ?? 0) - (columns[other]?.rank ?? 0));
  for (const index of byRank) {
    const width = widths[index] ?? 0;
    const more = Math.max(0, Math.min(free, wantedOf(columns[index] ?? {}) - width));
    widths[index] = width + more;
    free -= more;
  }
  if (free > 0) growBy(free, columns, widths);
  if (free < 0) cutLast(widths, -free);
  return widths;
};

const growBy = (free: number, columns: readonly ColumnWish[], widths: (number | undefined)[]): void => {
  const growOf = (index: number): number => (widths[index] === undefined ? 0 : (columns[index]?.grow ?? 0));
  let left = free;
  let shares = columns.reduce((sum, _, index) => sum + growOf(index), 0);
  for (const index of columns.keys()) {
    const grow = growOf(index);
    if (grow === 0) continue;
    const more = Math.floor((left * grow) / shares);
    widths[index] = (widths[index] ?? 0) + more;
    left -= more;
    shares -= grow;
  }
};

/** Cuts columns from the right, down to a width of 1, if the line is too narrow for the remaining columns. */
const cutLast = (widths: (number | undefined)[], missing: number): void => {
  let left = missing;
  for (let index = widths.length - 1; index >= 0 && left > 0; index -= 1) {
    const width = widths[index];
    if (width === undefined) continue;
    const cut = Math.max(0, Math.min(left, width - 1));
    widths[index] = width - cut;
    left -= cut;
  }
};
