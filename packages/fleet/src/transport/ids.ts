/** The IDs in requests and responses, which decide which location a request is sent to. */
import { isInstanceId, readParameters, type Input, type OperationName } from "@windowpane/core";

/** Kind of an ID: what must be requested to find its location. */
export type IdKind = "window" | "execution" | "command" | "automation" | "machine";

/** The one resource that a request is about. */
export interface SoughtId {
  readonly kind: IdKind;
  readonly id: string;
}

/** Members of a request that name one resource. The first that is present decides: others are within it. */
const kinds: readonly (readonly [member: string, kind: IdKind])[] = [
  ["WindowExecutionId", "execution"],
  ["WindowId", "window"],
  ["CommandId", "command"],
  ["AutomationExecutionId", "automation"],
  ["InstanceId", "machine"],
];

/** The resource that a request is about. Undefined for lists over the whole account. */
export const soughtId = (input: object): SoughtId | undefined => {
  for (const [member, kind] of kinds) {
    const id: unknown = Reflect.get(input, member);
    if (typeof id === "string" && id !== "") return { kind, id };
  }
  return undefined;
};

/** Keys of filters and targets whose values are IDs, in lower case. */
const idKeys: ReadonlySet<string> = new Set([
  "instanceids",
  "aws:instanceinformation.instanceid",
  "executionid",
  "parentexecutionid",
]);

/** The IDs to which a list over the whole account is limited: its list of machines, or the values of a filter. Empty: no limit. */
export const limitingIds = (input: object): readonly string[] => {
  const direct: unknown = Reflect.get(input, "InstanceIds");
  if (Array.isArray(direct)) return textsOf(direct);
  for (const member of ["Filters", "InstanceInformationFilterList", "Targets"]) {
    const filters: unknown = Reflect.get(input, member);
    for (const filter of Array.isArray(filters) ? filters : []) {
      if (typeof filter !== "object" || filter === null) continue;
      const key: unknown = Reflect.get(filter, "Key") ?? Reflect.get(filter, "key");
      const type: unknown = Reflect.get(filter, "Type") ?? "Equal";
      if (typeof key !== "string" || !idKeys.has(key.toLowerCase()) || type !== "Equal") continue;
      const values: unknown = Reflect.get(filter, "Values") ?? Reflect.get(filter, "valueSet");
      if (Array.isArray(values)) return textsOf(values);
    }
  }
  return [];
};

/** The request for some of its machines. Requests that are limited by a filter need no change. */
export const limitedTo = <Name extends OperationName>(
  input: Input<Name>,
  ids: readonly string[],
): Input<Name> => ("InstanceIds" in input ? { ...input, InstanceIds: ids } : input);

const textsOf = (values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === "string");

/** Members of a response that are IDs of the location's own resources. */
const ownIds = [
  "WindowId",
  "WindowExecutionId",
  "CommandId",
  "AutomationExecutionId",
  "InstanceId",
  "ExecutionId",
] as const;

/** Calls `learn` with each ID of a resource that an item or a response belongs to. */
export const idsOf = (item: object, learn: (id: string) => void): void => {
  for (const member of ownIds) {
    const id: unknown = Reflect.get(item, member);
    if (typeof id === "string") learn(id);
  }
  const parameters: unknown = Reflect.get(item, "Parameters");
  if (typeof parameters === "string") for (const id of readParameters(parameters).instanceIds) learn(id);
};

/** Operations whose responses mention resources deep inside, such as the command of an automation step. */
const mentioning: ReadonlySet<OperationName> = new Set([
  "GetAutomationExecution",
  "DescribeAutomationExecutions",
  "DescribeAutomationStepExecutions",
]);

/**
 * Calls `learn` with each ID that a response only mentions. It can be of another location: an automation can run in several
 * accounts.
 */
export const mentionedIds = (
  operation: OperationName,
  response: unknown,
  learn: (id: string) => void,
): void => {
  if (mentioning.has(operation)) visit(response, learn);
};

const visit = (value: unknown, learn: (id: string) => void): void => {
  if (typeof value === "string") {
    if (isId(value)) learn(value);
  } else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) visit(member, learn);
  }
};

const isId = (text: string): boolean =>
  text.length < 64 &&
  (isInstanceId(text) || /^(?:mw-[\da-f]{17}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/u.test(text));
