import * as z from "zod/mini";
import { operations, type OperationName } from "./operations/index.ts";

/** The part of JSON Schema (2020-12) that the shapes of the family need. */
export interface JsonSchema {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  /** `date-time` marks a timestamp: a `Date` in the core, epoch seconds on the wire. */
  readonly format?: string;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** AWS's model calls it sensitive. Not a word of JSON Schema. */
  readonly sensitive?: boolean;
}

/**
 * The shape of an operation's input or output as JSON Schema, for whoever makes flags, documents or wire formats from
 * the table. Patterns are as AWS spells them and hold for the whole string. Built once, then kept.
 */
export const jsonSchema = (operation: OperationName, side: "input" | "output"): JsonSchema => {
  const key = `${operation}.${side}`;
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const schema = toJsonSchema(operations[operation][side]);
  schemas.set(key, schema);
  return schema;
};

const schemas = new Map<string, JsonSchema>();

const toJsonSchema = (schema: z.ZodMiniType): JsonSchema =>
  // zod types its result by the whole standard; the shapes of the family use the part above.
  z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: node }) => {
      if (zodSchema._zod.def.type === "date") Object.assign(node, { type: "string", format: "date-time" });
      // The core reads a null token; nobody should have to write one.
      if (node.anyOf?.[1]?.type === "null") {
        Object.assign(node, node.anyOf[0]);
        delete node.anyOf;
      }
      // Smithy's integers have 32 bits; that is their type and no constraint.
      if (node.minimum === -2147483648) delete node.minimum;
      if (node.maximum === 2147483647) delete node.maximum;
    },
  }) as JsonSchema;
