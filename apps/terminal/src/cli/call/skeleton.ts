/** Empty inputs for `--cli-input-json` and `--cli-input-yaml`. */
import type { Shape, StructureShape } from "@windowpane/core";
import { Document, isMap, isScalar, isSeq, type YAMLMap } from "yaml";

/** An empty value of a shape. A structure inside itself is empty. */
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

/** The same as YAML, with a comment above each member. */
export const yamlSkeleton = (shape: StructureShape): string => {
  const document = new Document(skeletonOf(shape));
  if (isMap(document.contents)) describeMembers(document.contents, shape);
  return document.toString({ indentSeq: false, lineWidth: 0 });
};

const describeMembers = (map: YAMLMap, { members, about, required }: StructureShape): void => {
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const member = members[name];
    const parts = [required.includes(name) ? "[REQUIRED]" : "", about[name] ?? "", valuesOf(member)];
    const comment = parts.filter((part) => part !== "").join(" ");
    if (comment !== "") key.commentBefore = ` ${comment}`;
    const inner = member?.type === "list" && isSeq(value) ? value.items[0] : value;
    const shape = member?.type === "list" ? member.item : member;
    if (shape?.type === "structure" && isMap(inner)) describeMembers(inner, shape);
  }
};

const valuesOf = (shape: Shape | undefined): string =>
  shape?.type === "string" && shape.values !== undefined ? `Values: ${shape.values.join(", ")}.` : "";
