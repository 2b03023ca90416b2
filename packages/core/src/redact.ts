import { jsonSchema, type JsonSchema } from "./json-schema.ts";
import type { OperationName } from "./operations/index.ts";

/** What stands in place of a sensitive value. */
export const REDACTED = "***SensitiveInformation***";

/**
 * A copy of an input or output in which every member that AWS's model calls sensitive is replaced: for logs, traces,
 * caches on disk and exports. Members that the table does not know are replaced too, as nothing vouches for them.
 */
export const redact = (operation: OperationName, side: "input" | "output", value: unknown): unknown =>
  redactBy(jsonSchema(operation, side), value);

const redactBy = (schema: JsonSchema | undefined, value: unknown): unknown => {
  if (value === undefined || value === null) return value;
  if (schema === undefined || schema.sensitive === true) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactBy(schema.items, item));
  if (typeof value !== "object" || value instanceof Date) return value;
  const rest = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const isMap = schema.properties === undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      redactBy(isMap ? rest : schema.properties?.[key], member),
    ]),
  );
};
