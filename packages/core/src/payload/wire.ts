/** Converts between values and AWS JSON 1.1: timestamps are seconds since 1970, blobs are base64, absent members are omitted. */
import { shapeOf, type OperationName } from "../operations/operations.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import type { Shape, StructureShape } from "../shape/shape.ts";

/**
 * Converts a parsed response body to what a transport returns: `Date`s for timestamps, bytes for blobs, no null members. Changes
 * the value in place and returns it, because copying a page takes longer than all other steps of reading it.
 *
 * AWS JSON 1.1 writes times as seconds since 1970; other programs, such as the AWS CLI, write ISO 8601. Both are accepted.
 * Other values stay unchanged, and `validateOutput` then reports the member.
 */
export const fromWire = (operation: OperationName, response: unknown): unknown =>
  readerOf(shapeOf(operation, "output"))(response);

/**
 * Converts a response to AWS JSON 1.1, ready for `JSON.stringify`. Copies only values that contain a timestamp or a blob.
 * (AWS's documentation shows ISO 8601 times because its CLI prints them; AWS's JavaScript client rejects them.)
 */
export const toWire = (operation: OperationName, response: unknown): unknown =>
  writerOf(shapeOf(operation, "output"))(response);

type Convert = (value: unknown) => unknown;

const same: Convert = (value) => value;

const knownReaders = new WeakMap<Shape, Convert>();

const readerOf = (shape: Shape): Convert => remembered(knownReaders, shape, makeReader);

/** Creates a converter once per shape. A structure that contains itself looks its converter up when it is called. */
const remembered = (
  known: WeakMap<Shape, Convert>,
  shape: Shape,
  make: (shape: Shape) => Convert,
): Convert => {
  const before = known.get(shape);
  if (before !== undefined) return before;
  if (shape.type === "structure") known.set(shape, (value) => (known.get(shape) ?? same)(value));
  const convert = make(shape);
  known.set(shape, convert);
  return convert;
};

const makeReader = (shape: Shape): Convert => {
  switch (shape.type) {
    case "structure":
      return structureReader(shape);
    case "list":
      return listReader(readerOf(shape.item));
    case "map":
      return mapReader(readerOf(shape.value));
    case "timestamp":
      return readTime;
    case "blob":
      return (value) => (typeof value === "string" ? (decodeBase64(value) ?? value) : value);
    default:
      // A string or a number. `validateOutput` reports anything else.
      return withoutNulls;
  }
};

/** Skips strings and numbers, which are most of a response: members to convert are looked up by name. */
const structureReader = ({ members }: StructureShape): Convert => {
  const parts = new Map(Object.entries(members).map(([name, shape]) => [name, readerOf(shape)]));
  const converted = Object.entries(members)
    .filter(([, { type }]) => type === "timestamp" || type === "blob")
    .map(([name]) => name);
  return (value) => {
    if (!isObject(value)) return value;
    for (const name in value) {
      const member = value[name];
      if (typeof member !== "object") continue;
      if (member === null) delete value[name];
      else put(value, name, (parts.get(name) ?? withoutNulls)(member));
    }
    for (const name of converted) {
      if (Object.hasOwn(value, name)) value[name] = (parts.get(name) ?? same)(value[name]);
    }
    return value;
  };
};

const mapReader =
  (read: Convert): Convert =>
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
  (read: Convert): Convert =>
  (value) => {
    if (!Array.isArray(value)) return value;
    const list: unknown[] = value.includes(null) ? value.filter((item) => item !== null) : value;
    for (let index = 0; index < list.length; index += 1) list[index] = read(list[index]);
    return list;
  };

const withoutNulls: Convert = (value) => {
  if (Array.isArray(value)) return listReader(withoutNulls)(value);
  return isObject(value) ? mapReader(withoutNulls)(value) : value;
};

const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (target[name] !== value) target[name] = value;
};

const readTime: Convert = (value) => {
  if (typeof value !== "number" && !(typeof value === "string" && ISO_8601.test(value))) return value;
  const time = new Date(typeof value === "number" ? Math.round(value * 1000) : value);
  return Number.isNaN(time.getTime()) ? value : time;
};

/** Requires a time zone: without one, JavaScript would use the local time zone. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/;

const knownWriters = new WeakMap<Shape, Convert>();

const writerOf = (shape: Shape): Convert => remembered(knownWriters, shape, makeWriter);

const makeWriter = (shape: Shape): Convert => {
  switch (shape.type) {
    case "structure": {
      const { members } = shape;
      const writers = Object.fromEntries(
        Object.keys(members).map((name) => [name, writerOf(members[name] ?? { type: "string" })]),
      );
      return (value) => (isObject(value) ? writeMembers(value, writers) : value);
    }
    case "list": {
      const write = writerOf(shape.item);
      return (value) => (Array.isArray(value) ? writeList(value, write) : value);
    }
    case "map": {
      const write = writerOf(shape.value);
      return (value) => (isObject(value) ? writeMembers(value, {}, write) : value);
    }
    default:
      return writeUnknown;
  }
};

/** Members that are newer than the model: a Date in them is a timestamp, too. */
const writeUnknown: Convert = (value) => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return encodeBase64(value);
  if (Array.isArray(value)) return writeList(value, writeUnknown);
  return isObject(value) ? writeMembers(value, {}) : value;
};

const writeList = (list: readonly unknown[], write: Convert): readonly unknown[] => {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    if (typeof item !== "object" || item === null) continue;
    const written = write(item);
    if (written !== item) (copy ??= [...list])[index] = written;
  }
  return copy ?? list;
};

const writeMembers = (
  members: Readonly<Record<string, unknown>>,
  writers: Readonly<Record<string, Convert>>,
  rest: Convert = writeUnknown,
): Readonly<Record<string, unknown>> => {
  let copy: Record<string, unknown> | undefined;
  // Responses are plain objects without inherited members; Object.keys would take twice as long.
  for (const name in members) {
    const member = members[name];
    if (typeof member !== "object" || member === null) continue;
    const written = (writers[name] ?? rest)(member);
    if (written !== member) (copy ??= { ...members })[name] = written;
  }
  return copy ?? members;
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
