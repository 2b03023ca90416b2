/** What the screens of an archive share: what it lacks, and why there is nothing. */
import {
  isSameOrigin,
  originWords,
  type Gap,
  type MissingPeriod,
  type TrendAnswer,
  type TrendOrigin,
} from "@windowpane/report";
import type { ScreenContent } from "../model/content.ts";
import type { Finding } from "../model/finding.ts";
import type { Archived } from "../model/reading.ts";

/**
 * What a screen shows of an answer, besides its rows.
 *
 * @param of - the account and region that the screen is about. Default: all.
 */
export const archiveContent = <Answer extends object>(
  finding: Finding<Archived<Answer>> | undefined,
  answer: TrendAnswer | undefined,
  { nothing, of }: { readonly nothing: string; readonly of?: TrendOrigin | undefined },
): Pick<ScreenContent, "gaps" | "nothing" | "running" | "progress"> => ({
  gaps: groupPeriods(
    (answer?.missing ?? []).filter((period) => of?.Account === undefined || isSameOrigin(period, of)),
  ).map(missingGap),
  nothing:
    finding?.value?.hasArchive === false
      ? "There is no archive of earlier runs here. Create one with `windowpane collect`, and choose it with --archive."
      : nothing,
  // The archive grows.
  running: true,
  progress: finding?.phase === "reading" ? "reading the archive" : undefined,
});

type Periods = readonly [MissingPeriod, ...MissingPeriod[]];

/** The periods with the same account, region and reason, such as those between the runs of a collector that was stopped often. */
const groupPeriods = (periods: readonly MissingPeriod[]): readonly Periods[] => {
  const groups = new Map<string, [MissingPeriod, ...MissingPeriod[]]>();
  for (const period of periods) {
    const key = JSON.stringify([period.Account, period.Region, period.reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [period]);
    else group.push(period);
  }
  return [...groups.values()];
};

/** The gap of periods that an archive lacks for the same reason. */
const missingGap = (periods: Periods): Gap => {
  const [{ Account, Region, reason }] = periods;
  return {
    operation: "DescribeMaintenanceWindowExecutions",
    count: 1,
    ids: {},
    kind: "missing",
    code: "not-collected",
    why: `The archive lacks ${periodsText(periods)}${ofText({ Account, Region })}. ${reason}`,
    nextStep:
      "Check the output of `windowpane collect`, and run it at least once in 30 days: AWS keeps executions that long.",
    ...(Account === undefined && Region === undefined ? {} : { origin: { Account, Region } }),
  };
};

const periodsText = (periods: Periods): string => {
  const { longest, since, until } = periods.reduce(
    (all, period) => ({
      longest: lengthOf(period) > lengthOf(all.longest) ? period : all.longest,
      since: period.since < all.since ? period.since : all.since,
      until: period.until > all.until ? period.until : all.until,
    }),
    { longest: periods[0], since: periods[0].since, until: periods[0].until },
  );
  const longestText = rangeText(longest);
  if (periods.length === 1) return `${longestText} UTC`;
  return `${periods.length} periods between ${minuteText(since)} and ${minuteText(until)} UTC (the longest: ${longestText})`;
};

const lengthOf = ({ since, until }: MissingPeriod): number => until.getTime() - since.getTime();

const rangeText = ({ since, until }: MissingPeriod): string => `${minuteText(since)} to ${minuteText(until)}`;

const ofText = (origin: TrendOrigin): string => {
  const words = originWords(origin);
  return words === "" ? "" : ` of ${words}`;
};

/** An instant in UTC, to the minute. */
export const minuteText = (at: Date): string => at.toISOString().slice(0, 16).replace("T", " ");
