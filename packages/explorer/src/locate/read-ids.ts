import { labelBefore } from "./labels.ts";
import type { LocatedIds } from "./located.ts";

/** The IDs in a text, by what the text says about them. */
export interface IdsInText {
  /** The IDs with a label, where the text is consistent. */
  readonly named: LocatedIds;
  /** What the `ExecutionId` belongs to, if the text says so. */
  readonly started: "command" | "automation" | undefined;
  /** UUIDs without a label, in their order, each once. */
  readonly bare: readonly string[];
  /** Whether only spaces and punctuation are between them. */
  readonly isChain: boolean;
}

/** Finds all IDs in a text. An ID begins and ends at a word boundary, so parts of longer words do not count. */
export const readIds = (pasted: string): IdsInText => {
  const text = pasted.replace(ownersWords, "");
  const found = new Map<keyof LocatedIds, Set<string>>();
  const bare: string[] = [];
  const nouns = !/\bwindowpane\b/.test(text);
  let started: IdsInText["started"];
  let isChain = true;
  let end: number | undefined;
  const name = (member: keyof LocatedIds, id: string): void => {
    found.set(member, (found.get(member) ?? new Set()).add(id));
  };
  for (const { 0: id, index } of text.matchAll(anyId)) {
    if (id.startsWith("mw-")) name("WindowId", id);
    else if (/^m?i-/.test(id)) {
      // Targets in an invocation's parameters do not make the text refer to a machine.
      if (!/instanceids[^a-z]*$/i.test(text.slice(Math.max(0, index - 24), index))) name("InstanceId", id);
    } else {
      const label = labelBefore(text, index, nouns);
      if (label?.member !== undefined) name(label.member, id);
      started ??= label?.kind;
      if (label !== undefined || bare.includes(id)) continue;
      if (end !== undefined && !/^[\s/:,|]+$/.test(text.slice(end, index))) isChain = false;
      bare.push(id);
      end = index + id.length;
    }
  }
  return { named: agreed(found), started, bare, isChain };
};

/** Free text of users, which may contain IDs of anything. */
const ownersWords = /(?<=owner-?information["'\\]{0,12}\s{0,4}:\s{0,4}["'\\]{1,12})[^"'\\]+/gi;

/** Instance IDs as the API accepts them: EC2's old form with 8 characters and today's with 17. A digit distinguishes them from words. */
const anyId = new RegExp(
  [
    String.raw`(?<![\w-])(?:`,
    "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "|mw-[0-9a-f]{17}",
    String.raw`|m?i-(?=\w*\d)(?:\w{17}|\w{8})`,
    String.raw`)(?![\w-])`,
  ].join(""),
  "g",
);

/** From the outermost level inwards. A text that names two items of a level refers to their common parent. */
const levels = ["WindowId", "WindowExecutionId", "TaskExecutionId", "InvocationId", "InstanceId"] as const;

const agreed = (found: ReadonlyMap<keyof LocatedIds, ReadonlySet<string>>): LocatedIds => {
  const named: { -readonly [Member in keyof LocatedIds]: LocatedIds[Member] } = {};
  for (const level of levels) {
    const [only, second] = found.get(level) ?? [];
    if (second !== undefined) return named;
    if (only !== undefined) named[level] = only;
  }
  for (const member of ["WindowTargetId", "ExecutionId"] as const) {
    const [only, second] = found.get(member) ?? [];
    if (only !== undefined && second === undefined) named[member] = only;
  }
  return named;
};
