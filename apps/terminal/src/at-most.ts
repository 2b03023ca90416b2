/** Does work for every item, so many at a time, and gives the results in the items' order. The first rejection ends it. */
export const atMost = async <Item, Result>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = new Map<number, Result>();
  const rest = items.entries();
  const worker = async (): Promise<void> => {
    for (const [place, item] of rest) results.set(place, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, worker));
  return [...results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
};
