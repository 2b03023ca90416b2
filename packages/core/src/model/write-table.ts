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

/**
 * Creates the table of shapes that the core interprets: rows by name, those of requests first. Similar rows next to each other
 * compress better.
 */
export const shapeRows = (selection: Selection): Readonly<Record<string, object | string>> => {
  const reached = new Set([...selection.requestShapes, ...selection.responseShapes]);
  const isResponse = (name: string): boolean => !selection.requestShapes.has(name);
  const rows = [...reached]
    .filter((name) => wordOf(name, selection) === undefined && plainOf(name, selection) === undefined)
    .map((name) => ({
      name: selection.publicName(name),
      row: rowOf(name, selection),
      last: isResponse(name),
    }))
    .toSorted((a, b) => Number(a.last) - Number(b.last) || (a.name < b.name ? -1 : 1));
  return Object.fromEntries(rows.map(({ name, row }) => [name, row]));
};

/** Writes the table as TypeScript, one row per line. */
export const writeTable = (selection: Selection): string => {
  const rows = Object.entries(shapeRows(selection)).map(([name, row]) => `  ${name}: ${literal(row)},`);
  const facts = selection.operations.map(
    ({ name, items }) => `  ${name}: ${literal(items === undefined ? {} : { items })},`,
  );
  return [
    `/** Shapes of requests and responses by name. Lower-case names are simple types. */\nexport const shapeTable: ShapeTable = {\n${rows.join("\n")}\n};`,
    `/** Each operation, with the member of its responses that has the items. */\nexport const modelFacts = {\n${facts.join("\n")}\n} as const;`,
    ...runtimeEnums.map(
      ([name, variable]) =>
        `/** Values of ${name}, in AWS's order. */\nexport const ${variable} = ${literal(enumValues(shapeNamed(name)))} as const;`,
    ),
  ].join("\n\n");
};

/** Writes the errors of operations, which clients do not need. */
export const writeErrors = ({ operations }: Selection): string => {
  const rows = operations.map(({ name, errors }) => `  ${name}: ${literal(errors)},`);
  return `/** Errors that AWS documents for each operation. */\nexport const documentedErrors = {\n${rows.join("\n")}\n} as const;`;
};

/**
 * Writes the descriptions of request members, which only JSON Schema needs: for a member the most common one, and for
 * `Structure.member` each that differs from it.
 */
export const writeDescriptions = (selection: Selection): string => {
  const all = [...selection.requestShapes]
    .filter((name) => shapeNamed(name).type === "structure")
    .toSorted()
    .flatMap((name) => {
      const structure = selection.publicName(name);
      return membersOf(shapeNamed(name)).map(([member]) => ({
        member,
        structure,
        text: describeMember(structure, member),
      }));
    });
  const uses = (member: string, text: string): number =>
    all.filter((one) => one.member === member && one.text === text).length;
  const common = new Map<string, string>();
  for (const { member, text } of all)
    if (uses(member, text) > uses(member, common.get(member) ?? "")) common.set(member, text);
  const rows = [
    ...common,
    ...all
      .filter(({ member, text }) => common.get(member) !== text)
      .map(({ structure, member, text }) => [`${structure}.${member}`, text] as const),
  ]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, text]) => `  ${name.includes(".") ? JSON.stringify(name) : name}: ${literal(text)},`);
  return `/** Descriptions of members of requests, by \`Structure.member\` or, for all others, by member. */\nexport const memberDescriptions: Readonly<Record<string, string>> = {\n${rows.join("\n")}\n};`;
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
  return wordOf(name, selection) ?? plainOf(name, selection) ?? selection.publicName(name);
};

/** Short form of a list or map without constraints. */
const plainOf = (name: string, selection: Selection): string | undefined => {
  const shape = shapeNamed(name);
  const suffix = shape.type === "list" ? "[]" : shape.type === "map" ? "{}" : undefined;
  if (suffix === undefined) return undefined;
  const { type: _, item, value, ...rest } = rowOf(name, selection) as Readonly<Record<string, unknown>>;
  return Object.keys(rest).length === 0 ? `${String(item ?? value)}${suffix}` : undefined;
};

const rowOf = (name: string, selection: Selection): object | string => {
  const shape = shapeNamed(name);
  const inRequest = selection.requestShapes.has(name);
  // Constraints do not apply to responses, so members of a response need simple types only.
  const within = inRequest ? selection : { ...selection, requestShapes: new Set<string>() };
  const sensitive = isSensitive(shape) ? { sensitive: true } : {};
  const { min, max } = inRequest ? boundsOf(shape) : {};
  // A minimum of 0 is not a constraint.
  const bounds = { ...(min ? { min } : {}), ...(max === undefined ? {} : { max }), ...sensitive };
  switch (shape.type) {
    case "structure": {
      const members = membersRow(name, inRequest, within);
      return isSensitive(shape) ? { type: "structure", members, sensitive: true } : members;
    }
    case "list":
      return { type: "list", item: targetOf(shape.member, within), ...bounds };
    case "map": {
      const key = targetOf(shape.key, within);
      return {
        type: "map",
        ...(key === "string" ? {} : { key }),
        value: targetOf(shape.value, within),
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

const membersRow = (name: string, inRequest: boolean, selection: Selection): string => {
  const operation = selection.operations.find(({ response }) => response === name);
  return membersOf(shapeNamed(name))
    .map(([memberName, member]) => {
      const target =
        operation !== undefined && memberName === "NextToken" ? "token" : targetOf(member, selection);
      const mark = inRequest && isRequired(member) ? "!" : "";
      return `${memberName}${mark}${target === "string" ? "" : `:${target}`}`;
    })
    .join(" ");
};

/** Writes a value as TypeScript. Member names have no quotes. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
};
