import type { JsonSchema } from "@windowpane/core";

/** The part of JSON Schema (2020-12) that the documents need: the core's, and what puts schemas together. */
export interface Schema extends Omit<JsonSchema, "properties" | "additionalProperties" | "items"> {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  /** Of a schema by its name: `#/components/schemas/Machine`. */
  readonly $ref?: string;
  readonly examples?: readonly unknown[];
}

/** A schema that stands in the document under its name. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/** A list of such a schema. */
export const listOf = (items: Schema, description?: string): Schema =>
  description === undefined ? { type: "array", items } : { type: "array", description, items };

/** A structure of ours: every member is named, and only these exist. All but the optional ones are always there. */
export const structure = <Name extends string>(
  properties: Readonly<Record<Name, Schema>>,
  optional: readonly NoInfer<Name>[] = [],
  description?: string,
): Schema => ({
  type: "object",
  ...(description === undefined ? {} : { description }),
  properties,
  required: Object.keys(properties).filter((name) => !optional.some((other) => other === name)),
  additionalProperties: false,
});

const described = (schema: Schema, description: string | undefined): Schema =>
  description === undefined ? schema : { ...schema, description };

/** A string, with a sentence about it. */
export const text = (description?: string): Schema => described({ type: "string" }, description);

/** A point in time, in ISO 8601. */
export const time = (description?: string): Schema =>
  described({ type: "string", format: "date-time" }, description);

/** How many. */
export const count = (description?: string): Schema =>
  described({ type: "integer", minimum: 0 }, description);

/** Yes or no. */
export const flag = (description?: string): Schema => described({ type: "boolean" }, description);

/** One of some words. */
export const word = (words: readonly string[], description?: string): Schema =>
  described({ type: "string", enum: words }, description);

/** The members of a shape as schemas, complete by type. */
export type Members<Shape> = { readonly [Name in keyof Required<Shape>]: Schema };
