import { parseTime } from "@windowpane/core";
import { documentedError, type RequestContext } from "./context.ts";

/** Tests whether an item passes. */
export type ItemTest<Item> = (item: Item) => boolean;

/** Reads one value of a filter. Throws for a value that the key does not support. */
export type FilterReader<Item> = (value: string, key: string, context: RequestContext) => ItemTest<Item>;

/** A filter, in any of the shapes that the operations use. */
export interface RequestFilter {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/**
 * Reads the filters of a request. An item must pass every filter, with any one of its values.
 *
 * Rejects a key that the operation does not document, a filter without values, and a value that the key does not support.
 * What the service does for these is unverified; an empty or unfiltered list would look like a valid result.
 *
 * @throws ServiceError `InvalidFilterKey` or `InvalidFilterValue` if the operation documents them, otherwise
 * `ValidationException`.
 */
export const readFilters = <Item>(
  filters: readonly RequestFilter[] | undefined,
  keys: Readonly<Record<string, FilterReader<Item>>>,
  context: RequestContext,
): ItemTest<Item> => {
  const tests = (filters ?? []).map(({ Key = "", Values = [] }) => {
    const read = Object.hasOwn(keys, Key) ? keys[Key] : undefined;
    if (read === undefined) {
      const known = Object.keys(keys).join(", ");
      const text = `Filter key '${Key}' is not supported. Supported keys: ${known}`;
      throw documentedError("InvalidFilterKey", text, context);
    }
    if (Values.length === 0)
      throw documentedError("InvalidFilterValue", `Filter '${Key}' has no values`, context);
    return anyOf(Values.map((value) => read(value, Key, context)));
  });
  return allOf(tests);
};

/** A value that must be equal to the item's. */
export const equalTo =
  <Item>(read: (item: Item) => string | undefined): FilterReader<Item> =>
  (value) =>
  (item) =>
    read(item) === value;

/** A value from a fixed list of words. */
export const wordOf =
  <Item>(words: readonly string[], read: (item: Item) => string | undefined): FilterReader<Item> =>
  (value, key, context) => {
    if (!words.includes(value)) {
      const text = `Filter '${key}' does not support the value '${value}'. Supported values: ${words.join(", ")}`;
      throw documentedError("InvalidFilterValue", text, context);
    }
    return (item) => read(item) === value;
  };

/**
 * A time in ISO 8601; the item's time must be earlier. (AWS documents that "after" includes the time itself, so "before"
 * excludes it; unverified.)
 */
export const before =
  <Item>(read: (item: Item) => Date | undefined): FilterReader<Item> =>
  (value, key, context) => {
    const limit = timeOf(value, key, context);
    return (item) => (read(item)?.getTime() ?? Infinity) < limit;
  };

/** A time in ISO 8601; the item's time must be equal or later. */
export const after =
  <Item>(read: (item: Item) => Date | undefined): FilterReader<Item> =>
  (value, key, context) => {
    const limit = timeOf(value, key, context);
    return (item) => (read(item)?.getTime() ?? -Infinity) >= limit;
  };

const timeOf = (value: string, key: string, context: RequestContext): number => {
  // `parseTime` accepts spaces, AWS's format does not.
  const time = /\s/.test(value) ? undefined : parseTime(value);
  if (time !== undefined && "value" in time) return time.value.getTime();
  const text = `Filter '${key}' needs a date and time in ISO 8601, such as 2024-11-04T05:00:00Z`;
  throw documentedError("InvalidFilterValue", text, context);
};

const anyOf = <Item>(tests: readonly ItemTest<Item>[]): ItemTest<Item> => {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : (item) => tests.some((test) => test(item));
};

const allOf = <Item>(tests: readonly ItemTest<Item>[]): ItemTest<Item> => {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : (item) => tests.every((test) => test(item));
};
