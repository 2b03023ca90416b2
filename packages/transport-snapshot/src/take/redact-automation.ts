/**
 * Redacts automations and their steps. AWS's model does not mark their parameters, inputs and outputs as sensitive, but they
 * contain the same values as `Parameters` of commands, which it does.
 */
import { isObject } from "../file/entry-line.ts";
import { instanceIdsIn, plainName, redactedParameters, targetsIn } from "./redact-parameters.ts";

/** Redacts an automation or a step: keeps documents, machines, targets, patch operations, and IDs of what it started. */
export const redactAutomation = (automation: object): object =>
  Object.fromEntries(
    Object.entries(automation).flatMap(([name, value]: [string, unknown]) => {
      const redact = Object.hasOwn(members, name) ? members[name] : undefined;
      const kept = redact === undefined ? value : redact(value);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );

/** Redacts a value. Undefined if nothing is kept. */
type Redact = (value: unknown, name?: string) => unknown;

const remove: Redact = () => undefined;

const each =
  (redact: (item: object) => object): Redact =>
  (value) =>
    Array.isArray(value) ? value.filter(isObject).map(redact) : undefined;

/** Redacts the values of a map, and keeps it even if it is empty. */
const mapOf =
  (redact: Redact): Redact =>
  (value) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, member]) => {
            const kept = redact(member, name);
            return kept === undefined ? [] : [[name, kept]];
          }),
        )
      : undefined;

const parameters: Redact = (value) => redactedParameters(value) ?? {};

/** Output names and the form of the values that are kept: IDs of what a step started, and its status. */
const outputForms: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [/(?:command|execution)id$/u, /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu],
  [/(?:^|\.)status$/u, /^[A-Za-z]{1,20}$/u],
  [/(?:^|\.)responsecode$/u, /^-?\d{1,10}$/u],
];

const output: Redact = (value, name = "") => {
  const form = outputForms.find(([names]) => names.test(plainName(name)))?.[1];
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const kept = values.filter((text) => typeof text === "string" && form?.test(text) === true);
  return kept.length === 0 ? instanceIdsIn(value) : kept;
};

/** Inputs that contain names, limits or locations. */
const keptInputs: ReadonlySet<string> = new Set([
  "api",
  "documentname",
  "documentversion",
  "instanceid",
  "instanceids",
  "maxconcurrency",
  "maxerrors",
  "service",
  "targetlocations",
  "targetparametername",
]);

/** An input is text, or JSON as text. */
const input: Redact = (value, name = "") => {
  if (typeof value !== "string" || keptInputs.has(plainName(name))) return value;
  return inJson(value, (content) => {
    if (plainName(name) === "parameters") return redactedParameters(content);
    return plainName(name) === "targets" ? targetsIn(content) : instanceIdsIn(content);
  });
};

/** Redacts a value in JSON, or a text that is not JSON. */
const inJson = (text: string, redact: Redact): unknown => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return redact(text);
  }
  const kept = redact(content);
  return kept === undefined ? undefined : JSON.stringify(kept);
};

const idMap = mapOf((value) => instanceIdsIn(value));

const members: Readonly<Record<string, Redact>> = {
  Inputs: mapOf(input),
  Outputs: mapOf(output),
  OverriddenParameters: parameters,
  Parameters: parameters,
  ParentStepDetails: (value) => (isObject(value) ? redactAutomation(value) : undefined),
  // Of a loop; also a member of ParentStepDetails.
  IteratorValue: (value) =>
    typeof value === "string" ? inJson(value, (content) => instanceIdsIn(content)) : undefined,
  Response: remove,
  Runbooks: each(redactAutomation),
  StepExecutions: each(redactAutomation),
  // May be a presigned URL.
  TargetLocationsURL: remove,
  TargetMaps: (value) => (Array.isArray(value) ? value.map((map) => idMap(map) ?? {}) : undefined),
  Variables: remove,
};
