import { isInstanceId, readParameters } from "@windowpane/core";
import { isObject } from "../file/read-content.ts";

/**
 * The JSON of an invocation's `Parameters` with nothing left in it but the document's name, the machines and the targets,
 * which anybody sees in Run Command's lists, and what a patch run does: Operation and RebootOption in AWS's words, and that
 * there is a BaselineOverride. Everything else, which is where secrets stand, is taken out. Undefined when it is no JSON
 * object.
 *
 * Its shape stays, as AWS documents it for RUN_COMMAND only and by samples: what looks like a machine's id is kept
 * wherever it stands.
 */
export const machinesOnly = (parameters: string): string | undefined => {
  const { raw } = readParameters(parameters);
  if (!isObject(raw)) return undefined;
  const kept = Object.entries(raw).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const left = partOf(plain(name), value);
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
      // As they stand: one that breaks AWS's pattern is a reason to fail, not to vanish.
      return texts(value);
    case "targets":
      return Array.isArray(value) ? value.filter(isObject).map(targetOf) : undefined;
    case "parameters":
      return parametersIn(value);
    default:
      return idsIn(value, 0);
  }
};

/** Of a document's parameters the machines, and what a patch run does, in AWS's own words. */
const parametersIn = (value: unknown): unknown => {
  if (!isObject(value)) return idsIn(value, 0);
  const kept = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    const left = patchParameterIn(plain(name), member) ?? idsIn(member, 1);
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
  // That there is one matters; its URL can be presigned.
  if (name === "baselineoverride") return words.length === 0 ? undefined : [LEFT_OUT];
  const known = Object.hasOwn(patchWords, name) ? patchWords[name] : undefined;
  const kept = words.filter((word) => known?.has(word.toLowerCase()) === true);
  return kept.length === 0 ? undefined : kept;
};

const LEFT_OUT = "left out";

/** Deep enough for every shape seen; hostile nesting stops here. */
const DEEPEST = 8;

const idsIn = (value: unknown, depth: number): unknown => {
  if (depth > DEEPEST) return undefined;
  if (typeof value === "string") return isInstanceId(value) ? value : undefined;
  if (Array.isArray(value)) {
    const ids = value.map((item) => idsIn(item, depth + 1)).filter((item) => item !== undefined);
    return ids.length === 0 ? undefined : ids;
  }
  if (!isObject(value)) return undefined;
  const members = Object.entries(value)
    .map(([name, member]) => [name, idsIn(member, depth + 1)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
};

/** Which of these names AWS writes is not verified. */
const targetMembers: ReadonlySet<string> = new Set([
  "key",
  "targetkey",
  "targettype",
  "values",
  "targetvalues",
]);

const targetOf = (target: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(target).flatMap(([name, value]) => {
      const left = targetMembers.has(plain(name)) ? texts(value) : undefined;
      return left === undefined ? [] : [[name, left]];
    }),
  );

/** A text, or the texts of a list. */
const texts = (value: unknown): unknown => {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : undefined;
};

/** AWS's older samples have blanks inside keys, and the casing differs from place to place. */
const plain = (name: string): string => name.replaceAll(/[\s:_-]/g, "").toLowerCase();
