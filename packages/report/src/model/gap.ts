import { errorCode, type OperationName, type UnreadLocation, type WindowpaneError } from "@windowpane/core";
import { describeAffected, mergeAffected } from "./affected.ts";
import { explainError, gapKindOf, gapText } from "./gap-kind.ts";
import { groupOrigins, originLabel, originOfItem, originWords, type OriginGroup } from "./origin.ts";
import type { AccountRegion, Gap } from "./report.ts";
import { plainLine } from "./text.ts";

/** What a gap is about: the request. */
export interface GapSubject {
  readonly operation: OperationName;
  readonly ids: Readonly<Record<string, string>>;
  /** What is missing without it, as the start of a sentence: `What the command did on its machines`. */
  readonly what: string;
}

/** The gap for an error. */
export const gapOf = (error: WindowpaneError, { operation, ids, what }: GapSubject): Gap => {
  const { why, nextStep } = explainError(error, operation);
  const message = hasMessage(error) ? plainLine(error.message) : undefined;
  return {
    operation,
    count: 1,
    ids,
    kind: gapKindOf(error),
    code: errorCode(error),
    why: `${what} could not be read: ${why}.`,
    ...(message === undefined ? {} : { message }),
    nextStep,
    ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
  };
};

/** The gaps for an error: one, or one for each account and region that is missing from a merged list. */
export const gapsOf = (error: WindowpaneError, subject: GapSubject): readonly Gap[] => {
  return error.kind === "unread-locations"
    ? error.locations.map((one) => unreadGap(one, subject))
    : [gapOf(error, subject)];
};

const unreadGap = (location: UnreadLocation, { operation, ids, what }: GapSubject): Gap => {
  const { error, reason = `${explainError(error, operation).why}.`, remedy } = location;
  const origin = originOfItem(location);
  return {
    operation,
    count: 1,
    ids,
    kind: gapKindOf(error),
    code: errorCode(error),
    why: unreadSentence(what, location, reason),
    ...(hasMessage(error) ? { message: plainLine(error.message) } : {}),
    nextStep: plainLine(remedy),
    ...(origin === undefined ? {} : { origin }),
  };
};

/** Why a whole account or region is missing, in one sentence. `what`: what is missing, as the start of it. */
export const unreadSentence = (what: string, origin: AccountRegion, reason: string): string =>
  `${what} ${unreadIn(origin)}${plainLine(reason)}`;

const unreadIn = (origin: AccountRegion): string =>
  `could not be read in ${plainLine(originWords(origin))}: `;

/** Groups the gaps of an account that are equal in several regions: each group is one thing that is missing. */
export const groupGaps = (gaps: readonly Gap[]): readonly OriginGroup<Gap>[] =>
  groupOrigins(
    gaps,
    ({ origin }) => origin,
    (gap) => [gap.why, describeAffected(gap), gap.nextStep].join("\n"),
  );

/**
 * Why a whole account or region is missing, in a few words: `legacy: the role could not be assumed`. Undefined for other gaps.
 */
export const unreadLabel = ({ why, origin, ids }: Gap): string | undefined => {
  if (origin === undefined || Object.keys(ids).length > 0) return undefined;
  const before = unreadIn(origin);
  const at = why.indexOf(before);
  if (at < 0) return undefined;
  const reason = why.slice(at + before.length).replaceAll(/ ?arn:\S+/g, "");
  const [first = ""] = reason.split(/[,:] |\.$/u);
  const { Region: _, ...account } = origin;
  return `${originLabel(account)}: ${/^[A-Z][a-z]/u.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first}`;
};

/** The gap of an action that has ended and whose history has expired. */
export const expiredGap = ({ operation, ids, what }: GapSubject): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "not-found",
  code: "expired",
  why: `${what} could not be read: its history has expired.`,
  nextStep: gapText("not-found", operation).nextStep,
});

/** The gap of something that one response names and another lacks. */
export const missingGap = (
  { operation, ids, what }: GapSubject,
  nextStep = gapText("missing", operation).nextStep,
): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "missing",
  code: "missing",
  why: `${what}.`,
  nextStep,
});

/** The gap of a missing task. Default: AWS lists a task without an ID. */
export const missingTask = (
  WindowExecutionId: string,
  what = "AWS lists a task without an ID, so its invocations cannot be requested",
): Gap =>
  missingGap({
    operation: "DescribeMaintenanceWindowExecutionTasks",
    ids: { WindowExecutionId },
    what,
  });

/** Merges equal gaps and counts them. Sorts by operation, then IDs, because the order of responses varies. */
export const foldGaps = (gaps: Iterable<Gap>): readonly Gap[] => {
  const folded = new Map<string, SortedGap>();
  const equal = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const { Account, Region } = gap.origin ?? {};
    const key = [gap.operation, gap.kind, gap.code, gap.why, Account, Region].join("\n");
    const group = equal.get(key);
    if (group === undefined) equal.set(key, [gap]);
    else group.push(gap);
    const sorted = { gap, sortKey: sortKeyOf(gap) };
    const before = folded.get(key);
    if (before === undefined) folded.set(key, sorted);
    else {
      const first = bySortKey(sorted, before) < 0 ? sorted : before;
      folded.set(key, { ...first, gap: { ...first.gap, count: before.gap.count + gap.count } });
    }
  }
  return [...folded]
    .toSorted(([, one], [, other]) => bySortKey(one, other))
    .map(([key, { gap }]) => {
      const group = equal.get(key) ?? [];
      return group.length < 2 ? gap : { ...gap, ...mergeAffected(group) };
    });
};

interface SortedGap {
  readonly gap: Gap;
  readonly sortKey: string;
}

const sortKeyOf = ({ operation, ids, code, why }: Gap): string =>
  [operation, ...Object.values(ids), code, why].join("\n");

const bySortKey = ({ sortKey: one }: SortedGap, { sortKey: other }: SortedGap): number =>
  one < other ? -1 : Number(one > other);

/** Whether the error has a message from AWS or the network, which is more precise than the texts of its kind. */
const hasMessage = (error: WindowpaneError): boolean =>
  error.kind === "service" ? error.message !== error.code : error.kind === "transport";
