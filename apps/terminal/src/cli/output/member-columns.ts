import { operations, shapeOf, type PagedName, type Shape } from "@windowpane/core";
import type { TableColumn } from "@windowpane/explorer";

/** The shape of a paged operation's items. */
export const itemShape = (operation: PagedName): Shape | undefined => {
  const list = shapeOf(operation, "output").members[operations[operation].items];
  return list?.type === "list" ? list.item : undefined;
};

/**
 * The columns of operations without their own table: one for each member of the items, in AWS's order. Sensitive members
 * are left out; JSON, YAML and `--query` include them.
 */
export const memberColumns = (operation: PagedName): readonly TableColumn[] => {
  const item = itemShape(operation);
  if (item?.type !== "structure") return [];
  return Object.entries(item.members).flatMap(([name, member], index): readonly TableColumn[] => {
    if (isSensitive(member)) return [];
    return [{ name, kind: name === "Status" ? "status" : "plain", least: 12, rank: index }];
  });
};

/** Whether a shape is sensitive or contains a sensitive shape. */
const isSensitive = (shape: Shape, ancestors: readonly Shape[] = []): boolean => {
  if (shape.sensitive === true) return true;
  if (ancestors.includes(shape)) return false;
  const inside = [...ancestors, shape];
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
