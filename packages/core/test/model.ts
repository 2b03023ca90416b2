/** Reads the slice of AWS's Smithy model that the rows are held against. */
import { readFileSync } from "node:fs";
import type { JsonSchema } from "../src/index.ts";

interface Reference {
  readonly target: string;
  readonly traits?: Traits;
}

type Traits = Readonly<Record<string, unknown>>;

export interface Shape {
  readonly type: string;
  readonly traits?: Traits;
  readonly members?: Readonly<Record<string, Reference>>;
  readonly member?: Reference;
  readonly key?: Reference;
  readonly value?: Reference;
  readonly input?: Reference;
  readonly output?: Reference;
  readonly errors?: readonly Reference[];
}

const fixture = new URL("./fixtures/ssm-maintenance-windows.model.json", import.meta.url);
const model = JSON.parse(readFileSync(fixture, "utf8")) as {
  readonly shapes: Readonly<Record<string, Shape>>;
};

export const shapeOf = (id: string): Shape => {
  const shape = model.shapes[id];
  if (shape === undefined) throw new Error(`the fixture has no shape ${id}`);
  return shape;
};

export const trait = (owner: { readonly traits?: Traits }, name: string): unknown =>
  owner.traits?.[`smithy.api#${name}`];

export const nameOf = (id: string): string => id.slice(id.indexOf("#") + 1);

/** Every operation of the model, by name. */
export const modelOperations: Readonly<Record<string, Shape>> = Object.fromEntries(
  Object.entries(model.shapes)
    .filter(([, shape]) => shape.type === "operation")
    .map(([id, shape]) => [nameOf(id), shape]),
);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Bounds = { readonly min?: number; readonly max?: number };

/** What `jsonSchema` should say of a shape: of a request with every constraint, of an answer with types and marks only. */
export const expectedSchema = (id: string, side: "input" | "output"): JsonSchema => {
  const shape = shapeOf(id);
  const isInput = side === "input";
  const schema: Mutable<JsonSchema> = { ...typeOf(shape, side) };
  if (trait(shape, "sensitive") !== undefined) schema.sensitive = true;
  if (!isInput) return schema;
  const pattern = trait(shape, "pattern");
  if (typeof pattern === "string") schema.pattern = pattern;
  Object.assign(schema, bounds(trait(shape, "length"), shape.type === "list" ? "Items" : "Length"));
  const { min, max } = (trait(shape, "range") ?? {}) as Bounds;
  if (min !== undefined) schema.minimum = min;
  if (max !== undefined) schema.maximum = max;
  return schema;
};

const bounds = (length: unknown, unit: "Items" | "Length"): JsonSchema => {
  const { min, max } = (length ?? {}) as Bounds;
  return { ...(min ? { [`min${unit}`]: min } : {}), ...(max === undefined ? {} : { [`max${unit}`]: max }) };
};

const typeOf = (shape: Shape, side: "input" | "output"): JsonSchema => {
  switch (shape.type) {
    case "structure":
      return structureOf(shape, side);
    case "list":
      return { type: "array", items: expectedSchema(shape.member?.target ?? "", side) };
    case "map":
      return { type: "object", additionalProperties: expectedSchema(shape.value?.target ?? "", side) };
    case "enum":
      return side === "output" ? { type: "string" } : { type: "string", enum: wordsOf(shape) };
    case "timestamp":
      return { type: "string", format: "date-time" };
    case "integer":
    case "long":
      return { type: side === "input" ? "integer" : "number" };
    default:
      return { type: shape.type as "string" | "boolean" };
  }
};

const structureOf = (shape: Shape, side: "input" | "output"): JsonSchema => {
  const members = Object.entries(shape.members ?? {});
  const required = members
    .filter(([, member]) => trait(member, "required") !== undefined)
    .map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(members.map(([name, { target }]) => [name, expectedSchema(target, side)])),
    ...(side === "input" && required.length > 0 ? { required } : {}),
    ...(side === "input" ? { additionalProperties: false } : {}),
  };
};

const wordsOf = (shape: Shape): readonly string[] =>
  Object.values(shape.members ?? {}).map((member) => String(trait(member, "enumValue")));
