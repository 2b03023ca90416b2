import { readFileSync } from "node:fs";
import {
  boundsOf,
  isRequired,
  isSensitive,
  shapeNamed,
  trait,
  type Bounds,
  type Reference,
} from "./smithy.ts";

/** Our own short descriptions of structures and members. AWS's descriptions are not copied. */
const descriptions = JSON.parse(readFileSync(new URL("descriptions.json", import.meta.url), "utf8")) as {
  readonly structures: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
};

/** Describes a structure: our description, or else its name as words. */
export const describeStructure = (name: string): string =>
  descriptions.structures[name] ?? `${inWords(name)}.`;

/**
 * Describes a member: our description of `Structure.Member` or of `Member`, or else its name as words.
 *
 * @param structure - the structure's public name.
 */
export const describeMember = (structure: string, member: string): string =>
  descriptions.members[`${structure}.${member}`] ?? descriptions.members[member] ?? `${inWords(member)}.`;

/** Facts from the model: whether a member is required, its size, and whether it is sensitive. */
export const factsOf = (member: Reference, name: string, inRequest: boolean): readonly string[] => {
  const shape = name === "" ? { type: "string" } : shapeNamed(name);
  const hasDefaultRemoved = trait(member, "default") === null;
  const pattern = inRequest ? trait(shape, "pattern") : undefined;
  return [
    ...(inRequest && isRequired(member) ? ["Required."] : []),
    ...sizeOf(shape.type, boundsOf(shape)),
    ...(typeof pattern === "string" && name !== "MaintenanceWindowId" && !isUuid(pattern)
      ? [`Pattern: \`${pattern}\`.`]
      : []),
    ...(!inRequest && hasDefaultRemoved ? ["Absent means unknown, not 0 or false."] : []),
    ...(isSensitive(shape) ? ["Sensitive."] : []),
  ];
};

const isUuid = (pattern: string): boolean => pattern.startsWith("^[0-9a-fA-F]{8}");

const sizeOf = (type: string, { min, max }: Bounds): readonly string[] => {
  const unit = units[type];
  const range = rangeText(min ?? 0, max, unit);
  return range === undefined ? [] : [range];
};

const units: Readonly<Record<string, string>> = {
  string: " characters",
  list: " items",
  map: " entries",
  blob: " bytes",
};

const rangeText = (min: number, max: number | undefined, unit = ""): string | undefined => {
  if (max === undefined)
    return min === 0 ? undefined : `At least ${min}${min === 1 ? unit.replace(/s$/u, "") : unit}.`;
  if (min === max) return `Exactly ${max}${max === 1 ? unit.replace(/s$/u, "") : unit}.`;
  return `${min} to ${max}${unit}.`;
};

/** `PatchComplianceLevel` is `Patch compliance level`. */
const inWords = (name: string): string => {
  const words = name.replaceAll(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/gu, "$1$3 $2$4").split(" ");
  const lower = words.map((word) => (/^[A-Z]{2,}/u.test(word) ? word : word.toLowerCase())).join(" ");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
};
