import type { ListShape, MapShape, Shape, StructureShape } from "@windowpane/core";
import type { RejectedRequestError } from "./errors.ts";
import { serialization } from "./rejections.ts";

/**
 * Reads the known members of a request and omits null members, as AWS does before it checks constraints. A null in a list stays,
 * because AWS reports it as a violation.
 *
 * @throws RejectedRequestError if a value does not have the JSON type of its member.
 */
export const readMembers = (shape: Shape, value: unknown): unknown => {
  switch (shape.type) {
    case "structure":
      return readStructure(shape, value);
    case "map":
      return readMap(shape, value);
    case "list":
      return readList(shape, value);
    case "integer":
    case "long":
      return readInteger(value);
    default:
      return readScalar(shape.type === "boolean" ? "boolean" : "string", value);
  }
};

const readStructure = ({ members }: StructureShape, value: unknown): unknown => {
  const given = objectOf(value);
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, shape]) => {
      const member = Object.hasOwn(given, name) ? given[name] : undefined;
      return member === undefined || member === null ? [] : [[name, readMembers(shape, member)]];
    }),
  );
};

const readMap = ({ value: shape }: MapShape, value: unknown): unknown =>
  Object.fromEntries(
    Object.entries(objectOf(value)).map(([name, member]) => [
      name,
      member === null ? null : readMembers(shape, member),
    ]),
  );

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => {
  if (Array.isArray(value)) throw serialization(LIST);
  if (typeof value !== "object" || value === null) throw serialization("Expected null");
  // An object of JSON has string keys.
  return value as Readonly<Record<string, unknown>>;
};

const readList = ({ item: shape }: ListShape, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : readMembers(shape, item)));
  throw serialization(typeof value === "object" ? STRUCTURE : "Expected list or null");
};

const readInteger = (value: unknown): unknown => {
  // Observed on a similar AWS service: fractions are truncated. Larger numbers become the nearest 32-bit number, like Java casts
  // (not verified with SSM), so that they violate the range of the member.
  if (typeof value === "number") return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value)));
  throw wrongType(value, "Integer");
};

const readScalar = (type: "string" | "boolean", value: unknown): unknown => {
  if (typeof value === type) return value;
  throw wrongType(value, type === "string" ? "String" : "Boolean");
};

const LIST = "Start of list found where not expected";
const STRUCTURE = "Start of structure or map found where not expected.";

const javaClasses: Readonly<Record<string, string>> = {
  string: "java.lang.String",
  number: "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
  boolean: "java.lang.Boolean",
};

const wrongType = (value: unknown, expected: "Integer" | "String" | "Boolean"): RejectedRequestError => {
  if (Array.isArray(value)) return serialization(LIST);
  const found = javaClasses[typeof value];
  return serialization(
    found === undefined ? STRUCTURE : `class ${found} can not be converted to an ${expected}`,
  );
};
