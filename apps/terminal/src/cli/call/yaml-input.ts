/** Input as YAML, read and as a template. Loaded only when asked for, because the YAML library is large. */
import { describeMember, type Shape, type StructureShape } from "@windowpane/core";
import { Document, isMap, isScalar, isSeq, parse, type YAMLMap } from "yaml";
import { UsageError } from "../../host/usage-error.ts";
import { refuseDeep } from "./read-flag.ts";
import { skeletonOf } from "./skeleton.ts";

/** @throws UsageError when the text is not YAML. */
export const readYaml = (flag: string, text: string): unknown => {
  refuseDeep(flag, text);
  try {
    return parse(text) as unknown; // The library gives any.
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
    throw new UsageError(
      `${flag} is not valid YAML: ${reason.replace(/:?$/, "")}.`,
      "Check quotes and indentation.",
      { cause },
    );
  }
};

/** An empty input, with a comment above each member. */
export const yamlSkeleton = (shape: StructureShape): string => {
  const document = new Document(skeletonOf(shape));
  if (isMap(document.contents)) describeMembers(document.contents, shape);
  return document.toString({ indentSeq: false, lineWidth: 0 });
};

const describeMembers = (map: YAMLMap, structure: StructureShape): void => {
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const member = structure.members[name];
    const parts = [
      structure.required.includes(name) ? "[REQUIRED]" : "",
      describeMember(structure, name) ?? "",
      valuesOf(member),
    ];
    const comment = parts.filter((part) => part !== "").join(" ");
    if (comment !== "") key.commentBefore = ` ${comment}`;
    const inner = member?.type === "list" && isSeq(value) ? value.items[0] : value;
    const shape = member?.type === "list" ? member.item : member;
    if (shape?.type === "structure" && isMap(inner)) describeMembers(inner, shape);
  }
};

const valuesOf = (shape: Shape | undefined): string =>
  shape?.type === "string" && shape.values !== undefined ? `Values: ${shape.values.join(", ")}.` : "";
