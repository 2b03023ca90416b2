/** What a column asks for. */
export interface Wish {
  /** The width of its widest cell. */
  readonly wanted: number;
  /** Fewest columns it may be cut down to; undefined: it is never cut. */
  readonly least: number | undefined;
  /** The column with the highest rank goes first; 0 stays. */
  readonly rank: number;
  /** No cell has anything in it: it goes before all others. */
  readonly isEmpty: boolean;
}

/**
 * How wide each column becomes on a terminal of a width; undefined for those that are left out. What may be cut is cut
 * first, evenly; then columns go, the least important first; at the very end even the first one is cut.
 */
export const fitColumns = (
  wishes: readonly Wish[],
  { width, gap }: { readonly width: number | undefined; readonly gap: number },
): readonly (number | undefined)[] => {
  if (width === undefined) return wishes.map(({ wanted }) => wanted);
  const kept = new Set(wishes.keys());
  const room = (): number => width - gap * Math.max(0, kept.size - 1);
  const needed = (of: (wish: Wish) => number): number =>
    wishes.reduce((sum, wish, index) => (kept.has(index) ? sum + of(wish) : sum), 0);

  if (needed(wantedOf) > room()) {
    for (const [index, { isEmpty, rank }] of wishes.entries()) if (isEmpty && rank > 0) kept.delete(index);
  }
  while (needed(leastOf) > room()) {
    const next = leastImportant(wishes, kept);
    if (next === undefined) break;
    kept.delete(next);
  }
  return share(wishes, kept, room());
};

const wantedOf = ({ wanted }: Wish): number => wanted;

const leastOf = ({ wanted, least = wanted }: Wish): number => Math.min(wanted, least);

const leastImportant = (wishes: readonly Wish[], kept: ReadonlySet<number>): number | undefined => {
  let found: number | undefined;
  for (const index of kept) {
    const rank = wishes[index]?.rank ?? 0;
    if (rank > 0 && rank >= (found === undefined ? 1 : (wishes[found]?.rank ?? 0))) found = index;
  }
  return found;
};

/** Gives everyone its least and then, column by column of the terminal, more to whoever has the least and wants more. */
const share = (
  wishes: readonly Wish[],
  kept: ReadonlySet<number>,
  room: number,
): readonly (number | undefined)[] => {
  const widths = wishes.map((wish, index) => (kept.has(index) ? leastOf(wish) : undefined));
  let free = room - widths.reduce<number>((sum, width = 0) => sum + width, 0);
  while (free > 0) {
    const next = narrowest(wishes, widths);
    if (next === undefined) break;
    widths[next] = (widths[next] ?? 0) + 1;
    free -= 1;
  }
  if (free < 0) cutLast(widths, -free);
  return widths;
};

const narrowest = (wishes: readonly Wish[], widths: readonly (number | undefined)[]): number | undefined => {
  let found: number | undefined;
  for (const [index, width] of widths.entries()) {
    if (width === undefined || width >= (wishes[index]?.wanted ?? 0)) continue;
    if (found === undefined || width < (widths[found] ?? 0)) found = index;
  }
  return found;
};

/** On a terminal that is too narrow for what cannot be left out: cuts from the right. */
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
