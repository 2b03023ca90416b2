import type { JsonSchema } from "@windowpane/core";

/**
 * What in an answer is not spelled as AWS spells it: null members, members in another case, timestamps that are no
 * `Date`, and what only a client library adds (`$metadata`). Members that the table does not know are let through, as
 * the service grows.
 */
export const misspelt = (schema: JsonSchema | undefined, value: unknown, path = ""): readonly string[] => {
  if (value === null) return [`${path} is null`];
  if (schema?.format === "date-time") {
    return value instanceof Date || value === undefined ? [] : [`${path} is no Date`];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => misspelt(schema?.items, item, `${path}[${index}]`));
  }
  if (typeof value !== "object" || value === undefined || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = path === "" ? name : `${path}.${name}`;
    return [...misnamed(schema?.properties, name, place), ...misspelt(memberOf(schema, name), member, place)];
  });
};

const memberOf = (schema: JsonSchema | undefined, name: string): JsonSchema | undefined => {
  const rest = schema?.additionalProperties;
  return schema?.properties?.[name] ?? (typeof rest === "object" ? rest : undefined);
};

const misnamed = (
  members: Readonly<Record<string, JsonSchema>> | undefined,
  name: string,
  place: string,
): readonly string[] => {
  if (members === undefined || Object.hasOwn(members, name)) return [];
  if (name.startsWith("$")) return [`${place} is not AWS's`];
  const meant = Object.keys(members).find((known) => known.toLowerCase() === name.toLowerCase());
  return meant === undefined ? [] : [`${place} is spelled ${meant}`];
};
