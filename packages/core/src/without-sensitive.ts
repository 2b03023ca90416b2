import { jsonSchema, type JsonSchema } from "./json-schema.ts";
import type { OperationName } from "./operations/index.ts";

/**
 * A copy of an answer without the members that AWS's model calls sensitive, and without those that the table does not
 * know, as nothing vouches for them: for answers that go on to others. (`redact` puts a word in their place, which their
 * schema may not take.)
 */
export const withoutSensitive = (operation: OperationName, answer: unknown): unknown =>
  known(jsonSchema(operation, "output"), answer);

const known = (schema: JsonSchema, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => known(schema.items ?? {}, item));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const rest = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  const isMap = schema.properties === undefined;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const own = isMap ? rest : schema.properties[name];
    if (own !== undefined && own.sensitive !== true) members.push([name, known(own, member)]);
  }
  return Object.fromEntries(members);
};
