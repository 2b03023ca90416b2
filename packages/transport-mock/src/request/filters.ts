import { parseTime } from "@windowpane/core";
import { refuseAs, type RequestContext } from "./context.ts";

/** Whether an item passes. */
export type ItemTest<Item> = (item: Item) => boolean;

/** Reads one value of a filter; refuses a value that the key does not take. */
export type FilterReader<Item> = (value: string, key: string, context: RequestContext) => ItemTest<Item>;

/** A filter of any of the family's shapes. */
export interface RequestFilter {
  readonly Key?: string | undefined;
  readonly Values?: readonly string[] | undefined;
}

/**
 * What a request's filters let through: an item must pass every filter, with any one of its values.
 *
 * A key that the operation does not document, a filter without values and a value that the key does not take are each
 * refused: with `InvalidFilterKey` or `InvalidFilterValue` where the operation documents them, else with a
 * `ValidationException`. What the service does there is unverified; an empty or unfiltered list would be mistaken for an
 * answer, so the mock is loud.
 *
 * @throws ServiceError as said.
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
      throw refuseAs("InvalidFilterKey", text, context);
    }
    if (Values.length === 0) throw refuseAs("InvalidFilterValue", `Filter '${Key}' has no values`, context);
    return anyOf(Values.map((value) => read(value, Key, context)));
  });
  return allOf(tests);
};

/** A value that an item has, letter by letter. */
export const equalTo =
  <Item>(read: (item: Item) => string | undefined): FilterReader<Item> =>
  (value) =>
  (item) =>
    read(item) === value;

/** One of the words that the key takes. */
export const wordOf =
  <Item>(words: readonly string[], read: (item: Item) => string | undefined): FilterReader<Item> =>
  (value, key, context) => {
    if (!words.includes(value)) {
      const text = `Filter '${key}' does not support the value '${value}'. Supported values: ${words.join(", ")}`;
      throw refuseAs("InvalidFilterValue", text, context);
    }
    return (item) => read(item) === value;
  };

/**
 * A time in ISO 8601 that an item's time comes before. (AWS's words on "after" include the time itself, so "before"
 * leaves it out; unverified.)
 */
export const before =
  <Item>(read: (item: Item) => Date | undefined): FilterReader<Item> =>
  (value, key, context) => {
    const limit = timeOf(value, key, context);
    return (item) => (read(item)?.getTime() ?? Infinity) < limit;
  };

/** A time in ISO 8601 that an item's time is, or comes after. */
export const after =
  <Item>(read: (item: Item) => Date | undefined): FilterReader<Item> =>
  (value, key, context) => {
    const limit = timeOf(value, key, context);
    return (item) => (read(item)?.getTime() ?? -Infinity) >= limit;
  };

const timeOf = (value: string, key: string, context: RequestContext): number => {
  // People may write a time with spaces; AWS's form has none.
  const time = /\s/.test(value) ? undefined : parseTime(value);
  if (time !== undefined && "value" in time) return time.value.getTime();
  const text = `Filter '${key}' needs a date and time in ISO 8601, such as 2024-11-04T05:00:00Z`;
  throw refuseAs("InvalidFilterValue", text, context);
};

const anyOf = <Item>(tests: readonly ItemTest<Item>[]): ItemTest<Item> => {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : (item) => tests.some((test) => test(item));
};

const allOf = <Item>(tests: readonly ItemTest<Item>[]): ItemTest<Item> => {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : (item) => tests.every((test) => test(item));
};
