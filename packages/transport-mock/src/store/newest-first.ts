/** A list with what started last in front; what started together stays in the list's order. */
export const newestFirst = <Element extends { readonly start: Date }>(
  list: readonly Element[],
): readonly Element[] => list.toSorted((one, other) => other.start.getTime() - one.start.getTime());
