/** Checks the types of response members only: real responses violate AWS's constraints, and AWS adds members. */
import type { Shape, StructureShape } from "../shape/shape.ts";

/** Whether a value has the types of a shape. */
export type Check = (value: unknown) => boolean;

const checks = new WeakMap<Shape, Check>();

/** Creates the check of a shape. It does not copy values and takes at most about as long as JSON.parse for the same value. */
export const checkOf = (shape: Shape): Check => {
  const known = checks.get(shape);
  if (known !== undefined) return known;
  if (shape.type === "structure") checks.set(shape, (value) => checks.get(shape)?.(value) ?? false);
  const check = makeCheck(shape);
  checks.set(shape, check);
  return check;
};

const makeCheck = (shape: Shape): Check => {
  switch (shape.type) {
    case "string":
      return (value) => typeof value === "string";
    case "integer":
    case "long":
      return Number.isFinite;
    case "boolean":
      return (value) => typeof value === "boolean";
    case "timestamp":
      return (value) => value instanceof Date && !Number.isNaN(value.getTime());
    case "blob":
      return (value) => value instanceof Uint8Array;
    case "token":
      return (value) => typeof value === "string" || value === null;
    case "list": {
      const check = checkOf(shape.item);
      return (value) => Array.isArray(value) && value.every(check);
    }
    case "map": {
      const check = checkOf(shape.value);
      return (value) => isObject(value) && Object.values(value).every(check);
    }
    case "structure":
      return structureCheck(shape);
  }
};

/**
 * Caches the order of members: items of a list usually have their members in the same order, so the next member is nearly
 * always the cached one. Strings and times are checked without a function call.
 */
const structureCheck = ({ members }: StructureShape): Check => {
  const order: Member[] = [];
  return (value) => {
    if (!isObject(value)) return false;
    let position = 0;
    for (const name in value) {
      let known = order[position];
      if (known === undefined || known.name !== name) {
        known = memberOf(name, members);
        order[position] = known;
      }
      const member = value[name];
      if (typeof member === "string") {
        if (!known.takesText) return false;
      } else if (member instanceof Date) {
        if (!known.takesTime || Number.isNaN(member.getTime())) return false;
      } else if (member !== undefined && !known.check(member)) return false;
      position += 1;
    }
    return true;
  };
};

interface Member {
  readonly name: string;
  readonly check: Check;
  readonly takesText: boolean;
  readonly takesTime: boolean;
}

/** A member that is newer than the model may have any value. */
const memberOf = (name: string, members: StructureShape["members"]): Member => {
  const shape = Object.hasOwn(members, name) ? members[name] : undefined;
  if (shape === undefined) return { name, check: () => true, takesText: true, takesTime: true };
  return {
    name,
    check: checkOf(shape),
    takesText: shape.type === "string" || shape.type === "token",
    takesTime: shape.type === "timestamp",
  };
};

/** Members with a type that differs from the shape: `WindowExecutions.3.StartTime: expected date`. Without the values. */
export const wrongTypes = (shape: Shape, value: unknown, path: readonly string[] = []): readonly string[] => {
  if (value === undefined) return path.length === 0 ? ["expected object"] : [];
  if (shape.type === "structure" && isObject(value)) {
    return Object.entries(value).flatMap(([name, member]) => {
      const part = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
      return part === undefined ? [] : wrongTypes(part, member, [...path, name]);
    });
  }
  if (shape.type === "map" && isObject(value)) {
    return Object.entries(value).flatMap(([name, member]) => wrongItem(shape.value, member, [...path, name]));
  }
  if (shape.type === "list" && Array.isArray(value)) {
    return value.flatMap((item, index) => wrongItem(shape.item, item, [...path, String(index)]));
  }
  if (checkOf(shape)(value)) return [];
  const mismatch = `expected ${expectedWords[shape.type]}`;
  return [path.length === 0 ? mismatch : `${path.join(".")}: ${mismatch}`];
};

const wrongItem = (shape: Shape, value: unknown, path: readonly string[]): readonly string[] =>
  value === undefined
    ? [`${path.join(".")}: expected ${expectedWords[shape.type]}`]
    : wrongTypes(shape, value, path);

const expectedWords: Readonly<Record<Shape["type"], string>> = {
  string: "string",
  token: "string",
  integer: "number",
  long: "number",
  boolean: "boolean",
  timestamp: "date",
  blob: "bytes",
  list: "array",
  map: "object",
  structure: "object",
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/**
 * Whether a value is an output of a shape: an object that has one of its members, or none at all, because it is unknown whether the service
 * omits empty lists. `$metadata` is the AWS SDK's. Other objects without members, such as an Error or a Map, are not.
 */
export const isOutput = ({ members }: StructureShape, value: unknown): boolean => {
  if (!isObject(value)) return false;
  let isEmpty = true;
  for (const name in value) {
    if (Object.hasOwn(members, name)) return true;
    if (name !== "$metadata") isEmpty = false;
  }
  return isEmpty && Object.prototype.toString.call(value) === "[object Object]";
};
