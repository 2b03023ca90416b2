import {
  passRate,
  rateText,
  recurrenceWords,
  sparkSteps,
  sparkText,
  type TrendList,
  type WindowTrend,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";
import type { TableColumn } from "@windowpane/explorer";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
import { recurrenceContext } from "../../output/groups.ts";
import { counted, pageFor, type Page } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { tableText } from "../../output/table.ts";
import {
  answerText,
  askTrends,
  moreRows,
  readTrendQuery,
  requireRuns,
  sparkWidth,
  stepOption,
  trendOptions,
  wordsOf,
} from "./read-query.ts";

export const windowTrends: Command = {
  description:
    "Windows with the largest share of machines that did not pass come first. A machine whose command passed but that lacks " +
    "patches has not passed. In the graph, only 100% has the highest sign; `?` is a night that the archive lacks or whose " +
    "results are mostly unknown, and a dot is a night without a run. `took` is the mean duration of the runs.",
  arguments: [
    { name: "WINDOW", about: "ID or name of a window (default: all)", optional: true, completes: "windows" },
  ],
  options: [...trendOptions, stepOption],
  refuses: ["showCli"],
  examples: [
    { line: "trends windows", about: "Show the last 30 nights" },
    {
      line: "trends windows linux-patch-nightly --since 52w --by week",
      about: "Show a window's year by week",
    },
    { line: "trends windows --output csv", about: "Export pass rates" },
  ],
  async run(context) {
    const query = { ...readTrendQuery(context), windows: wordsOf(context.args[0]) };
    const answer = await askTrends(context, (trends) => trends.windows(query));
    const page = pageFor(context);
    requireRuns(page, answer, { windows: query.windows });
    await show(context, {
      value: answer,
      lines: answer.rows,
      rows: rowsOf(page, answer),
      columns: csvColumns,
      text: () => windowsText(page, answer),
    });
    return exitCodes.done;
  },
};

const rowsOf = (page: Page, answer: TrendList<WindowTrend>): readonly TableRow[] =>
  answer.rows.map((window) => {
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
      failing: recurrence === undefined ? "" : recurrenceWords(recurrence, recurrenceContext(page)),
      since: recurrence?.since,
      consecutive: recurrence?.consecutive,
    };
  });

const windowsText = (page: Page, answer: TrendList<WindowTrend>): string => {
  const { rows, runs, more, step } = answer;
  const sentence = `${counted(runs, "run")} of ${counted(rows.length + more, "window")},`;
  const columns: readonly TableColumn[] = [
    { name: "latest", kind: "status" },
    { name: "window", least: 12 },
    { name: "passed", value: ({ rate }) => rate },
    { name: `${step}s`, value: ({ graph }) => graph },
    { name: "failing", least: 24, rank: 1 },
    { name: "took", rank: 2 },
    { name: "runs", rank: 3 },
    { name: "unknown", rank: 3, value: ({ unknown }) => (unknown === 0 ? undefined : unknown) },
    { name: "Account", rank: 4 },
    { name: "Region", rank: 5 },
  ];
  return [
    answerText(page, answer, sentence),
    "\n",
    tableText(columns, page, rowsOf(page, answer)),
    moreRows(page, more, "window"),
  ].join("");
};

const csvColumns: readonly TableColumn[] = [
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
    "seconds",
  ],
  ...["latest", "latestStartTime", "since", "consecutive"],
].map((name) => ({ name }));
