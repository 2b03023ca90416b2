import { isPaged, itemsMember, shapeOf, type OperationName } from "../operations/operations.ts";
import type { Shape } from "../shape/shape.ts";
import { itemOrigin } from "./item-origin.ts";

/** Text that replaces a sensitive value. */
export const REDACTED = "***SensitiveInformation***";

/**
 * Copies a request or response and replaces all members that AWS's model marks as sensitive or does not have. For logs, traces,
 * caches on disk and exports.
 */
export const redact = (operation: OperationName, side: "input" | "output", value: unknown): unknown =>
  copy(shapeOf(operation, side), value, () => REDACTED);

/**
 * Copies a response without the members that AWS's model marks as sensitive or does not have, but with the origin of its items
 * (`itemOrigin`). For responses that are passed on to other programs. (`redact` keeps the members and replaces their values.)
 */
export const withoutSensitive = (operation: OperationName, response: unknown): unknown => {
  const copied = copy(shapeOf(operation, "output"), response, () => undefined);
  if (!isRecord(response) || !isRecord(copied)) return copied;
  const list = isPaged(operation) ? itemsMember(operation) : undefined;
  const items = list === undefined ? undefined : response[list];
  const copiedItems = list === undefined ? undefined : copied[list];
  if (list === undefined || !Array.isArray(items) || !Array.isArray(copiedItems))
    return { ...copied, ...itemOrigin(response) };
  const withOrigins = copiedItems.map((item: unknown, index) => {
    const original: unknown = items[index];
    return isRecord(item) && isRecord(original) ? { ...item, ...itemOrigin(original) } : item;
  });
  return { ...copied, [list]: withOrigins };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Copies members that the shape allows. `hide` returns the value for the others; undefined omits the member. */
const copy = (shape: Shape | undefined, value: unknown, hide: () => unknown): unknown => {
  if (value === undefined || value === null) return value;
  if (shape === undefined || shape.sensitive === true) return hide();
  if (Array.isArray(value)) {
    return shape.type === "list" ? value.map((item) => copy(shape.item, item, hide)) : hide();
  }
  if (typeof value !== "object" || value instanceof Date || value instanceof Uint8Array) return value;
  if (shape.type !== "structure" && shape.type !== "map") return hide();
  const copied: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const own = shape.type === "map" ? shape.value : ownShape(shape.members, name);
    const shown = copy(own, member, hide);
    if (shown !== undefined) copied.push([name, shown]);
  }
  return Object.fromEntries(copied);
};

const ownShape = (members: Readonly<Record<string, Shape>>, name: string): Shape | undefined =>
  Object.hasOwn(members, name) ? members[name] : undefined;
