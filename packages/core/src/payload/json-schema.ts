import { shapeOf, type OperationName } from "../operations/operations.ts";
import type { Shape, StructureShape } from "../shape/shape.ts";
import { describeMember } from "./describe-member.ts";

/** The part of JSON Schema that the shapes need. It has the same meaning in draft-07 and 2020-12 and in strict validators. */
export interface JsonSchema {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  /** Matches the whole string. Compiles with the `u` and the `v` flag. */
  readonly pattern?: string;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** With annotations: `date-time` for a timestamp, `byte` for base64. */
  readonly format?: "date-time" | "byte";
  /** With annotations: AWS's model marks the value as sensitive. */
  readonly "x-sensitive"?: true;
  /** Reference to a structure that contains itself: `#/definitions/InventoryAggregator`. */
  readonly $ref?: string;
  /** Structures that contain themselves. Only at the root. */
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** Options of `jsonSchema`. */
export interface JsonSchemaOptions {
  /** Adds `format` and `x-sensitive`, which strict validators reject unless configured. Default: false. */
  readonly annotations?: boolean | undefined;
}

/**
 * Returns the JSON Schema of an operation's request or response, for flags, forms and documents. Requests have all constraints
 * of AWS's model and allow no other members. Responses have types only, because real responses violate the constraints.
 * Timestamps are ISO 8601 strings, blobs are base64. Schemas are created once and cached.
 */
export const jsonSchema = (
  operation: OperationName,
  side: "input" | "output",
  { annotations = false }: JsonSchemaOptions = {},
): JsonSchema => {
  const key = `${operation}.${side}.${annotations}`;
  const known = schemas.get(key);
  if (known !== undefined) return known;
  const definitions = new Map<string, JsonSchema>();
  const context = { isRequest: side === "input", annotations, open: [], definitions };
  const root = schemaOf(shapeOf(operation, side), context);
  const schema = definitions.size === 0 ? root : { ...root, definitions: Object.fromEntries(definitions) };
  schemas.set(key, schema);
  return schema;
};

const schemas = new Map<string, JsonSchema>();

interface Context {
  readonly isRequest: boolean;
  readonly annotations: boolean;
  /** Structures around the current position. A structure in this list contains itself. */
  readonly open: readonly StructureShape[];
  readonly definitions: Map<string, JsonSchema>;
}

const schemaOf = (shape: Shape, context: Context): JsonSchema => {
  const schema = plainSchema(shape, context);
  if (!context.annotations) return schema;
  const format = shape.type === "timestamp" ? "date-time" : shape.type === "blob" ? "byte" : undefined;
  return {
    ...schema,
    ...(format === undefined ? {} : { format }),
    ...(shape.sensitive === true ? { "x-sensitive": true } : {}),
  };
};

const plainSchema = (shape: Shape, context: Context): JsonSchema => {
  const { isRequest } = context;
  switch (shape.type) {
    case "string":
      return { type: "string", ...(isRequest ? textConstraints(shape) : {}) };
    case "integer":
    case "long":
      if (!isRequest) return { type: "number" };
      return {
        type: "integer",
        ...(shape.min === undefined ? {} : { minimum: shape.min }),
        ...bound("maximum", shape.max),
      };
    case "boolean":
      return { type: "boolean" };
    case "timestamp":
    case "blob":
    case "token":
      return { type: "string" };
    case "list":
      return {
        type: "array",
        items: schemaOf(shape.item, context),
        ...(isRequest ? { ...bound("minItems", shape.min), ...bound("maxItems", shape.max) } : {}),
      };
    case "map":
      return {
        type: "object",
        ...(isRequest ? { propertyNames: schemaOf(shape.key, context) } : {}),
        additionalProperties: schemaOf(shape.value, context),
        ...(isRequest ? { ...bound("minProperties", shape.min), ...bound("maxProperties", shape.max) } : {}),
      };
    case "structure":
      return structureSchema(shape, context);
  }
};

const structureSchema = (shape: StructureShape, context: Context): JsonSchema => {
  const { isRequest, open, definitions } = context;
  if (open.includes(shape)) {
    if (!definitions.has(shape.name)) {
      // Reserves the name first, because the definition contains the structure again.
      definitions.set(shape.name, {});
      definitions.set(shape.name, structureSchema(shape, { ...context, open: [] }));
    }
    return { $ref: `#/definitions/${shape.name}` };
  }
  const inside = { ...context, open: [...open, shape] };
  const properties = Object.fromEntries(
    Object.entries(shape.members).map(([name, member]) => {
      const description = isRequest ? describeMember(shape, name) : undefined;
      return [name, { ...schemaOf(member, inside), ...(description === undefined ? {} : { description }) }];
    }),
  );
  return {
    type: "object",
    properties,
    ...(isRequest && shape.required.length > 0 ? { required: shape.required } : {}),
    ...(isRequest ? { additionalProperties: false } : {}),
  };
};

const textConstraints = ({
  min,
  max,
  regex,
  values,
}: Extract<Shape, { readonly type: "string" }>): JsonSchema => ({
  ...bound("minLength", min),
  ...bound("maxLength", max),
  ...(regex === undefined ? {} : { pattern: regex }),
  ...(values === undefined ? {} : { enum: values }),
});

const bound = (name: keyof JsonSchema, value: number | undefined): JsonSchema =>
  value === undefined ? {} : { [name]: value };
