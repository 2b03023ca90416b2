/** Reads AWS's model independently of the generator, to check the generated table. */
import { readFileSync } from "node:fs";
import type { JsonSchema } from "../../src/index.ts";

interface Reference {
  readonly target: string;
  readonly traits?: Traits;
}

type Traits = Readonly<Record<string, unknown>>;

export interface ModelShape {
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

const file = new URL("../../src/model/ssm.json", import.meta.url);
const model = JSON.parse(readFileSync(file, "utf8")) as {
  readonly shapes: Readonly<Record<string, ModelShape>>;
};

export const modelShape = (id: string): ModelShape => {
  const shape = model.shapes[id] ?? { type: nameOf(id).toLowerCase() };
  if (!id.startsWith("smithy.api#") && model.shapes[id] === undefined) throw new Error(`no shape ${id}`);
  return shape;
};

export const trait = (owner: { readonly traits?: Traits }, name: string): unknown =>
  owner.traits?.[`smithy.api#${name}`];

export const nameOf = (id: string): string => id.slice(id.indexOf("#") + 1);

/** Every operation of the model, by name. */
export const modelOperations: Readonly<Record<string, ModelShape>> = Object.fromEntries(
  Object.entries(model.shapes)
    .filter(([, shape]) => shape.type === "operation")
    .map(([id, shape]) => [nameOf(id), shape]),
);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Bounds = { readonly min?: number; readonly max?: number };

/** Expected result of `jsonSchema` without patterns: requests have all constraints, responses have types. */
export const expectedSchema = (
  id: string,
  side: "input" | "output",
  open: readonly string[] = [],
): JsonSchema => {
  const shape = modelShape(id);
  if (shape.type === "structure" && open.includes(id)) return { $ref: `#/definitions/${nameOf(id)}` };
  const schema: Mutable<JsonSchema> = { ...typeOf(shape, side, [...open, id]) };
  if (side === "output") return schema;
  if (trait(shape, "pattern") !== undefined) schema.pattern = "(any)";
  Object.assign(schema, bounds(trait(shape, "length"), units[shape.type] ?? "Length"));
  const { min, max } = (trait(shape, "range") ?? {}) as Bounds;
  if (min) schema.minimum = min;
  if (max !== undefined) schema.maximum = max;
  return schema;
};

const units: Readonly<Record<string, string>> = { list: "Items", map: "Properties" };

const bounds = (length: unknown, unit: string): JsonSchema => {
  const { min, max } = (length ?? {}) as Bounds;
  return { ...(min ? { [`min${unit}`]: min } : {}), ...(max === undefined ? {} : { [`max${unit}`]: max }) };
};

const typeOf = (shape: ModelShape, side: "input" | "output", open: readonly string[]): JsonSchema => {
  switch (shape.type) {
    case "structure":
      return structureOf(shape, side, open);
    case "list":
      return { type: "array", items: expectedSchema(shape.member?.target ?? "", side, open) };
    case "map":
      return {
        type: "object",
        additionalProperties: expectedSchema(shape.value?.target ?? "", side, open),
      };
    case "enum":
      return side === "output" ? { type: "string" } : { type: "string", enum: wordsOf(shape) };
    case "timestamp":
    case "blob":
      return { type: "string" };
    case "integer":
    case "long":
      return { type: side === "input" ? "integer" : "number" };
    default:
      return { type: shape.type as "string" | "boolean" };
  }
};

const structureOf = (shape: ModelShape, side: "input" | "output", open: readonly string[]): JsonSchema => {
  const members = Object.entries(shape.members ?? {});
  const required = members
    .filter(([, member]) => trait(member, "required") !== undefined)
    .map(([name]) => name);
  return {
    type: "object",
    properties: Object.fromEntries(
      members.map(([name, { target }]) => [name, expectedSchema(target, side, open)]),
    ),
    ...(side === "input" && required.length > 0 ? { required } : {}),
    ...(side === "input" ? { additionalProperties: false } : {}),
  };
};

export const wordsOf = (shape: ModelShape): readonly string[] =>
  Object.values(shape.members ?? {}).map((member) => String(trait(member, "enumValue")));

/** Paths of sensitive members of a shape, such as `Tasks.*.TaskParameters`. Does not enter sensitive members. */
export const sensitivePaths = (
  id: string,
  path: readonly string[] = [],
  open: readonly string[] = [],
): readonly string[] => {
  const shape = modelShape(id);
  if (trait(shape, "sensitive") !== undefined) return [path.join(".")];
  if (open.includes(id)) return [];
  const inside = [...open, id];
  return [
    ...Object.entries(shape.members ?? {}).flatMap(([name, { target }]) =>
      shape.type === "enum" ? [] : sensitivePaths(target, [...path, name], inside),
    ),
    ...[shape.member, shape.value].flatMap((part) =>
      part === undefined ? [] : sensitivePaths(part.target, [...path, "*"], inside),
    ),
  ];
};
