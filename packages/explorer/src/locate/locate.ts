/** From whatever a person pastes to a place in AWS's history. Nothing is asked here. */
import { safeText } from "@windowpane/text";
import type { Located, LocatedIds, LocatedKind } from "./located.ts";
import { readIds } from "./read-ids.ts";
import { readWhere } from "./read-where.ts";

/**
 * The place that a text speaks of: an id alone or between words, an ARN, an address of the console or of our own API, a command
 * line of the AWS CLI or of ours, AWS's JSON, or an EventBridge event (also inside an SNS or SQS message). Undefined when it names
 * none, or several that have nothing in common, and for text with control characters, which no paste should hold.
 *
 * Which page of the console has which address is not documented; what is read here was seen in links that people build.
 */
export const locate = (text: string): Located | undefined => {
  if (text.length > LONGEST || controls.test(text)) return undefined;
  const readable = decoded(safeText(text));
  const { named, started, bare, isChain } = readIds(readable);
  const where = readWhere(readable);
  if (bare.length > 0 && !saysMoreThanWindow(named)) {
    const ids = isChain ? chainOf(named, bare) : undefined;
    const [uuid] = bare;
    if (bare.length === 1 && uuid !== undefined) return { kind: "uuid", ids: named, uuid, ...where };
    return ids === undefined ? undefined : { kind: kindOf(ids, undefined), ids, ...where };
  }
  const { WindowTargetId: _, ExecutionId: uuid, ...placed } = named;
  if (Object.keys(placed).length > 0 || (uuid !== undefined && started !== undefined)) {
    return { kind: kindOf(named, started), ids: named, ...where };
  }
  return uuid === undefined ? undefined : { kind: "uuid", ids: {}, uuid, ...where };
};

/** Why `locate` finds nothing in a text, as a sentence about it. */
export const whyNowhere = (text: string): string => {
  if (text.length > LONGEST) return "The text is too long to be an id, an address or an event.";
  if (controls.test(text)) return "The text holds control characters, so it is not read.";
  const [, registered] = /:(windowtask|windowtarget|document|patchbaseline)\//.exec(text) ?? [];
  if (registered !== undefined) {
    return `The ARN of a ${nouns[registered] ?? registered} says nothing about what ran.`;
  }
  const { bare, named } = readIds(decoded(safeText(text)));
  if (bare.length > 1) return `The text holds ${bare.length} ids and does not say what they belong to.`;
  if (named.WindowTargetId !== undefined) return "A registered target is no place in the history.";
  return "There is no id in the text that belongs to a maintenance window.";
};

const nouns: Readonly<Record<string, string>> = {
  windowtask: "registered task",
  windowtarget: "registered target",
  patchbaseline: "patch baseline",
};

/** More than the largest message of EventBridge, SNS and SQS. */
const LONGEST = 1_048_576;

/** All but tab, line feed and carriage return. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** An address inside another is percent-encoded; one that is encoded wrongly is read as it stands. */
const decoded = (text: string): string => {
  if (!/https?:\/\//.test(text) || !text.includes("%")) return text;
  return text.replace(/(?:%[0-7][0-9a-f])+/gi, (octets) => {
    const plain = decodeURIComponent(octets);
    return controls.test(plain) ? octets : plain;
  });
};

const saysMoreThanWindow = ({
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  ExecutionId,
}: LocatedIds): boolean =>
  [WindowExecutionId, TaskExecutionId, InvocationId, ExecutionId].some((id) => id !== undefined);

/** Bare UUIDs side by side as our own commands take them: execution, task, invocation. More of them mean nothing. */
const chainOf = (named: LocatedIds, bare: readonly string[]): LocatedIds | undefined => {
  const [WindowExecutionId, TaskExecutionId, InvocationId, fourth] = bare;
  if (WindowExecutionId === undefined || TaskExecutionId === undefined || fourth !== undefined)
    return undefined;
  const ids = { ...named, WindowExecutionId, TaskExecutionId };
  return InvocationId === undefined ? ids : { ...ids, InvocationId };
};

/** The innermost level that is named. What a command did on a machine is found through the command. */
const kindOf = (ids: LocatedIds, started: "command" | "automation" | undefined): LocatedKind => {
  const isPlaced = ids.WindowExecutionId !== undefined;
  if (!isPlaced && ids.ExecutionId !== undefined) return started ?? "command";
  if (ids.InstanceId !== undefined) return "machine";
  if (ids.InvocationId !== undefined) return "invocation";
  if (ids.TaskExecutionId !== undefined) return ids.WindowTargetId === undefined ? "task" : "invocation";
  return isPlaced ? "execution" : "window";
};
