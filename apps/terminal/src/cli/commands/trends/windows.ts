import {
  passRate,
  rateText,
  shortRecurrence,
  sparkSteps,
  sparkText,
  type TrendList,
  type WindowTrend,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";
import { counted } from "../../output/page.ts";
import { dayOf, sparkWidth, stepOption, trendOptions } from "./read-query.ts";
import { trendList } from "./trend-list.ts";

export const windowTrends = trendList<WindowTrend, TrendList<WindowTrend>>({
  noun: "window",
  description:
    "Windows with the largest share of machines that did not pass come first. A machine whose command passed but that lacks " +
    "patches has not passed. In the graph, only 100% has the highest sign; `?` is a night that the archive lacks or whose " +
    "results are mostly unknown, and a dot is a night without a run. Failing counts the runs in a row that did not pass: " +
    "`6 nights`, or `6+ nights` if they may be more. `took` is the mean duration of the runs.",
  argument: { name: "WINDOW", about: "ID or name of a window (default: all)", completes: "windows" },
  options: [...trendOptions, stepOption],
  examples: [
    { line: "trends windows", about: "Show the last 30 nights" },
    {
      line: "trends windows linux-patch-nightly --since 52w --by week",
      about: "Show a window's year by week",
    },
    { line: "trends windows --output csv", about: "Export pass rates" },
  ],
  argumentOf: "windows",
  ask: (trends, query) => trends.windows(query),
  row: (window, page, answer) => {
    const { Name, WindowId, Account, Region, total, points, latest, recurrence } = window;
    const { runs, machines, passed, failed, unknown, seconds } = total;
    const rate = passRate(total);
    return {
      ...{ Name, WindowId, Account, Region, runs, machines, passed, failed, unknown, seconds },
      window: Name ?? WindowId,
      rate: rate === undefined ? "unknown" : rateText(rate),
      passRate: rate === undefined ? undefined : Number(rate.toFixed(4)),
      graph: sparkText(sparkSteps(answer, points, sparkWidth(page)), page.theme.spark),
      took: seconds === undefined ? "" : durationText(seconds * 1000),
      latest: latest.verdict,
      latestStartTime: latest.StartTime,
      failing: recurrence === undefined ? "" : shortRecurrence(recurrence),
      sinceDay: recurrence === undefined ? "" : dayOf(page, recurrence.since),
      since: recurrence?.since,
      consecutive: recurrence?.consecutive,
    };
  },
  columns: ({ step }) => [
    { name: "latest", kind: "status" },
    { name: "window", least: 12 },
    { name: "passed", value: ({ rate }) => rate },
    { name: `${step}s`, value: ({ graph }) => graph },
    { name: "failing", rank: 1 },
    { name: "since", value: ({ sinceDay }) => sinceDay, rank: 2 },
    { name: "took", rank: 3 },
    { name: "runs", rank: 4 },
    { name: "unknown", rank: 4, value: ({ unknown }) => (unknown === 0 ? undefined : unknown) },
    { name: "Account", rank: 5 },
    { name: "Region", rank: 6 },
  ],
  csv: [
    ...[
      "Name",
      "WindowId",
      "Account",
      "Region",
      "runs",
      "machines",
      "passed",
      "failed",
      "unknown",
      "passRate",
    ],
    ...["seconds", "latest", "latestStartTime", "since", "consecutive"],
  ],
  sentence: ({ rows, runs, more }) => `${counted(runs, "run")} of ${counted(rows.length + more, "window")},`,
});
