import type * as z from "zod/mini";
import { operations, type OperationName } from "./operations/index.ts";

/**
 * What `JSON.parse` made of an answer, in the form that a transport gives: `Date`s for timestamps, no null members. The
 * value is changed where it stands and given back, as a copy of every page costs more than all the rest of reading it.
 *
 * AWS JSON 1.1 writes times as seconds since 1970; other makers of the same answers, the AWS CLI among them, write ISO
 * 8601. Both are read. What is neither stays as it is: `validateOutput` then says which member it is.
 */
export const fromWire = (operation: OperationName, answer: unknown): unknown => readerOf(operation)(answer);

type Reader = (value: unknown) => unknown;

const readers = new Map<OperationName, Reader>();

const readerOf = (operation: OperationName): Reader => {
  const known = readers.get(operation);
  if (known !== undefined) return known;
  // Read off the schema itself: making its JSON Schema would be felt when a program starts.
  const reader = partReader(operations[operation].output);
  readers.set(operation, reader);
  return reader;
};

const partReader = (schema: z.core.$ZodType): Reader => {
  // zod documents `def` as the way to look into a schema; the union is told apart by `type`.
  const def = schema._zod.def as z.core.$ZodTypes["_zod"]["def"];
  switch (def.type) {
    case "object":
      return structureReader(def.shape);
    case "array":
      return listReader(partReader(def.element));
    case "record":
      return mapReader(partReader(def.valueType));
    case "optional":
    case "nullable":
      return partReader(def.innerType);
    case "date":
      return readTime;
    default:
      // A text or a number, or a member that AWS has added since.
      return (value) => (typeof value === "object" ? withoutNulls(value) : value);
  }
};

/** Texts and numbers, most of an answer, are passed over: times are looked up by name, structures by what they are. */
const structureReader = (shape: Readonly<Record<string, z.core.$ZodType>>): Reader => {
  const parts = new Map(Object.entries(shape).map(([name, schema]) => [name, partReader(schema)]));
  const times = [...parts].filter(([, reader]) => reader === readTime).map(([name]) => name);
  return (value) => {
    if (!isObject(value)) return value;
    for (const name in value) {
      const member = value[name];
      if (typeof member !== "object") continue;
      if (member === null) delete value[name];
      else put(value, name, (parts.get(name) ?? withoutNulls)(member));
    }
    for (const name of times) {
      if (Object.hasOwn(value, name)) value[name] = readTime(value[name]);
    }
    return value;
  };
};

const mapReader =
  (read: Reader): Reader =>
  (value) => {
    if (!isObject(value)) return value;
    for (const name in value) {
      const member = value[name];
      if (member === null) delete value[name];
      else put(value, name, read(member));
    }
    return value;
  };

const listReader =
  (read: Reader): Reader =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const list: unknown[] = value.includes(null) ? value.filter((item) => item !== null) : value;
    for (let index = 0; index < list.length; index += 1) list[index] = read(list[index]);
    return list;
  };

const withoutNulls: Reader = (value) => {
  if (Array.isArray(value)) return listReader(withoutNulls)(value);
  return isObject(value) ? mapReader(withoutNulls)(value) : value;
};

const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (target[name] !== value) target[name] = value;
};

const readTime: Reader = (value) => {
  if (typeof value !== "number" && !(typeof value === "string" && ISO_8601.test(value))) return value;
  const time = new Date(typeof value === "number" ? Math.round(value * 1000) : value);
  return Number.isNaN(time.getTime()) ? value : time;
};

/** With a zone: without one JavaScript would take the machine's own. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
