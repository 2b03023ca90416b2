import { memberDescriptions } from "../generated/descriptions.ts";
import type { StructureShape } from "../shape/shape.ts";

/**
 * Describes a member of a request in one sentence. Undefined if the structure does not occur in requests or has no such member.
 * Not part of the shape, so that bundles that only check values stay small.
 */
export const describeMember = ({ name, members }: StructureShape, member: string): string | undefined =>
  Object.hasOwn(members, member)
    ? (memberDescriptions[`${name}.${member}`] ?? memberDescriptions[member])
    : undefined;
