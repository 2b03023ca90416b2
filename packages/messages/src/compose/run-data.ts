/** What a message tells of a run: the report, shortened. */
import {
  describeAffected,
  describeRecurrence,
  describeResults,
  groupSize,
  memberNames,
  patchesText,
  type ExecutionReport,
  type Gap,
  type Group,
} from "@windowpane/report";
import { cutLine, safeLine } from "@windowpane/text";
import type { CauseData, GapData, RunData } from "../model/content.ts";

/** Maximum causes in a message. The page has all of them. */
const CAUSES = 10;
/** Maximum machines that a cause names. */
const NAMES = 10;
/** Maximum gaps in a message. */
const GAPS = 5;
/** Maximum length of a sentence, in code points. */
const SENTENCE = 600;
/** Maximum length of a name, in code points. */
const NAME = 128;

/** What the caller knows beside the report. */
export interface RunFacts {
  readonly accountName?: string | undefined;
  readonly recovered: boolean;
  readonly link?: string | undefined;
}

/** The data of a message about a run. Parameters, owner information and messages of AWS stay out. */
export const runDataOf = (report: ExecutionReport, { accountName, recovered, link }: RunFacts): RunData => {
  const { WindowId, Name, WindowExecutionId, Status, StartTime, EndTime } = report;
  const { Account, Region } = report.origin ?? {};
  const { machineCounts, patches, groups, gaps } = report;
  const patchWords = patchesText(report);
  const ended = EndTime ?? StartTime ?? new Date(0);
  return {
    ...present({
      Account,
      accountName: accountName === undefined ? undefined : line(accountName, NAME),
      Region,
      WindowId,
      Name: Name === undefined ? undefined : line(Name, NAME),
      Status: Status === undefined ? undefined : line(Status, NAME),
      StartTime: StartTime?.toISOString(),
      EndTime: EndTime?.toISOString(),
      link,
    }),
    WindowExecutionId,
    verdict: report.verdict,
    reason: line(report.reason),
    falseGreen: report.falseGreen,
    recovered,
    machines: {
      total: machineCounts.total,
      exact: machineCounts.exact,
      results: aboveZero(machineCounts.results),
      words: describeResults(machineCounts),
    },
    ...(patches === undefined || patchWords === undefined
      ? {}
      : { patches: { results: aboveZero(patches.results), words: line(patchWords) } }),
    causes: groups.slice(0, CAUSES).map((group) => causeDataOf(group, ended)),
    moreCauses: Math.max(0, groups.length - CAUSES),
    gaps: gaps.slice(0, GAPS).map(gapDataOf),
    moreGaps: Math.max(0, gaps.length - GAPS),
  };
};

/** @param ended - the end of the run, so that "new tonight" stays true when the message is sent later. */
const causeDataOf = (group: Group, ended: Date): CauseData => {
  // An execution's own ID names no machine. Since when each machine has the cause would not fit.
  const members = group.members
    .filter(({ kind }) => kind !== "execution")
    .map((member) => ({ ...member, recurrence: undefined }));
  const names = memberNames({ ...group, members }, ended).map((name) => line(name, NAME));
  const [recurrence] = group.recurrence ?? [];
  return {
    slug: group.slug,
    title: line(group.title),
    weight: group.weight,
    machines: group.machines,
    size: groupSize(group),
    ...present({
      evidence: group.evidence === undefined ? undefined : line(group.evidence),
      otherwise: group.otherwise === undefined ? undefined : line(group.otherwise),
      since:
        recurrence === undefined ? undefined : describeRecurrence(recurrence, { day: dayText, now: ended }),
    }),
    nextStep: line(group.nextStep),
    names: names.slice(0, NAMES),
    moreNames: Math.max(0, names.length - NAMES),
  };
};

const gapDataOf = (gap: Gap): GapData => ({
  why: line([gap.why, describeAffected(gap)].filter((text) => text !== "").join(" ")),
  nextStep: line(gap.nextStep),
  count: gap.count,
});

/** One safe line of limited length. */
export const line = (text: string, length = SENTENCE): string => cutLine(safeLine(text), length);

/** `24 Nov`, in UTC. */
const dayText = (at: Date): string => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ""}`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const aboveZero = <Key extends string>(
  counts: Readonly<Record<Key, number>>,
): Readonly<Partial<Record<Key, number>>> =>
  // fromEntries forgets the type of the keys.
  Object.fromEntries(Object.entries<number>(counts).filter(([, count]) => count > 0)) as Partial<
    Record<Key, number>
  >;

/** The members that are not undefined. */
export const present = <Members extends object>(members: Members): Members =>
  // fromEntries forgets the type of the members.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members;
