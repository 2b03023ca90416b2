/** A promise that is awaited later; until then its failure must not count as nobody's. */
export const handled = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {});
  return promise;
};
