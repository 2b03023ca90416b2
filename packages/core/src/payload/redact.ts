import { shapeOf, type OperationName } from "../operations/operations.ts";
import type { Shape } from "../shape/shape.ts";

/** What replaces a sensitive value. */
export const REDACTED = "***SensitiveInformation***";

/**
 * A copy of a request or response in which every member that AWS's model marks as sensitive is replaced: for logs, traces,
 * caches on disk and exports. Members that the model does not have are replaced too.
 */
export const redact = (operation: OperationName, side: "input" | "output", value: unknown): unknown =>
  copy(shapeOf(operation, side), value, () => REDACTED);

/**
 * A copy of a response without the members that AWS's model marks as sensitive and without those that it does not have: for
 * responses that are passed on to others. (`redact` keeps the members and replaces their values.)
 */
export const withoutSensitive = (operation: OperationName, response: unknown): unknown =>
  copy(shapeOf(operation, "output"), response, () => undefined);

/** Copies what the shape vouches for. `hide` gives the value for the rest; undefined leaves the member out. */
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
