import type { Column } from "../screen.ts";

/** Blank columns between two cells. */
export const gap = 2;

/**
 * How wide each column is on a line of so many columns; undefined for those that do not fit. It follows from the columns
 * alone and never from what stands in them, so that nothing moves sideways while one scrolls.
 */
export const fitColumns = (columns: readonly Column[], width: number): readonly (number | undefined)[] => {
  const kept = new Set(columns);
  const room = (): number => width - [...kept].reduce((sum, { least }) => sum + least, gap * (kept.size - 1));
  while (room() < 0 && kept.size > 1) {
    const next = [...kept].reduce((last, column) => ((column.rank ?? 0) >= (last.rank ?? 0) ? column : last));
    if ((next.rank ?? 0) === 0) break;
    kept.delete(next);
  }
  const widths = new Map([...kept].map((column) => [column, column.least]));
  // What is left goes first to columns that want more, in order of rank, then to those that grow.
  let left = Math.max(0, room());
  for (const column of [...kept].toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0))) {
    const more = Math.min(left, Math.max(0, (column.wants ?? column.least) - column.least));
    widths.set(column, column.least + more);
    left -= more;
  }
  const growing = [...kept].filter(({ grow = 0 }) => grow > 0);
  let shares = growing.reduce((sum, { grow = 0 }) => sum + grow, 0);
  for (const column of growing) {
    const share = Math.floor((left * (column.grow ?? 0)) / shares);
    widths.set(column, (widths.get(column) ?? 0) + share);
    left -= share;
    shares -= column.grow ?? 0;
  }
  return columns.map((column) => widths.get(column));
};
