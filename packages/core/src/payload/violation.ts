/** Describes violations of AWS's model with the texts of AWS's errors. */
import type * as z from "zod/mini";
import type { Violation } from "../errors/invalid-input-error.ts";
import type { Shape, StructureShape } from "../shape/shape.ts";

type Path = readonly (string | number)[];

/** All violations of a request without duplicates, in the order of its members. */
export const violationsOf = (
  root: StructureShape,
  input: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly Violation[] => {
  const violations = new Map<string, Violation>();
  for (const issue of issues) {
    for (const violation of readIssue(root, input, issue))
      violations.set(`${violation.member} ${violation.message}`, violation);
  }
  return [...violations.values()];
};

const readIssue = (root: Shape, input: unknown, issue: z.core.$ZodIssue): readonly Violation[] => {
  const path: Path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const value = valueAt(input, path);
  if (path.length === 0 && wrongType(root, value) !== undefined) {
    const message = `The request must be an object. It is ${quote(value ?? null)}`;
    return [{ path, member: "", rule: "type", message }];
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownMember(root, [...path, key]));
  }
  if (issue.code === "invalid_key") return keyViolations(root, input, path);
  if (value === undefined || value === null) {
    return [violationAt(root, path, null, "required", "Member must not be null")];
  }
  const shape = shapeAt(root, path);
  const type = shape === undefined ? undefined : wrongType(shape, value);
  if (type !== undefined) return [violationAt(root, path, value, "type", `Member must be ${type}`)];
  const constraint = constraintOf(issue);
  if (constraint === undefined) return [violationAt(root, path, value, "type", "Member has the wrong type")];
  // AWS reports a scalar item at its list, with all constraints of the items.
  const parent = path.slice(0, -1);
  const holder = shapeAt(root, parent);
  if (path.length > 0 && isScalar(shape) && (holder?.type === "list" || holder?.type === "map")) {
    const subject = holder.type === "list" ? "Member" : "Map value";
    const text = `${subject} must satisfy constraint: [${constraintTexts(shape).join(", ")}]`;
    return [violationAt(root, parent, valueAt(input, parent), constraint.rule, text)];
  }
  return [violationAt(root, path, value, constraint.rule, constraint.text)];
};

const isScalar = (shape: Shape | undefined): boolean =>
  shape?.type !== "list" && shape?.type !== "map" && shape?.type !== "structure";

/** A map key that violates the constraints of keys. AWS's words for it are not verified. */
const keyViolations = (root: Shape, input: unknown, path: Path): readonly Violation[] => {
  const parent = path.slice(0, -1);
  const map = shapeAt(root, parent);
  if (map?.type !== "map") return [];
  const text = `Map keys must satisfy constraint: [${constraintTexts(map.key).join(", ")}]`;
  return [violationAt(root, parent, valueAt(input, parent), "pattern", text)];
};

const violationAt = (
  root: Shape,
  path: Path,
  value: unknown,
  rule: Violation["rule"],
  constraint: string,
): Violation => {
  const member = memberPath(path);
  const shown = isSensitive(root, path) ? "" : ` ${quote(value)}`;
  return {
    path,
    member,
    rule,
    message: `Value${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  };
};

const unknownMember = (root: Shape, path: Path): Violation => {
  const name = String(path.at(-1));
  const owner = shapeAt(root, path.slice(0, -1));
  const known = owner?.type === "structure" ? Object.keys(owner.members) : [];
  const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  const hint = meant === undefined ? `valid members are ${known.join(", ")}` : `AWS spells it ${meant}`;
  const ownerPath = memberPath(path.slice(0, -1));
  const where = ownerPath === "" ? "the request" : `'${ownerPath}'`;
  return {
    path,
    member: memberPath(path),
    rule: "unknown",
    message: `Member '${name}' does not exist in ${where}: ${hint}`,
  };
};

const constraintOf = (
  issue: z.core.$ZodIssue,
): { readonly rule: Violation["rule"]; readonly text: string } | undefined => {
  if (issue.code === "custom") {
    const { min, max, pattern, values } = issue.params ?? {};
    if (Array.isArray(values)) return { rule: "enum", text: oneOf(values) };
    if (pattern !== undefined) return { rule: "pattern", text: matching(pattern) };
    return { rule: "length", text: min === undefined ? longest(max) : shortest(min) };
  }
  if (issue.code === "too_small") return { rule: "range", text: smallest(issue.minimum) };
  if (issue.code === "too_big") return { rule: "range", text: biggest(issue.maximum) };
  return undefined;
};

const constraintTexts = (shape: Shape | undefined): readonly string[] => {
  if (shape === undefined) return [];
  const { min, max } = shape;
  const isNumber = shape.type === "integer" || shape.type === "long";
  const { pattern, values } = shape.type === "string" ? shape : {};
  return [
    ...(max === undefined ? [] : [isNumber ? biggest(max) : longest(max)]),
    ...(min === undefined ? [] : [isNumber ? smallest(min) : shortest(min)]),
    ...(pattern === undefined ? [] : [matching(pattern)]),
    ...(values === undefined ? [] : [oneOf(values)]),
  ];
};

const longest = (max: unknown): string => `Member must have length less than or equal to ${String(max)}`;
const shortest = (min: unknown): string => `Member must have length greater than or equal to ${String(min)}`;
const biggest = (max: unknown): string => `Member must have value less than or equal to ${String(max)}`;
const smallest = (min: unknown): string => `Member must have value greater than or equal to ${String(min)}`;
const matching = (pattern: unknown): string =>
  `Member must satisfy regular expression pattern: ${String(pattern)}`;
const oneOf = (words: readonly unknown[]): string =>
  `Member must satisfy enum value set: [${words.join(", ")}]`;

const wrongType = ({ type }: Shape, value: unknown): string | undefined => {
  switch (type) {
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "integer":
      return typeof value === "number" && (value | 0) === value ? undefined : "a 32-bit integer";
    case "long":
      return Number.isSafeInteger(value) ? undefined : "an integer";
    case "boolean":
      return typeof value === "boolean" ? undefined : "a boolean";
    case "timestamp":
      return value instanceof Date ? undefined : "a timestamp";
    case "blob":
      return value instanceof Uint8Array ? undefined : "bytes";
    case "list":
      return Array.isArray(value) ? undefined : "a list";
    case "map":
    case "structure":
      return typeof value === "object" && !Array.isArray(value) ? undefined : `a ${type}`;
    case "token":
      return undefined;
  }
};

const shapeAt = (root: Shape, path: Path): Shape | undefined =>
  path.reduce<Shape | undefined>((shape, key) => {
    if (shape?.type === "list") return shape.item;
    if (shape?.type === "map") return shape.value;
    if (shape?.type !== "structure") return undefined;
    return Object.hasOwn(shape.members, key) ? shape.members[key] : undefined;
  }, root);

const isSensitive = (root: Shape, path: Path): boolean =>
  path.some((_, depth) => shapeAt(root, path.slice(0, depth + 1))?.sensitive === true);

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    input,
  );

/** `["Filters", 0, "Key"]` is `filters.1.member.key`. */
const memberPath = (path: Path): string =>
  path.map((key) => (typeof key === "number" ? `${key + 1}.member` : lowerFirst(key))).join(".");

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const quote = (value: unknown): string => (value === null ? "null" : `'${javaText(value)}'`);

/** Approximates Java's `toString`, which AWS uses in its messages. */
const javaText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== "object" || value === null || value instanceof Date) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${lowerFirst(key)}=${javaText(member)}`);
  return `{${members.join(", ")}}`;
};
