import { describeMember } from "./describe.ts";
import { javascriptPattern, servicePattern } from "./patterns.ts";
import type { Selection } from "./selection.ts";
import {
  boundsOf,
  enumValues,
  isRequired,
  isSensitive,
  membersOf,
  nameOf,
  shapeNamed,
  trait,
  type Reference,
} from "./smithy.ts";

/** Creates the table of shapes that the core interprets: rows by name, in alphabetical order. */
export const shapeRows = (selection: Selection): Readonly<Record<string, object>> => {
  const reached = new Set([...selection.requestShapes, ...selection.responseShapes]);
  const rows = [...reached]
    .filter((name) => wordOf(name, selection) === undefined)
    .map((name) => [selection.publicName(name), rowOf(name, selection)] as const);
  return Object.fromEntries(rows.toSorted(([one], [other]) => (one < other ? -1 : 1)));
};

/** Writes the table as TypeScript, one row per line. */
export const writeTable = (selection: Selection): string => {
  const rows = Object.entries(shapeRows(selection)).map(([name, row]) => `  ${name}: ${literal(row)},`);
  const facts = selection.operations.map(
    ({ name, errors, items }) =>
      `  ${name}: ${literal({ errors, ...(items === undefined ? {} : { items }) })},`,
  );
  return [
    `/** Shapes of requests and responses by name. Lower-case names are simple types. */\nexport const shapeTable: ShapeTable = {\n${rows.join("\n")}\n};`,
    `/** Facts about each operation from AWS's model. */\nexport const modelFacts = {\n${facts.join("\n")}\n} as const;`,
    ...runtimeEnums.map(
      ([name, variable]) =>
        `/** Values of ${name}, in AWS's order. */\nexport const ${variable} = ${literal(enumValues(shapeNamed(name)))} as const;`,
    ),
  ].join("\n\n");
};

/** Enums whose values the program needs as a list. */
const runtimeEnums = [
  ["MaintenanceWindowExecutionStatus", "executionStatuses"],
  ["CommandInvocationStatus", "commandInvocationStatuses"],
  ["AutomationExecutionStatus", "automationStatuses"],
] as const;

/** Name of the simple type, for shapes without constraints. Constraints of responses are not checked. */
const wordOf = (name: string, selection: Selection): string | undefined => {
  const shape = shapeNamed(name);
  const isConstrained =
    selection.requestShapes.has(name) &&
    (shape.type === "enum" ||
      ["length", "range", "pattern"].some((constraint) => trait(shape, constraint) !== undefined));
  const word = words[shape.type];
  if (word === undefined || isConstrained) return undefined;
  if (!isSensitive(shape)) return word;
  return word === "string" ? "secret" : undefined;
};

const words: Readonly<Record<string, string>> = {
  string: "string",
  enum: "string",
  integer: "integer",
  long: "long",
  boolean: "boolean",
  timestamp: "timestamp",
  blob: "blob",
};

const targetOf = (reference: Reference | undefined, selection: Selection): string => {
  const target = reference?.target ?? "";
  const name = nameOf(target);
  if (target.startsWith("smithy.api#")) return words[name.toLowerCase()] ?? "string";
  return wordOf(name, selection) ?? selection.publicName(name);
};

const rowOf = (name: string, selection: Selection): object => {
  const shape = shapeNamed(name);
  const inRequest = selection.requestShapes.has(name);
  const sensitive = isSensitive(shape) ? { sensitive: true } : {};
  const { min, max } = inRequest ? boundsOf(shape) : {};
  // A minimum of 0 is not a constraint.
  const bounds = { ...(min ? { min } : {}), ...(max === undefined ? {} : { max }), ...sensitive };
  switch (shape.type) {
    case "structure":
      return { type: "structure", ...structureRow(name, inRequest, selection), ...sensitive };
    case "list":
      return { type: "list", item: targetOf(shape.member, selection), ...bounds };
    case "map": {
      const key = targetOf(shape.key, selection);
      return {
        type: "map",
        ...(key === "string" ? {} : { key }),
        value: targetOf(shape.value, selection),
        ...bounds,
      };
    }
    case "enum":
      return { type: "string", values: enumValues(shape), ...sensitive };
    case "integer":
    case "long":
      return {
        type: shape.type,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...sensitive,
      };
    default:
      return {
        type: shape.type,
        ...bounds,
        ...patternRow(name, inRequest ? trait(shape, "pattern") : undefined),
      };
  }
};

const patternRow = (name: string, pattern: unknown): object =>
  typeof pattern === "string"
    ? { pattern: servicePattern(name, pattern), regex: javascriptPattern(servicePattern(name, pattern)) }
    : {};

const structureRow = (name: string, inRequest: boolean, selection: Selection): object => {
  const operation = selection.operations.find(({ response }) => response === name);
  const members = membersOf(shapeNamed(name));
  const required = inRequest
    ? members.filter(([, member]) => isRequired(member)).map(([memberName]) => memberName)
    : [];
  return {
    members: Object.fromEntries(
      members.map(([memberName, member]) => [
        memberName,
        operation !== undefined && memberName === "NextToken" ? "token" : targetOf(member, selection),
      ]),
    ),
    ...(required.length === 0 ? {} : { required }),
    ...(inRequest
      ? {
          about: Object.fromEntries(
            members.map(([memberName]) => [
              memberName,
              describeMember(selection.publicName(name), memberName),
            ]),
          ),
        }
      : {}),
  };
};

/** Writes a value as TypeScript. Member names have no quotes. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
};
