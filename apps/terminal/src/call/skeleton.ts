import type { JsonSchema } from "@windowpane/core";

/** A value with every member of a shape and nothing in it, to be filled in and given to `--cli-input-json`. */
export const skeletonOf = (schema: JsonSchema | undefined): unknown => {
  switch (schema?.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, member]) => [name, skeletonOf(member)]),
      );
    case "array":
      return [skeletonOf(schema.items)];
    case "integer":
    case "number":
      return 0;
    case "boolean":
      return true;
    default:
      return schema?.enum?.[0] ?? "";
  }
};
