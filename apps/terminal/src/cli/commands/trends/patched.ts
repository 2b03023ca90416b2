import { rateText, type PatchedAnswer } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { exitCodeFor } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readDuration } from "../../arguments/times.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
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
  trendOptions,
  windowOption,
  wordsOf,
} from "./read-query.ts";

export const patchedTrends: Command = {
  description:
    "A machine is compliant if its last installation after which nothing was missing, failed, rejected or pending a reboot is at " +
    "most --within old. Systems Manager does not return release dates of patches in results of runs, so this is the age of the " +
    "installation, not of a patch. Only machines that ran in the period count. Machines that were not patched for the longest time " +
    "come first.",
  arguments: [{ name: "MACHINE", about: "instance ID or name of a machine (default: all)", optional: true }],
  options: [
    { flags: "--within <duration>", about: "maximum age, in whole days (default 14d)", group: "Options" },
    ...trendOptions,
    windowOption,
    { ...commonOptions.exitStatus, about: "exit with 1 unless every machine is compliant" },
  ],
  refuses: ["showCli"],
  examples: [
    { line: "trends patched --within 14d", about: "Show the share of compliant machines, and the others" },
    {
      line: "trends patched --within 30d --exit-status",
      about: "Exit with 1 if a machine was not patched for 30 days",
    },
    { line: "trends patched --output csv --max-items 100000", about: "Export when each machine was patched" },
  ],
  async run(context) {
    const { args, options, settings } = context;
    const query = {
      ...readTrendQuery(context),
      machines: wordsOf(args[0]),
      windows: wordsOf(options["window"]),
      within: readWithin(context),
    };
    const answer = await askTrends(context, (trends) => trends.patched(query));
    const page = pageFor(context);
    requireRuns(page, answer, query, answer.machines + answer.withoutPatchRun);
    await show(context, {
      value: answer,
      lines: answer.rows,
      rows: rowsOf(page, answer),
      columns: csvColumns,
      text: () => patchedText(page, answer),
    });
    return exitCodeFor(answer.machines > 0 && answer.compliant === answer.machines, settings);
  },
};

const DAY = 24 * 3_600_000;

const readWithin = ({ options }: Context): number | undefined => {
  const { within } = options;
  if (typeof within !== "string") return undefined;
  const days = readDuration("--within", within) / DAY;
  if (Number.isInteger(days)) return days;
  throw new UsageError(
    `--within "${within}" is not a number of whole days.`,
    "Use a duration such as 14d or 2w.",
  );
};

const rowsOf = (page: Page, { rows }: PatchedAnswer): readonly TableRow[] =>
  rows.map((row) => ({
    ...row,
    machine: row.InstanceName ?? row.InstanceId,
    state: row.compliant ? "compliant" : row.patchedAt === undefined ? "never patched" : "not compliant",
    patchedDay: row.patchedAt === undefined ? "never" : page.time(row.patchedAt).slice(0, 10),
    runDay: page.time(row.lastRun).slice(0, 10),
    result: words[row.lastResult],
  }));

const words: Readonly<Record<PatchedAnswer["rows"][number]["lastResult"], string>> = {
  patched: "patched",
  rebootPending: "reboot pending",
  missing: "patches missing",
  failed: "patches failed",
  rejected: "patches rejected",
  scanned: "scanned",
  overwritten: "overwritten",
  unknown: "unknown",
  notRun: "not run",
  running: "running",
};

const patchedText = (page: Page, answer: PatchedAnswer): string => {
  const { machines, compliant, never, withoutPatchRun, within, rows, more } = answer;
  const share = machines === 0 ? "" : ` (${rateText(compliant / machines)})`;
  const sentence = `${compliant} of ${counted(machines, "machine")}${share} ${machines === 1 ? "was" : "were"} patched within ${counted(within, "day")}; ${never} never as far as the archive knows.`;
  const others =
    withoutPatchRun === 0
      ? ""
      : ` ${counted(withoutPatchRun, "machine")} had no patch run and ${withoutPatchRun === 1 ? "does" : "do"} not count.`;
  const columns: readonly TableColumn[] = [
    { name: "machine", least: 12 },
    { name: "patched", value: ({ patchedDay }) => patchedDay },
    { name: "days" },
    { name: "last result", value: ({ result }) => result, least: 12 },
    { name: "last run", value: ({ runDay }) => runDay },
    { name: "InstanceId", rank: 1 },
    { name: "Account", rank: 2 },
    { name: "Region", rank: 3 },
  ];
  return [
    answerText(page, answer, `${sentence}${others}`),
    paragraph(page, "The age is that of the installation: release dates of patches are not known.", {
      tone: "muted",
    }),
    rows.length === 0 ? "" : `\n${tableText(columns, page, rowsOf(page, answer))}`,
    moreRows(page, more, "machine"),
  ].join("");
};

const csvColumns: readonly TableColumn[] = [
  ...[
    "InstanceId",
    "InstanceName",
    "Account",
    "Region",
    "patchedAt",
    "days",
    "compliant",
    "lastRun",
    "lastResult",
  ],
].map((name) => ({ name }));
