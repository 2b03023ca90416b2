import type { Shape } from "@windowpane/core";

/**
 * A value with every member of a shape and nothing in it, to be filled in and given to `--cli-input-json`. A structure that
 * contains itself is entered once.
 */
export const skeletonOf = (shape: Shape, open: readonly Shape[] = []): unknown => {
  const inside = [...open, shape];
  switch (shape.type) {
    case "structure":
      return Object.fromEntries(
        Object.entries(shape.members)
          .filter(([, member]) => !isOpen(member, inside))
          .map(([name, member]) => [name, skeletonOf(member, inside)]),
      );
    case "list":
      return [skeletonOf(shape.item, inside)];
    case "map":
      return { KeyName: skeletonOf(shape.value, inside) };
    case "integer":
    case "long":
      return 0;
    case "boolean":
      return true;
    case "string":
      return shape.values?.[0] ?? "";
    default:
      return "";
  }
};

/** Whether a shape is being written already, or is a list of one that is. */
const isOpen = (shape: Shape, open: readonly Shape[]): boolean =>
  open.includes(shape) || (shape.type === "list" && open.includes(shape.item));
