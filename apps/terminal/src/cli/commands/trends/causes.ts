import { countSteps, sparkText, type CauseTrend, type TrendList } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
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
  windowOption,
  wordsOf,
} from "./read-query.ts";

export const causeTrends: Command = {
  description:
    "Causes with the most machines come first. The graph has the number of machines, and its highest sign is the largest number " +
    "of the row.",
  arguments: [
    { name: "CAUSE", about: "title or slug of a cause, such as disk-full (default: all)", optional: true },
  ],
  options: [...trendOptions, stepOption, windowOption],
  refuses: ["showCli"],
  examples: [
    { line: "trends causes --by week --since 26w", about: "Show causes by week" },
    { line: "trends causes disk-full", about: "Show one cause" },
  ],
  async run(context) {
    const { args, options } = context;
    const query = {
      ...readTrendQuery(context),
      causes: wordsOf(args[0]),
      windows: wordsOf(options["window"]),
    };
    const answer = await askTrends(context, (trends) => trends.causes(query));
    const page = pageFor(context);
    requireRuns(page, answer, query, answer.rows.length);
    await show(context, {
      value: answer,
      lines: answer.rows,
      rows: rowsOf(page, answer),
      columns: csvColumns,
      text: () => causesText(page, answer),
    });
    return exitCodes.done;
  },
};

const rowsOf = (page: Page, answer: TrendList<CauseTrend>): readonly TableRow[] =>
  answer.rows.map(({ key, slug, title, machines, runs, points, first, last, windows }, _, rows) => ({
    ...{ key, slug, machines, runs, first, last },
    // Causes with one title differ in their error.
    error: rows.filter((other) => other.title === title).length > 1 ? errorOf(key) : "",
    cause: title,
    graph: sparkText(countSteps(answer, points, sparkWidth(page)), page.theme.spark),
    firstDay: page.time(first).slice(0, 10),
    lastDay: page.time(last).slice(0, 10),
    windows: windows.join(", "),
  }));

/** The error line of a cause's key, which is the slug and the line. */
const errorOf = (key: string): string => key.replace(/^[^:]*(?:: )?/u, "");

const causesText = (page: Page, answer: TrendList<CauseTrend>): string => {
  const { rows, runs, more, step } = answer;
  const columns: readonly TableColumn[] = [
    { name: "cause", least: 16 },
    { name: "machines" },
    { name: "runs", rank: 2 },
    { name: `${step}s`, value: ({ graph }) => graph },
    { name: "last", value: ({ lastDay }) => lastDay },
    { name: "first", value: ({ firstDay }) => firstDay, rank: 4 },
    { name: "windows", least: 12, rank: 3 },
    { name: "error", least: 12, rank: 1 },
  ];
  return [
    answerText(page, answer, `${counted(rows.length + more, "cause")} in ${counted(runs, "run")},`),
    rows.length === 0 ? "" : `\n${tableText(columns, page, rowsOf(page, answer))}`,
    moreRows(page, more, "cause"),
  ].join("");
};

const csvColumns: readonly TableColumn[] = [
  "cause",
  "slug",
  "machines",
  "runs",
  "first",
  "last",
  "windows",
  "key",
].map((name) => ({ name }));
