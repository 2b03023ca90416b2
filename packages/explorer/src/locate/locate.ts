/** From pasted text to an item of AWS's history. Sends no requests. */
import { safeText } from "@windowpane/text";
import { LinkError } from "../links/link-error.ts";
import { findLink, readLink } from "../links/read-link.ts";
import type { Located, LocatedIds, LocatedKind } from "./located.ts";
import { cleanId } from "../model/ids.ts";
import { readIds, type IdsInText, type Rivals } from "./read-ids.ts";
import { readWhere } from "./read-where.ts";
import { whyNotId } from "./why-not-id.ts";

/**
 * The item that a text refers to: an ID alone or between words, an ARN, a link of the web page, a URL of the console or of our
 * own API, a command line of the AWS CLI or of ours, AWS's JSON, or an EventBridge event (also inside an SNS or SQS message). Undefined if it refers to
 * no item, to several without a common one, or contains control characters.
 *
 * The console's URLs are not documented; those that are recognised here were seen in links in the wild.
 */
export const locate = (text: string): Located | undefined => {
  if (text.length > LONGEST || controls.test(text)) return undefined;
  const linked = readLinked(text);
  if (linked !== undefined) return linked instanceof LinkError ? undefined : linked;
  const readable = decoded(safeText(text));
  return commonItem(readIds(readable), readWhere(readable));
};

/** The item of the link in a text, or why the link cannot be read; undefined without a link. */
const readLinked = (text: string): Located | LinkError | undefined => {
  const address = findLink(text) ?? findLink(decoded(text));
  if (address === undefined) return undefined;
  try {
    const link = readLink(address);
    const { Name: _, group: __, ...ref } = link.screens[0]?.ref ?? {};
    const { region, account } = link;
    const found = Object.entries(ref).filter(([, id]) => id !== undefined);
    const ids: LocatedIds = Object.fromEntries(found);
    return {
      kind: found.length === 0 ? "screen" : kindOf(ids, undefined),
      ids,
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
      link,
    };
  } catch (error) {
    if (error instanceof LinkError) return error;
    throw error;
  }
};

/** The item that a text refers to, or the items of one level if it names several without a common parent. */
export const locateAll = (text: string): readonly Located[] => {
  if (text.length > LONGEST || controls.test(text)) return [];
  const linked = readLinked(text);
  if (linked !== undefined) return linked instanceof LinkError ? [] : [linked];
  const readable = decoded(safeText(text));
  const [ids, where] = [readIds(readable), readWhere(readable)];
  const item = commonItem(ids, where);
  if (item !== undefined) return [item];
  const { bare, named, rivals, started } = ids;
  if (bare.length > 0) return bare.map((uuid) => ({ kind: "uuid", ids: named, uuid, ...where }));
  return (rivals?.ids ?? []).map((id) => {
    const rival = { ...named, [rivals?.member ?? ""]: id };
    return { kind: kindOf(rival, started), ids: rival, ...where };
  });
};

const commonItem = (
  { named, started, bare, isChain }: IdsInText,
  where: Pick<Located, "region" | "account">,
): Located | undefined => {
  if (bare.length > 0 && !saysMoreThanWindow(named)) {
    const ids = isChain ? chainOf(named, bare) : undefined;
    const [uuid] = bare;
    if (bare.length === 1 && uuid !== undefined) return { kind: "uuid", ids: named, uuid, ...where };
    return ids === undefined ? undefined : { kind: kindOf(ids, undefined), ids, ...where };
  }
  const { WindowTargetId, ExecutionId: uuid, ...placed } = named;
  if (
    WindowTargetId !== undefined ||
    Object.keys(placed).length > 0 ||
    (uuid !== undefined && started !== undefined)
  ) {
    return { kind: kindOf(named, started), ids: named, ...where };
  }
  return uuid === undefined ? undefined : { kind: "uuid", ids: {}, uuid, ...where };
};

/** Why `locate` finds no item in a text, in one sentence. */
export const whyNotLocated = (text: string): string => {
  if (text.length > LONGEST) return "The text is too long for an ID, URL or event.";
  if (controls.test(text)) return "The text contains control characters.";
  const linked = readLinked(text);
  if (linked instanceof LinkError) return `${linked.message} ${linked.advice}`.trim();
  const [, registered] = /:(document|patchbaseline)\//.exec(text) ?? [];
  if (registered !== undefined) {
    return `The ARN of a ${nouns[registered] ?? registered} does not refer to an execution.`;
  }
  const { bare, rivals } = readIds(decoded(safeText(text)));
  if (bare.length > 1) return `The text contains ${bare.length} IDs, and does not show what they belong to.`;
  if (rivals !== undefined)
    return `The text names ${rivals.ids.length} ${pluralOf(rivals)}: ${listed(rivals.ids)}.`;
  const wrong = whyNotId(cleanId(text));
  if (wrong !== undefined) return wrong;
  return "The text contains no ID of a maintenance window, execution, task, invocation or machine.";
};

const pluralOf = ({ member }: Rivals): string =>
  member === "InstanceId" ? "machines" : member === "WindowId" ? "windows" : "IDs of one kind";

/** The first of many IDs. */
const listed = (ids: readonly string[]): string =>
  ids.length > MOST_LISTED ? `${ids.slice(0, MOST_LISTED).join(", ")} and more` : ids.join(", ");

const MOST_LISTED = 5;

const nouns: Readonly<Record<string, string>> = {
  patchbaseline: "patch baseline",
};

/** More than the largest message of EventBridge, SNS and SQS. */
const LONGEST = 1_048_576;

/** All but tab, line feed and carriage return. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A URL inside another is percent-encoded; one that is encoded wrongly is read unchanged. */
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

/** UUIDs side by side, in the order of our own commands: execution, task, invocation. More than three have no meaning. */
const chainOf = (named: LocatedIds, bare: readonly string[]): LocatedIds | undefined => {
  const [WindowExecutionId, TaskExecutionId, InvocationId, fourth] = bare;
  if (WindowExecutionId === undefined || TaskExecutionId === undefined || fourth !== undefined)
    return undefined;
  const ids = { ...named, WindowExecutionId, TaskExecutionId };
  return InvocationId === undefined ? ids : { ...ids, InvocationId };
};

/** The innermost level that is named. The output of a command on a machine is found through the command. */
const kindOf = (ids: LocatedIds, started: "command" | "automation" | undefined): LocatedKind => {
  const isPlaced = ids.WindowExecutionId !== undefined;
  if (!isPlaced && ids.ExecutionId !== undefined) return started ?? "command";
  if (ids.InstanceId !== undefined) return "machine";
  if (ids.InvocationId !== undefined) return "invocation";
  if (ids.TaskExecutionId !== undefined) return ids.WindowTargetId === undefined ? "task" : "invocation";
  return isPlaced ? "execution" : "window";
};
