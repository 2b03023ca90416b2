import { operations, ServiceError, type PagedName } from "@windowpane/core";
import { filterKeys, type Test } from "./filter-keys.ts";

/**
 * What a request's filters let through: an item must pass every filter, with any one of its values.
 *
 * @throws ServiceError for a key that the list does not have, or a value that the key does not take: an empty list would be
 * mistaken for an answer.
 */
export const readFilters = (operation: PagedName, filters: readonly object[]): Test => {
  const known = filterKeys[operation];
  const tests = filters.map((filter) => {
    const { name, values } = read(filter);
    const key = known === undefined || !Object.hasOwn(known, name) ? undefined : known[name];
    if (key === undefined)
      throw refuse(operation, "InvalidFilterKey", `The snapshot cannot filter this list by '${name}'.`);
    if (values.length === 0) throw refuse(operation, "InvalidFilterValue", `Filter '${name}' has no values.`);
    return anyOf(
      values.map((value) => {
        const test = key(value);
        if (test !== undefined) return test;
        throw refuse(operation, "InvalidFilterValue", `Filter '${name}' does not take the value '${value}'.`);
      }),
    );
  });
  return (item) => tests.every((test) => test(item));
};

/** The family spells its filters in three ways. */
const read = (filter: object): { readonly name: string; readonly values: readonly string[] } => {
  // Their constraints were checked before the request got here.
  const {
    Key = "",
    key = Key,
    Values = [],
    value,
  } = filter as {
    readonly Key?: string;
    readonly key?: string;
    readonly Values?: readonly string[];
    readonly value?: string;
  };
  return { name: key, values: value === undefined ? Values : [value] };
};

const anyOf =
  (tests: readonly Test[]): Test =>
  (item) =>
    tests.some((test) => test(item));

/** A refusal of a list's request, by a code only where AWS documents it for the operation. */
export const refuse = (operation: PagedName, code: string, message: string): ServiceError =>
  new ServiceError(operation, {
    code: operations[operation].errors.includes(code) ? code : "ValidationException",
    message,
    status: 400,
  });
