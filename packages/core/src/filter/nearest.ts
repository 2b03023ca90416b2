/**
 * The candidates that a mistyped word most likely means, the best first: those that begin with it, else those that differ by few
 * letters. At most three. Case and punctuation do not matter.
 */
export const nearest = (word: string, candidates: readonly string[]): readonly string[] => {
  const wanted = fold(word);
  if (wanted.length < 2) return [];
  const begun = candidates.filter((candidate) => fold(candidate).startsWith(wanted));
  if (begun.length > 0) return begun.slice(0, 3);
  const most = wanted.length < 5 ? 1 : 2;
  const measured = candidates.map((candidate) => ({
    candidate,
    distance: distanceOf(wanted, fold(candidate)),
  }));
  const least = Math.min(most, ...measured.map(({ distance }) => distance));
  return measured.flatMap(({ candidate, distance }) => (distance === least ? [candidate] : [])).slice(0, 3);
};

const fold = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");

/** Number of letters to insert, remove, replace or swap with their neighbour. */
const distanceOf = (one: string, other: string): number => {
  // A word that is much longer or shorter was not mistyped.
  if (Math.abs(one.length - other.length) > 2) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
          ? (before[column - 2] ?? 0) + 1
          : Infinity;
      const edited = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + same,
      );
      current.push(Math.min(edited, swapped));
    }
    before = last;
    last = current;
  }
  return last[other.length] ?? Infinity;
};
