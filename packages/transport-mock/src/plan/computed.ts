/** Parts of a plan that are computed when they are read: planning 25,000 machine runs takes milliseconds. */
import type { Sequence } from "./plan.ts";

/** Wraps a function: the first call computes the value, later calls return it. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** Creates a list that maps the items of another list each time they are read. */
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
