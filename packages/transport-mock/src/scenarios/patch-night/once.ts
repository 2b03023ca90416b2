/** What is made when it is first asked for: an account of 25,000 machine runs is planned before any of them is. */
import type { Sequence } from "../../plan.ts";

export { once } from "../../once.ts";

/** A list whose items are made, each time anew, from the items of another list. */
export const computed = <From, To>(
  from: readonly From[],
  make: (item: From, index: number) => To,
): Sequence<To> => ({
  length: from.length,
  at(index) {
    const item = from[index];
    return item === undefined ? undefined : make(item, index);
  },
});
