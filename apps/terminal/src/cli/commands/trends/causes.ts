import { countSteps, sparkText, type CauseTrend, type TrendList } from "@windowpane/report";
import { counted } from "../../output/page.ts";
import { dayOf, sparkWidth, stepOption, trendOptions, windowOption } from "./read-query.ts";
import { trendList } from "./trend-list.ts";

export const causeTrends = trendList<CauseTrend, TrendList<CauseTrend>>({
  noun: "cause",
  description:
    "Causes with the most machines come first. The graph has the number of machines, and its highest sign is the largest number " +
    "of the row.",
  argument: { name: "CAUSE", about: "title or slug of a cause, such as disk-full (default: all)" },
  options: [...trendOptions, stepOption, windowOption],
  examples: [
    { line: "trends causes --by week --since 26w", about: "Show causes by week" },
    { line: "trends causes disk-full", about: "Show one cause" },
  ],
  argumentOf: "causes",
  ask: (trends, query) => trends.causes(query),
  row: ({ key, slug, title, machines, runs, points, first, last, windows }, page, answer) => ({
    ...{ key, slug, machines, runs, first, last },
    // Causes with one title differ in their error.
    error: answer.rows.filter((other) => other.title === title).length > 1 ? errorOf(key) : "",
    cause: title,
    graph: sparkText(countSteps(answer, points, sparkWidth(page)), page.theme.spark),
    firstDay: dayOf(page, first),
    lastDay: dayOf(page, last),
    windows: windows.join(", "),
  }),
  columns: ({ step }) => [
    { name: "cause", least: 16 },
    { name: "machines" },
    { name: "runs", rank: 2 },
    { name: `${step}s`, value: ({ graph }) => graph },
    { name: "last", value: ({ lastDay }) => lastDay },
    { name: "first", value: ({ firstDay }) => firstDay, rank: 4 },
    { name: "windows", least: 12, rank: 3 },
    { name: "error", least: 12, rank: 1 },
  ],
  csv: ["cause", "slug", "machines", "runs", "first", "last", "windows", "key"],
  sentence: ({ rows, runs, more }) => `${counted(rows.length + more, "cause")} in ${counted(runs, "run")},`,
});

/** The error line of a cause's key, which is the slug and the line. */
const errorOf = (key: string): string => key.replace(/^[^:]*(?:: )?/u, "");
