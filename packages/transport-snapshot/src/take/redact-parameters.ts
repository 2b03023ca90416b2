import { isInstanceId, readParameters } from "@windowpane/core";
import { isObject } from "../file/entry-line.ts";

/**
 * Redacts the JSON of an invocation's `Parameters`. Keeps the document name, the machines and the targets, which Run
 * Command's lists contain, too, and the patch operation: Operation, RebootOption, and whether there is a BaselineOverride.
 * Undefined if it is not a JSON object.
 *
 * The shape is unchanged, because AWS documents it only with samples of RUN_COMMAND. Instance IDs are kept at any depth.
 */
export const redactParameters = (parameters: string): string | undefined => {
  const { raw } = readParameters(parameters);
  if (!isObject(raw)) return undefined;
  const kept = Object.entries(raw).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const left = partOf(plainName(name), value);
    return left === undefined ? [] : [[name, left]];
  });
  return JSON.stringify(Object.fromEntries(kept));
};

const partOf = (name: string, value: unknown): unknown => {
  switch (name) {
    case "documentname":
      return typeof value === "string" ? value : undefined;
    case "instanceids":
    case "instanceid":
      // Unchanged, because an invalid ID can be the reason of a failure.
      return stringsIn(value);
    case "targets":
      return targetsIn(value);
    case "parameters":
      return redactedParameters(value);
    default:
      return instanceIdsIn(value);
  }
};

/** Redacts the parameters of a document: keeps machines and the patch operation. Undefined if nothing is kept. */
export const redactedParameters = (value: unknown): unknown => {
  if (!isObject(value)) return instanceIdsIn(value);
  const kept = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    const left = patchParameterIn(plainName(name), member) ?? instanceIdsIn(member, 1);
    return left === undefined ? [] : [[name, left]];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

const patchWords: Readonly<Record<string, ReadonlySet<string>>> = {
  operation: new Set(["scan", "install"]),
  action: new Set(["scan", "install"]),
  rebootoption: new Set(["rebootifneeded", "noreboot"]),
};

const patchParameterIn = (name: string, value: unknown): readonly string[] | undefined => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const words = list.filter((word) => typeof word === "string").filter((word) => word !== "");
  // Its URL can be presigned.
  if (name === "baselineoverride") return words.length === 0 ? undefined : [REDACTED];
  const known = Object.hasOwn(patchWords, name) ? patchWords[name] : undefined;
  const kept = words.filter((word) => known?.has(word.toLowerCase()) === true);
  return kept.length === 0 ? undefined : kept;
};

const REDACTED = "redacted";

/** Maximum depth, as a limit for hostile nesting. */
const DEEPEST = 8;

/** The instance IDs in a value, in its shape. Undefined without one. */
export const instanceIdsIn = (value: unknown, depth = 0): unknown => {
  if (depth > DEEPEST) return undefined;
  if (typeof value === "string") return isInstanceId(value) ? value : undefined;
  if (Array.isArray(value)) {
    const ids = value.map((item) => instanceIdsIn(item, depth + 1)).filter((item) => item !== undefined);
    return ids.length === 0 ? undefined : ids;
  }
  if (!isObject(value)) return undefined;
  const members = Object.entries(value)
    .map(([name, member]) => [name, instanceIdsIn(member, depth + 1)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
};

/** Names of members of a target. Which of them AWS uses is unverified. */
const targetMembers: ReadonlySet<string> = new Set([
  "key",
  "targetkey",
  "targettype",
  "values",
  "targetvalues",
]);

/** The targets in a value, without other members. */
export const targetsIn = (value: unknown): unknown =>
  Array.isArray(value) ? value.filter(isObject).map(targetOf) : undefined;

const targetOf = (target: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(target).flatMap(([name, value]) => {
      const left = targetMembers.has(plainName(name)) ? stringsIn(value) : undefined;
      return left === undefined ? [] : [[name, left]];
    }),
  );

/** A string, or the strings of a list. */
const stringsIn = (value: unknown): unknown => {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
};

/** A name in lower case without spaces and separators, because AWS's samples differ in both. */
export const plainName = (name: string): string => name.replaceAll(/[\s:_-]/g, "").toLowerCase();
