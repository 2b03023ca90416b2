import type { Sequence } from "./plan.ts";

/** A function that makes its value at the first call and returns the same value from then on. */
export const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

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
