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
  gaps: (answer?.missing ?? [])
    .filter((period) => of?.Account === undefined || isSameOrigin(period, of))
    .map(missingGap),
  nothing:
    finding?.value?.hasArchive === false
      ? "There is no archive of earlier runs here. Create one with `windowpane collect`, and choose it with --archive."
      : nothing,
  // The archive grows.
  running: true,
  progress: finding?.phase === "reading" ? "reading the archive" : undefined,
});

/** The gap of a period that an archive lacks. */
const missingGap = ({ Account, Region, since, until, reason }: MissingPeriod): Gap => ({
  operation: "DescribeMaintenanceWindowExecutions",
  count: 1,
  ids: {},
  kind: "missing",
  code: "not-collected",
  why: `The archive lacks ${minuteText(since)} to ${minuteText(until)} UTC${ofText({ Account, Region })}. ${reason}`,
  nextStep:
    "Check the output of `windowpane collect`, and run it at least once in 30 days: AWS keeps executions that long.",
  ...(Account === undefined && Region === undefined ? {} : { origin: { Account, Region } }),
});

const ofText = (origin: TrendOrigin): string => {
  const words = originWords(origin);
  return words === "" ? "" : ` of ${words}`;
};

/** An instant in UTC, to the minute. */
export const minuteText = (at: Date): string => at.toISOString().slice(0, 16).replace("T", " ");
