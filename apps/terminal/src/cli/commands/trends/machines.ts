import { matrixMarks, recurrenceWords, type MachineTrend, type TrendList } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
import { recurrenceContext } from "../../output/groups.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
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

export const machineTrends: Command = {
  description:
    "Machines with the most failed runs come first. A letter is the worst result of a night. With a machine, its runs are " +
    "shown although it never failed.",
  arguments: [
    {
      name: "MACHINE",
      about: "instance ID or name of a machine (default: those that failed)",
      optional: true,
    },
  ],
  options: [...trendOptions, stepOption, windowOption],
  refuses: ["showCli"],
  examples: [
    { line: "trends machines --since 90d", about: "List the machines that fail most" },
    { line: "trends machines web-prod-004", about: "Show one machine" },
    { line: "trends machines --window linux-patch-nightly", about: "Count the runs of one window" },
  ],
  async run(context) {
    const { args, options } = context;
    const query = {
      ...readTrendQuery(context),
      machines: wordsOf(args[0]),
      windows: wordsOf(options["window"]),
    };
    const answer = await askTrends(context, (trends) => trends.machines(query));
    const page = pageFor(context);
    requireRuns(page, answer, query, answer.rows.length);
    await show(context, {
      value: answer,
      lines: answer.rows,
      rows: rowsOf(page, answer),
      columns: csvColumns,
      text: () => machinesText(page, answer, query.machines.length > 0),
    });
    return exitCodes.done;
  },
};

const rowsOf = (page: Page, answer: TrendList<MachineTrend>): readonly TableRow[] =>
  answer.rows.map((machine) => {
    const { InstanceId, InstanceName, Account, Region, runs, passed, failed, unknown, lastRun, lastFailed } =
      machine;
    const { cause, recurrence, points } = machine;
    return {
      ...{ InstanceId, InstanceName, Account, Region, runs, passed, failed, unknown, lastRun, lastFailed },
      machine: InstanceName ?? InstanceId,
      share: `${failed} of ${runs}`,
      // The newest nights matter most.
      marks: matrixMarks(answer, points).slice(-sparkWidth(page)).join(""),
      cause: cause?.title,
      failing: recurrence === undefined ? "" : recurrenceWords(recurrence, recurrenceContext(page)),
      since: recurrence?.since,
      consecutive: recurrence?.consecutive,
    };
  });

const machinesText = (page: Page, answer: TrendList<MachineTrend>, named: boolean): string => {
  const { rows, more, step } = answer;
  const failing = rows.filter(({ failed }) => failed > 0).length;
  // Without a name, only machines that failed are listed.
  const count = named
    ? `${failing} of ${counted(rows.length + more, "machine")}`
    : counted(failing + more, "machine");
  const columns: readonly TableColumn[] = [
    { name: "machine", least: 12 },
    { name: "failed", value: ({ share }) => share },
    { name: `${step}s`, value: ({ marks }) => marks },
    { name: "failing", least: 16, rank: 1 },
    { name: "cause", least: 12, rank: 2 },
    { name: "InstanceId", rank: 4 },
    { name: "Account", rank: 5 },
    { name: "Region", rank: 6 },
  ];
  return [
    answerText(page, answer, `${count} did not pass every run,`),
    paragraph(page, LEGEND, { tone: "muted" }),
    rows.length === 0 ? "" : `\n${tableText(columns, page, rowsOf(page, answer))}`,
    moreRows(page, more, "machine"),
  ].join("");
};

/** The marks of results. */
export const LEGEND =
  "F failed, T timed out, U unreachable, P not patched, N not run, C cancelled, ? unknown, . passed, - no run, / not in the archive.";

const csvColumns: readonly TableColumn[] = [
  ...[
    "InstanceId",
    "InstanceName",
    "Account",
    "Region",
    "runs",
    "passed",
    "failed",
    "unknown",
    "lastRun",
    "lastFailed",
  ],
  ...["cause", "since", "consecutive"],
].map((name) => ({ name }));
