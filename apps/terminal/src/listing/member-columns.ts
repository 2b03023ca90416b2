import type { JsonSchema } from "@windowpane/core";
import type { Column } from "../output/column.ts";

/**
 * A column for each member of an operation's items, in AWS's order: for operations that no command has made columns for.
 * Sensitive members are left out of tables and CSV files; JSON, YAML and `--query` have them.
 */
export const memberColumns = (item: JsonSchema | undefined): readonly Column[] =>
  Object.entries(item?.properties ?? {}).flatMap(([name, schema], index): readonly Column[] => {
    if (isSensitive(schema)) return [];
    return [{ name, kind: name === "Status" ? "status" : "plain", least: 12, rank: index }];
  });

/** Whether a shape is sensitive or holds something that is: then it cannot stand in a cell as a whole. */
const isSensitive = (schema: JsonSchema | undefined): boolean => {
  if (schema === undefined) return false;
  if (schema.sensitive === true) return true;
  const inner = [schema.items, ...Object.values(schema.properties ?? {})];
  const rest = typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  return [...inner, rest].some(isSensitive);
};
