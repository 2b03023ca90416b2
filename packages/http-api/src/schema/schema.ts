import type { JsonSchema } from "@windowpane/core";

/** The part of JSON Schema (2020-12) that the OpenAPI document needs: the core's, with references and nesting. */
export interface Schema extends Omit<JsonSchema, "properties" | "additionalProperties" | "items" | "format"> {
  readonly format?: NonNullable<JsonSchema["format"]> | "uri-reference";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  /** Reference to a named schema, such as `#/components/schemas/Machine`. */
  readonly $ref?: string;
  readonly examples?: readonly unknown[];
}

/** Reference to a schema of the document. */
export const ref = (name: string, description?: string): Schema => ({
  $ref: `#/components/schemas/${name}`,
  ...(description === undefined ? {} : { description }),
});

/** A list of items. */
export const listOf = (items: Schema, description?: string): Schema =>
  description === undefined ? { type: "array", items } : { type: "array", description, items };

/** An object with exactly these members. All are required except the optional ones. */
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

/** A string. */
export const text = (description?: string): Schema => described({ type: "string" }, description);

/** A time in ISO 8601. */
export const time = (description?: string): Schema =>
  described({ type: "string", format: "date-time" }, description);

/** A number from 0. */
export const count = (description?: string): Schema =>
  described({ type: "integer", minimum: 0 }, description);

/** A boolean. */
export const flag = (description?: string): Schema => described({ type: "boolean" }, description);

/** A string from a fixed set. */
export const word = (words: readonly string[], description?: string): Schema =>
  described({ type: "string", enum: words }, description);

/** Schemas of the members of a type. A missing or unknown member does not compile. */
export type Members<Shape> = { readonly [Name in keyof Required<Shape>]: Schema };
