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

/** A structure of ours: every member is named, and none but these. Those listed are always there. */
export const structure = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  description?: string,
): Schema => ({
  type: "object",
  ...(description === undefined ? {} : { description }),
  properties,
  required,
  additionalProperties: false,
});

/** A string, with a sentence about it. */
export const text = (description?: string): Schema =>
  description === undefined ? { type: "string" } : { type: "string", description };

/** A point in time, in ISO 8601. */
export const time = (description?: string): Schema =>
  description === undefined
    ? { type: "string", format: "date-time" }
    : { type: "string", format: "date-time", description };

/** How many. */
export const count = (description?: string): Schema =>
  description === undefined ? { type: "integer", minimum: 0 } : { type: "integer", minimum: 0, description };

/** Yes or no. */
export const flag = (description?: string): Schema =>
  description === undefined ? { type: "boolean" } : { type: "boolean", description };

/** One of some words. */
export const word = (words: readonly string[], description?: string): Schema =>
  description === undefined ? { type: "string", enum: words } : { type: "string", enum: words, description };
