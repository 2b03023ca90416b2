import type { Shape } from "@windowpane/core";

/** An empty value of a shape, for `--cli-input-json`. A structure inside itself is empty. */
export const skeletonOf = (shape: Shape, ancestors: readonly Shape[] = []): unknown => {
  const inside = [...ancestors, shape];
  switch (shape.type) {
    case "structure":
      if (ancestors.includes(shape)) return {};
      return Object.fromEntries(
        Object.entries(shape.members).map(([name, member]) => [name, skeletonOf(member, inside)]),
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
