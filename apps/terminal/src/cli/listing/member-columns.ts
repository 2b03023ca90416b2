import { operations, shapeOf, type PagedName, type Shape } from "@windowpane/core";
import type { Column } from "../output/column.ts";

/** The shape of an item of a paged operation's list. */
export const itemShape = (operation: PagedName): Shape | undefined => {
  const list = shapeOf(operation, "output").members[operations[operation].items];
  return list?.type === "list" ? list.item : undefined;
};

/**
 * A column for each member of an operation's items, in AWS's order: for operations without columns of their own. Sensitive
 * members are left out of tables and CSV files; JSON, YAML and `--query` have them.
 */
export const memberColumns = (operation: PagedName): readonly Column[] => {
  const item = itemShape(operation);
  if (item?.type !== "structure") return [];
  return Object.entries(item.members).flatMap(([name, member], index): readonly Column[] => {
    if (isSensitive(member)) return [];
    return [{ name, kind: name === "Status" ? "status" : "plain", least: 12, rank: index }];
  });
};

/** Whether a shape is sensitive or holds something that is: then it cannot be shown as a whole. */
const isSensitive = (shape: Shape, open: readonly Shape[] = []): boolean => {
  if (shape.sensitive === true) return true;
  if (open.includes(shape)) return false;
  const inside = [...open, shape];
  switch (shape.type) {
    case "list":
      return isSensitive(shape.item, inside);
    case "map":
      return isSensitive(shape.value, inside);
    case "structure":
      return Object.values(shape.members).some((member) => isSensitive(member, inside));
    default:
      return false;
  }
};
