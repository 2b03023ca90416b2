/** What AWS says of a request that breaks its model, in AWS's words. */
import type * as z from "zod/mini";
import { jsonSchema, type JsonSchema } from "./json-schema.ts";
import type { OperationName } from "./operations/index.ts";

/** One broken constraint. */
export interface Fault {
  /** The member as AWS's messages spell it: `filters.1.member.key`. Empty when the input itself is no structure. */
  readonly member: string;
  /** Which kind of rule is broken. `type` and `unknown` are checked before the service's constraints. */
  readonly rule: "required" | "type" | "unknown" | "length" | "range" | "pattern" | "enum";
  /** AWS's sentence about it; a sensitive value is left out. */
  readonly message: string;
}

type Path = readonly PropertyKey[];

/** All faults of an input, each once, in the order of its members. */
export const faultsOf = (
  operation: OperationName,
  input: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly Fault[] => {
  const root = jsonSchema(operation, "input");
  const faults = new Map<string, Fault>();
  for (const issue of issues) {
    for (const fault of readIssue(root, input, issue)) {
      faults.set(`${fault.member} ${fault.message}`, fault);
    }
  }
  return [...faults.values()];
};

const readIssue = (root: JsonSchema, input: unknown, issue: z.core.$ZodIssue): readonly Fault[] => {
  const path: Path = issue.path;
  const value = valueAt(input, path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownMember(root, [...path, key]));
  }
  if (value === undefined || value === null) {
    return [broken(root, path, null, "required", "Member must not be null")];
  }
  const type = wrongType(schemaAt(root, path), value);
  if (type !== undefined) {
    return [broken(root, path, value, "type", `Member must be ${type}`)];
  }
  const constraint = constraintOf(issue);
  // AWS reports a scalar in a list at the list, with every constraint that the list's members have.
  const parent = path.slice(0, -1);
  if (constraint !== undefined && typeof path.at(-1) === "number") {
    const text = `Member must satisfy constraint: [${constraintTexts(schemaAt(root, path)).join(", ")}]`;
    return [broken(root, parent, valueAt(input, parent), constraint.rule, text)];
  }
  return constraint === undefined
    ? [broken(root, path, value, "type", "Member has the wrong type")]
    : [broken(root, path, value, constraint.rule, constraint.text)];
};

const broken = (
  root: JsonSchema,
  path: Path,
  value: unknown,
  rule: Fault["rule"],
  constraint: string,
): Fault => {
  const member = memberPath(path);
  const shown = isSensitive(root, path) ? "" : ` ${quote(value)}`;
  return {
    member,
    rule,
    message: `Value${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  };
};

const unknownMember = (root: JsonSchema, path: Path): Fault => {
  const name = String(path.at(-1));
  const known = Object.keys(schemaAt(root, path.slice(0, -1))?.properties ?? {});
  const meant = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  const hint = meant === undefined ? `it has ${known.join(", ")}` : `AWS spells it ${meant}`;
  const owner = memberPath(path.slice(0, -1));
  const where = owner === "" ? "the request" : `'${owner}'`;
  return {
    member: memberPath(path),
    rule: "unknown",
    message: `Member '${name}' is not known to ${where}: ${hint}`,
  };
};

const constraintOf = (
  issue: z.core.$ZodIssue,
): { readonly rule: Fault["rule"]; readonly text: string } | undefined => {
  if (issue.code === "custom") {
    const { min, max, pattern } = issue.params ?? {};
    if (pattern !== undefined) return { rule: "pattern", text: matching(pattern) };
    return { rule: "length", text: min === undefined ? longest(max) : shortest(min) };
  }
  if (issue.code === "too_small") return { rule: "range", text: smallest(issue.minimum) };
  if (issue.code === "too_big") return { rule: "range", text: biggest(issue.maximum) };
  if (issue.code === "invalid_value") return { rule: "enum", text: oneOf(issue.values) };
  return undefined;
};

const constraintTexts = (schema: JsonSchema | undefined): readonly string[] => {
  const { minLength, maxLength, minimum, maximum, pattern } = schema ?? {};
  return [
    ...(maxLength === undefined ? [] : [longest(maxLength)]),
    ...(minLength === undefined ? [] : [shortest(minLength)]),
    ...(maximum === undefined ? [] : [biggest(maximum)]),
    ...(minimum === undefined ? [] : [smallest(minimum)]),
    ...(pattern === undefined ? [] : [matching(pattern)]),
    ...(schema?.enum === undefined ? [] : [oneOf(schema.enum)]),
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

const wrongType = (schema: JsonSchema | undefined, value: unknown): string | undefined => {
  switch (schema?.type) {
    case "string":
      return typeof value === "string" ? undefined : "a string";
    case "integer":
      return isInteger(value) ? undefined : "an integer of 32 bits";
    case "boolean":
      return typeof value === "boolean" ? undefined : "a boolean";
    case "array":
      return Array.isArray(value) ? undefined : "a list";
    case "object":
      return typeof value === "object" && !Array.isArray(value) ? undefined : "a structure";
    default:
      return undefined;
  }
};

const isInteger = (value: unknown): boolean => typeof value === "number" && (value | 0) === value;

const schemaAt = (root: JsonSchema, path: Path): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>(
    (schema, key) => (typeof key === "number" ? schema?.items : schema?.properties?.[String(key)]),
    root,
  );

const isSensitive = (root: JsonSchema, path: Path): boolean =>
  path.some((_, depth) => schemaAt(root, path.slice(0, depth + 1))?.sensitive === true);

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
  path.map((key) => (typeof key === "number" ? `${key + 1}.member` : lowerFirst(String(key)))).join(".");

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const quote = (value: unknown): string => (value === null ? "null" : `'${javaText(value)}'`);

/** Near to what Java's `toString` gives, which is what AWS puts there. */
const javaText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(([key, member]) => `${lowerFirst(key)}=${javaText(member)}`);
  return `{${members.join(", ")}}`;
};
