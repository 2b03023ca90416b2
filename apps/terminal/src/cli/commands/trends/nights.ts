import {
  matrixMarks,
  matrixPicture,
  type NightMatrix,
  type TrendOrigin,
  type TrendQuery,
  type Trends,
} from "@windowpane/report";
import { cutText, padText, safeLine } from "@windowpane/text";
import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { answerText, askTrends, readTrendQuery, requireRuns, trendOptions } from "./read-query.ts";
import { moreRows } from "./trend-list.ts";

export const nightTrends: Command = {
  description:
    "A row per machine, a letter per night. Machines with the most failed nights come first, then those of the newest run. The " +
    "terminal shows the newest nights that fit.",
  arguments: [{ name: "WINDOW", about: "ID or name of a window", completes: "windows" }],
  options: trendOptions,
  refuses: ["showCli"],
  examples: [
    { line: "trends nights linux-patch-nightly", about: "Show the last 30 nights" },
    { line: "trends nights mw-0123456789abcdef0 --output csv", about: "Export a row per machine and night" },
  ],
  async run(context) {
    const word = context.args[0] ?? "";
    const page = pageFor(context);
    const query = { ...readTrendQuery(context), step: "night" as const };
    const matrix = await askTrends(context, async (trends) =>
      trends.nights({ ...query, ...(await windowNamed(context, trends, query)) }),
    );
    requireRuns(context, matrix, { windows: [word] });
    await show(context, {
      value: matrix,
      lines: matrix.machines,
      rows: rowsOf(matrix),
      columns: ["day", "InstanceId", "InstanceName", "result", "WindowExecutionId"].map((name) => ({ name })),
      text: () => matrixText(page, matrix),
    });
    return exitCodes.done;
  },
};

/**
 * Finds the window of a name. An ID needs no search.
 *
 * @throws UsageError if no window with runs has the name, or several do.
 */
const windowNamed = async (
  context: Context,
  trends: Trends,
  query: TrendQuery,
): Promise<TrendOrigin & { readonly WindowId: string }> => {
  const word = context.args[0] ?? "";
  if (/^mw-[0-9a-f]{17}$/u.test(word)) return { WindowId: word };
  const answer = await trends.windows({ ...query, windows: [word], limit: SHOWN_WINDOWS });
  requireRuns(context, answer, { windows: [word] });
  const { rows } = answer;
  const [only, ...others] = rows;
  if (only === undefined) return { WindowId: word };
  if (others.length === 0) {
    const { WindowId, Account, Region } = only;
    return { WindowId, Account, Region };
  }
  const names = rows.map(({ WindowId, Account = "", Region = "" }) =>
    `${WindowId} ${Account} ${Region}`.trim(),
  );
  throw new UsageError(`Several windows are named "${word}".`, `Use an ID: ${names.join(", ")}.`);
};

const SHOWN_WINDOWS = 5;

/** A row per machine and night. */
const rowsOf = ({ machines, nights, days }: NightMatrix): readonly TableRow[] => {
  const runs = new Map(nights.map(({ at, WindowExecutionId }) => [at, WindowExecutionId]));
  return machines.flatMap(({ InstanceId, InstanceName, points }) =>
    points.map(({ at, result }) => ({
      ...{ InstanceId, InstanceName, result },
      day: days[at],
      WindowExecutionId: runs.get(at),
    })),
  );
};

/** Columns of a machine's name. */
const NAME = 22;

const matrixText = (page: Page, matrix: NightMatrix): string => {
  const { Name, WindowId, machines, more, days } = matrix;
  const { legend } = matrixPicture(matrix);
  const count = Math.min(
    days.length,
    page.width === undefined ? days.length : Math.max(10, page.width - NAME - 2),
  );
  const shown = days.slice(days.length - count);
  const name = (text: string): string => padText(cutText(safeLine(text), NAME, page.theme.ellipsis), NAME);
  const line = (title: string, text: string): string => `${name(title)}  ${text}`.trimEnd();
  const lines = machines.map(({ InstanceId, InstanceName, points }) =>
    line(InstanceName ?? InstanceId, matrixMarks(matrix, points).slice(-count).join("")),
  );
  const marks = legend.map(({ mark, words }) => `${mark} ${words}`);
  return [
    answerText(page, matrix, `${Name ?? WindowId}: ${counted(machines.length + more, "machine")},`),
    paragraph(page, `${marks.join(", ")}.`, { tone: "muted" }),
    "\n",
    `${page.theme.paint("strong", line(shown[0] === undefined ? "" : `from ${shown[0]}`, dayMarks(shown)))}\n`,
    `${lines.join("\n")}\n`,
    moreRows(page, more, "machine"),
  ].join("");
};

/** The day of the month above each Monday and first of a month, where there is space. */
const dayMarks = (days: readonly string[]): string => {
  let text = "";
  for (const [at, day] of days.entries()) {
    const isMarked = new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
    if (isMarked && text.length <= at && at + 2 <= days.length) text = `${text.padEnd(at)}${day.slice(8)}`;
  }
  return text;
};
