/** The parameters and the query of a trend. */
import { lastNights, TREND_NIGHTS, type TrendQuery, type TrendStep } from "@windowpane/report";
import { maxResults, optionalWord } from "../parameters/common.ts";
import { account, region } from "../parameters/selection.ts";
import { DAY, since, until } from "../parameters/since.ts";
import { timeZone, type TimeZone } from "../parameters/time-zone.ts";
import { invalidRequest } from "../problem/problem-error.ts";
import type { RouteRequest } from "../route/route.ts";

/** Longest period, in days: an answer has a value for each day and row. */
const MOST_DAYS = 1100;

/** Parameters of every trend. */
export const trendParameters = {
  since: { ...since, about: `${since.about} Default: the last ${TREND_NIGHTS} nights.`, example: "30d" },
  until,
  timeZone: { ...timeZone, about: timeZone.about.replace("a day begins and ends", "nights begin and end") },
  step: optionalWord<TrendStep>(
    ["night", "week"],
    "Length of a step. A night is a local day, a week begins on Monday. Default: `night`.",
  ),
  account,
  region,
  maxResults: maxResults("Maximum number of rows. Default: 1000.", 10_000),
};

/** Values of the parameters. Not every trend has all. */
export interface TrendValues {
  readonly since: Date | undefined;
  readonly until: Date | undefined;
  readonly timeZone: TimeZone;
  readonly step?: TrendStep | undefined;
  readonly maxResults: number | undefined;
  readonly window?: readonly string[] | undefined;
  readonly machine?: readonly string[] | undefined;
  readonly cause?: readonly string[] | undefined;
}

/**
 * Builds the query from the parameters.
 *
 * @throws ProblemError if the period is empty or too long.
 */
export const trendQuery = (
  { now, signal, selection = {} }: Pick<RouteRequest, "now" | "signal" | "selection">,
  values: TrendValues,
): TrendQuery => {
  const { timeZone: zone, step, maxResults: limit } = values;
  const to = values.until ?? now;
  const from = values.since ?? lastNights(to).since;
  if (from >= to) {
    const detail = `The period ends (${to.toISOString()}) before it starts (${from.toISOString()}). Use an earlier start or a later end.`;
    throw invalidRequest([{ parameter: "until", detail }]);
  }
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY) {
    const detail = `The period is longer than ${MOST_DAYS} days. Use a later start.`;
    throw invalidRequest([{ parameter: "since", detail }]);
  }
  const some = (list: readonly string[] | undefined): readonly string[] | undefined =>
    list === undefined || list.length === 0 ? undefined : list;
  return {
    since: from,
    until: to,
    timeZone: zone.name,
    step,
    ...selection,
    windows: some(values.window),
    machines: some(values.machine),
    causes: some(values.cause),
    limit,
    signal,
  };
};
