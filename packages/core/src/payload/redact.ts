import { shapeOf, type OperationName } from "../operations/operations.ts";
import type { Shape } from "../shape/shape.ts";

/** Text that replaces a sensitive value. */
export const REDACTED = "***SensitiveInformation***";

/**
 * Copies a request or response and replaces all members that AWS's model marks as sensitive or does not have. For logs, traces,
 * caches on disk and exports.
 */
export const redact = (operation: OperationName, side: "input" | "output", value: unknown): unknown =>
  copy(shapeOf(operation, side), value, () => REDACTED);

/**
 * Copies a response without the members that AWS's model marks as sensitive or does not have. For responses that are passed on
 * to other programs. (`redact` keeps the members and replaces their values.)
 */
export const withoutSensitive = (operation: OperationName, response: unknown): unknown =>
  copy(shapeOf(operation, "output"), response, () => undefined);

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
