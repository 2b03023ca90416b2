/** JMESPath's functions, with the arguments and results of the AWS CLI. */
import { isSame, isStructure, orderOf, type Structure } from "./compare.ts";
import {
  comparable,
  float,
  integer,
  isInteger,
  isNumber,
  numberText,
  parseNumber,
  sumOf,
  type QueryNumber,
} from "./number.ts";
import { asciiJson } from "./print.ts";
import { QueryValueError } from "./query-error.ts";

/** An expression passed to a function: `&Name`. */
export type Reference = (value: unknown) => unknown;

/**
 * Calls a function.
 *
 * @throws QueryValueError when there is no such function, or it does not accept the arguments.
 */
export const callFunction = (name: string, values: readonly unknown[]): unknown => {
  const row = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (row === undefined) {
    throw new QueryValueError(
      `there is no function ${name}(); the functions are ${Object.keys(functions).join(", ")}`,
    );
  }
  const { takes, more = false, call } = row;
  if (more ? values.length < takes.length : values.length !== takes.length) {
    const wanted = `${more ? "at least " : ""}${takes.length} argument${takes.length === 1 ? "" : "s"}`;
    throw new QueryValueError(`${name}() takes ${wanted}, not ${values.length}`);
  }
  values.forEach((value, index) => {
    const type = takes[index] ?? takes.at(-1) ?? "any";
    if (!accepts[type](value)) {
      throw new QueryValueError(`${name}() takes ${words[type]}, not ${describe(value)}`);
    }
  });
  // The types have been checked against the row.
  return call(...(values as never[]));
};

type Type = keyof typeof words;

interface FunctionRow {
  readonly takes: readonly Type[];
  /** Whether more arguments can follow. Default: false. */
  readonly more?: boolean;
  /** Takes what `takes` accepts. */
  readonly call: (...values: never[]) => unknown;
}

const words = {
  any: "anything",
  value: "a value",
  number: "a number",
  text: "a text",
  list: "a list",
  structure: "a structure",
  reference: "an expression such as &Name",
  numbers: "a list of numbers",
  texts: "a list of texts",
  ordered: "a list of numbers or of texts",
  sequence: "a list or a text",
  sized: "a text, a list or a structure",
} as const;

const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const accepts: Readonly<Record<Type, (value: unknown) => boolean>> = {
  any: () => true,
  value: (value) => typeof value !== "function",
  number: isNumber,
  text: isText,
  list: isList,
  structure: isStructure,
  reference: (value) => typeof value === "function",
  numbers: (value) => isList(value) && value.every(isNumber),
  texts: (value) => isList(value) && value.every(isText),
  ordered: (value) => isList(value) && (value.every(isNumber) || value.every(isText)),
  sequence: (value) => isList(value) || isText(value),
  sized: (value) => isList(value) || isText(value) || isStructure(value),
};

const functions: Readonly<Record<string, FunctionRow>> = {
  abs: { takes: ["number"], call: (value: QueryNumber) => absolute(value) },
  avg: {
    takes: ["numbers"],
    call: (values: readonly QueryNumber[]) =>
      values.length === 0 ? null : float(Number(comparable(sumOf(values))) / values.length),
  },
  ceil: { takes: ["number"], call: (value: QueryNumber) => rounded(value, Math.ceil) },
  contains: {
    takes: ["sequence", "value"],
    call: (subject: string | readonly unknown[], wanted: unknown) => {
      if (isList(subject)) return subject.some((item) => isSame(item, wanted));
      if (isText(wanted)) return subject.includes(wanted);
      throw new QueryValueError(`contains() cannot find ${describe(wanted)} in a text`);
    },
  },
  ends_with: { takes: ["text", "text"], call: (text: string, end: string) => text.endsWith(end) },
  floor: { takes: ["number"], call: (value: QueryNumber) => rounded(value, Math.floor) },
  join: { takes: ["text", "texts"], call: (glue: string, texts: readonly string[]) => texts.join(glue) },
  keys: { takes: ["structure"], call: (value: Structure) => Object.keys(value) },
  length: {
    takes: ["sized"],
    call: (value: string | readonly unknown[] | Structure) =>
      // Code points, not UTF-16.
      (isText(value) ? Array.from(value) : isList(value) ? value : Object.keys(value)).length,
  },
  map: {
    takes: ["reference", "list"],
    call: (reference: Reference, items: readonly unknown[]) => items.map((item) => reference(item)),
  },
  max: { takes: ["ordered"], call: (items: readonly unknown[]) => extreme(items, items, 1) },
  max_by: {
    takes: ["list", "reference"],
    call: (items: readonly unknown[], reference: Reference) =>
      extreme(items, keysOf("max_by", items, reference), 1),
  },
  merge: {
    takes: ["structure"],
    more: true,
    call: (...values: Structure[]) => Object.fromEntries(values.flatMap((value) => Object.entries(value))),
  },
  min: { takes: ["ordered"], call: (items: readonly unknown[]) => extreme(items, items, -1) },
  min_by: {
    takes: ["list", "reference"],
    call: (items: readonly unknown[], reference: Reference) =>
      extreme(items, keysOf("min_by", items, reference), -1),
  },
  not_null: {
    takes: ["value"],
    more: true,
    call: (...values: unknown[]) => values.find((value) => value !== null) ?? null,
  },
  reverse: {
    takes: ["sequence"],
    call: (value: string | readonly unknown[]) =>
      isText(value) ? Array.from(value).toReversed().join("") : value.toReversed(),
  },
  sort: { takes: ["ordered"], call: (items: readonly unknown[]) => items.toSorted(orderOf) },
  sort_by: {
    takes: ["list", "reference"],
    call: (items: readonly unknown[], reference: Reference) => {
      const keys = keysOf("sort_by", items, reference);
      return items
        .map((item, index) => ({ item, key: keys[index] }))
        .toSorted((one, other) => orderOf(one.key, other.key))
        .map(({ item }) => item);
    },
  },
  starts_with: { takes: ["text", "text"], call: (text: string, start: string) => text.startsWith(start) },
  sum: { takes: ["numbers"], call: (values: readonly QueryNumber[]) => sumOf(values) },
  to_array: { takes: ["value"], call: (value: unknown) => (isList(value) ? value : [value]) },
  to_number: {
    takes: ["value"],
    call: (value: unknown) => (isText(value) ? (parseNumber(value) ?? null) : isNumber(value) ? value : null),
  },
  to_string: { takes: ["value"], call: (value: unknown) => (isText(value) ? value : asciiJson(value)) },
  type: { takes: ["any"], call: (value: unknown) => typeOf(value) },
  values: { takes: ["structure"], call: (value: Structure) => Object.values(value) },
};

/** The sort key of each item: numbers only, or texts only. */
const keysOf = (name: string, items: readonly unknown[], reference: Reference): readonly unknown[] => {
  const keys = items.map((item) => reference(item));
  const wrong = keys.find((key) => !isNumber(key) && !isText(key));
  if (wrong !== undefined) {
    throw new QueryValueError(`${name}() sorts by numbers or texts, not by ${describe(wrong)}`);
  }
  return keys;
};

/** The first item with the largest (1) or smallest (-1) key; null without items. */
const extreme = (items: readonly unknown[], keys: readonly unknown[], sign: 1 | -1): unknown => {
  if (items.length === 0) return null;
  let best = 0;
  keys.forEach((key, index) => {
    if (orderOf(key, keys[best]) * sign > 0) best = index;
  });
  return items[best];
};

const absolute = (value: QueryNumber): QueryNumber =>
  isInteger(value) ? integer(value < 0 ? -BigInt(value) : value) : float(Math.abs(Number(comparable(value))));

const rounded = (value: QueryNumber, round: (value: number) => number): QueryNumber => {
  if (isInteger(value)) return value;
  const result = round(Number(comparable(value)));
  if (!Number.isFinite(result)) throw new QueryValueError(`${numberText(value)} cannot be rounded`);
  return integer(result);
};

const typeOf = (value: unknown): string | null => {
  if (isText(value)) return "string";
  if (isNumber(value)) return "number";
  if (isList(value)) return "array";
  if (typeof value === "function") return null;
  return value === null ? "null" : isStructure(value) ? "object" : "boolean";
};

/** A value in a message, with its type. */
const describe = (value: unknown): string => {
  if (typeof value === "function") return "an expression";
  if (isList(value)) return "this list";
  if (isStructure(value)) return "a structure";
  return asciiJson(value);
};
