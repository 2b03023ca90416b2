import type { Shape } from "@windowpane/core";

/**
 * Lists members that differ from AWS's spelling: null members, members in another case, timestamps that are not `Date`s, blobs
 * that are not bytes, and additions of a client library (`$metadata`). Allows members that are newer than the model.
 */
export const misspelt = (shape: Shape | undefined, value: unknown, path = ""): readonly string[] => {
  if (value === null) return [`${path} is null`];
  if (value === undefined) return [];
  if (shape?.type === "timestamp") return value instanceof Date ? [] : [`${path} is not a Date`];
  if (shape?.type === "blob") return value instanceof Uint8Array ? [] : [`${path} is not a Uint8Array`];
  if (Array.isArray(value)) {
    const item = shape?.type === "list" ? shape.item : undefined;
    return value.flatMap((element, index) => misspelt(item, element, `${path}[${index}]`));
  }
  if (typeof value !== "object" || value instanceof Date || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const memberPath = path === "" ? name : `${path}.${name}`;
    return [...misnamed(shape, name, memberPath), ...misspelt(memberOf(shape, name), member, memberPath)];
  });
};

const memberOf = (shape: Shape | undefined, name: string): Shape | undefined => {
  if (shape?.type === "map") return shape.value;
  return shape?.type === "structure" && Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
};

const misnamed = (shape: Shape | undefined, name: string, memberPath: string): readonly string[] => {
  if (shape?.type !== "structure" || Object.hasOwn(shape.members, name)) return [];
  if (name.startsWith("$")) return [`${memberPath} is not a member of AWS`];
  const meant = Object.keys(shape.members).find((known) => known.toLowerCase() === name.toLowerCase());
  return meant === undefined ? [] : [`${memberPath} is spelled ${meant}`];
};
