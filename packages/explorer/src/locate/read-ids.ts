import { lowerId } from "../model/ids.ts";
import { isEnvelopeId, labelBefore } from "./labels.ts";
import type { LocatedIds } from "./located.ts";

/** The IDs in a text, by what the text says about them. */
export interface IdsInText {
  /** The IDs with a label, where the text is consistent. */
  readonly named: LocatedIds;
  /** What the `ExecutionId` belongs to, if the text says so. */
  readonly started: "command" | "automation" | undefined;
  /** UUIDs without a label, in their order, each once. */
  readonly bare: readonly string[];
  /** IDs of the outermost level of which the text names several. */
  readonly rivals: Rivals | undefined;
  /** Whether only spaces and punctuation are between them. */
  readonly isChain: boolean;
}

/** Several IDs of one level. */
export interface Rivals {
  readonly member: keyof LocatedIds;
  readonly ids: readonly string[];
}

/**
 * Finds all IDs in a text, in lower case, as AWS writes them. An ID begins and ends at a word boundary, so parts of longer words do
 * not count. An envelope's own `id` does not count in an event, and otherwise only if the text names nothing else.
 */
export const readIds = (pasted: string): IdsInText => {
  const text = pasted.replace(ownersWords, "").replace(sessionNames, "$1");
  const found = new Map<keyof LocatedIds, Set<string>>();
  const bare: string[] = [];
  const envelopes: string[] = [];
  const nouns = !/\bwindowpane\b/.test(text);
  let started: IdsInText["started"];
  let isChain = true;
  let end: number | undefined;
  const name = (member: keyof LocatedIds, id: string): void => {
    found.set(member, (found.get(member) ?? new Set()).add(id));
  };
  for (const { 0: pastedId, index } of text.matchAll(anyId)) {
    const id = lowerId(pastedId);
    if (id.startsWith("mw-")) name("WindowId", id);
    else if (/^m?i-/.test(id)) {
      // Targets in an invocation's parameters do not make the text refer to a machine.
      if (!/instanceids[^a-z]*$/i.test(text.slice(Math.max(0, index - 24), index))) name("InstanceId", id);
    } else {
      const label = labelBefore(text, index, nouns);
      if (label?.member !== undefined) name(label.member, id);
      started ??= label?.kind;
      if (label !== undefined || bare.includes(id)) continue;
      if (isEnvelopeId(text, index)) {
        envelopes.push(id);
        continue;
      }
      if (end !== undefined && !/^[\s/:,|]+$/.test(text.slice(end, index))) isChain = false;
      bare.push(id);
      end = index + id.length;
    }
  }
  if (bare.length === 0 && found.size === 0 && !/detail-?type/i.test(text)) bare.push(...envelopes);
  return { ...agreed(found), started, bare, isChain };
};

/** Free text of users, which may contain IDs of anything. */
const ownersWords = /(?<=owner-?information["'\\]{0,12}\s{0,4}:\s{0,4}["'\\]{1,12})[^"'\\]+/gi;

/** Names of sessions and principals: `AROAEXAMPLE:i-0123456789abcdef0` tells who sent a request, not what it was for. */
const sessionNames = /(assumed-role\/[^/"'\s]{1,64}|\bA(?:ROA|IDA)[A-Z0-9]{8,}(?=:))[/:]m?i-\w+/g;

/** Instance IDs as the API accepts them: EC2's old form with 8 characters and today's with 17. A digit distinguishes them from words. */
const anyId = new RegExp(
  [
    // An underscore is emphasis in chats and tickets.
    String.raw`(?<![a-zA-Z0-9-])(?:`,
    "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "|mw-[0-9a-f]{17}",
    String.raw`|m?i-(?=\w*\d)(?:\w{17}|\w{8})`,
    String.raw`)(?![a-zA-Z0-9-])`,
  ].join(""),
  "gi",
);

/** From the outermost level inwards. A text that names two items of a level refers to their common parent. */
const levels = ["WindowId", "WindowExecutionId", "TaskExecutionId", "InvocationId", "InstanceId"] as const;

const agreed = (
  found: ReadonlyMap<keyof LocatedIds, ReadonlySet<string>>,
): Pick<IdsInText, "named" | "rivals"> => {
  const named: { -readonly [Member in keyof LocatedIds]: LocatedIds[Member] } = {};
  for (const member of levels) {
    const ids = [...(found.get(member) ?? [])];
    if (ids.length > 1) return { named, rivals: { member, ids } };
    const [only] = ids;
    if (only !== undefined) named[member] = only;
  }
  let rivals: Rivals | undefined;
  for (const member of ["WindowTaskId", "WindowTargetId", "ExecutionId"] as const) {
    const ids = [...(found.get(member) ?? [])];
    const [only, second] = ids;
    if (only !== undefined && second === undefined) named[member] = only;
    else if (second !== undefined) rivals = { member, ids };
  }
  return { named, rivals };
};
