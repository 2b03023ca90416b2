import {
  historyColumns,
  idKind,
  tableOf,
  callsBehind,
  callsToFind,
  type TableColumn,
} from "@windowpane/explorer";
import {
  describeRecurrence,
  patchLabel,
  patchValues,
  reportHistory,
  type HistoryReport,
} from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { findMachine, machineArgument, readMachineWord, requireMachine } from "../arguments/machine.ts";
import { readSince } from "../arguments/times.ts";
import type { Command } from "../context/command.ts";
import { shortTime } from "../context/times.ts";
import { commonOptions } from "../context/option.ts";
import type { OutputFormat } from "../context/settings.ts";
import { showCalls } from "../output/command-lines.ts";
import { gapsText } from "../output/gaps.ts";
import { groupsText, recurrenceContext, windowNamesOf } from "../output/groups.ts";
import { namedText, pageFor, paragraph, type Page } from "../output/page.ts";
import type { TableRow } from "../output/rows.ts";
import { show } from "../output/show.ts";
import { createTable } from "../output/table.ts";

const exitStatus = {
  ...commonOptions.exitStatus,
  about: "exit with 1 if nothing ran, something did not pass or the result is incomplete",
};

export const history: Command = {
  description:
    "Covers the last 7 days, or the time since --since, over all windows. A machine name is searched among recent commands, because Systems Manager lists names only there. " +
    "Run Command and Automation keep their history for 30 days.",
  arguments: [machineArgument],
  options: [commonOptions.since, commonOptions.patches, exitStatus],
  examples: [
    { line: "history i-0123456789abcdef0", about: "Show the last 7 days" },
    { line: "history web-prod-004 --since 30d", about: "Find a machine by name and show 30 days" },
    { line: "history MACHINE --exit-status", about: "Exit with 1 unless something ran and all of it passed" },
  ],
  async run(context) {
    const { settings, host, console } = context;
    const since = readSince(settings.since ?? "7d", host);
    const word = readMachineWord(context.args[0] ?? "");
    if (settings.showCli) {
      const InstanceId = idKind(word) === "machine" ? word : undefined;
      if (InstanceId === undefined) await showCalls(context, callsToFind.machineNamed(word));
      await showCalls(context, callsBehind.history({ InstanceId }, { since, patches: settings.patches }));
      return exitCodes.done;
    }
    const InstanceId = await findMachine(context, word, since);
    const result = await reportHistory(await context.client(), {
      InstanceId,
      since,
      now: host.now(),
      signal: host.interrupt,
      patches: settings.patches,
      onProgress: ({ executionsRead, executions, requests }) =>
        void console.progress(`${executionsRead} of ${executions} executions read, ${requests} requests`),
    });
    if (result.runs.length === 0) {
      const from = shortTime(since, host.utcOffset(since));
      const nothing = `No window ran on ${InstanceId} since ${from}.`;
      await requireMachine(context, InstanceId, { nothing, complete: result.complete });
    }
    const rows = rowsOf(result);
    const columns = columnsFor(settings.output);
    await show(context, {
      value: result,
      lines: result.runs,
      rows,
      columns,
      gaps: result.gaps,
      text: () => historyText(pageFor(context), result, { rows, columns }),
    });
    // No runs is not a pass: the ID may be mistyped.
    const { runs, complete } = result;
    return exitCodeFor(complete && runs.length > 0 && runs.every(hasPassed), settings);
  },
};

/** The next run overwrites a machine's patch state, so only a known problem counts as a failure. */
const hasPassed = ({ result, patch }: HistoryReport["runs"][number]): boolean =>
  result === "passed" && patch?.cause === undefined;

const rowsOf = ({ runs }: HistoryReport): readonly TableRow[] =>
  runs.map((run) => {
    const { patch, cause = patch?.cause } = run;
    return {
      ...run,
      ...patchValues(run),
      patchLabel: patch === undefined ? undefined : patchLabel(patch),
      window: run.Name ?? run.WindowId,
      task: run.DocumentName ?? run.TaskArn,
      cause: cause?.title,
      reason: cause?.evidence ?? run.reason,
    };
  });

const columnsFor = (format: OutputFormat): readonly TableColumn[] => [
  ...tableOf(historyColumns, ["at", "result", "window", "task", "took"]),
  ...(format === "csv" ? [] : tableOf(historyColumns, ["patch"])),
  ...tableOf(historyColumns, ["cause", "reason", "WindowExecutionId", "TaskExecutionId", "InvocationId"]),
  ...(format === "csv" ? [{ name: "patch" }, { name: "patchBasis" }, { name: "patchWords" }] : []),
];

const OVERWRITTEN =
  "A machine has only one patch state, that of its latest patch operation: the patch results of earlier runs are overwritten.";

/** The causes in the newest execution of each window, and since when: `Disk full in nightly: 6th night in a row, since 2026-11-24.` */
const failingNow = (page: Page, { runs, groups }: HistoryReport): readonly string[] =>
  groups.flatMap(({ title, members, recurrence = [] }) =>
    recurrence.flatMap((found) => {
      const newest = runs.find(({ WindowId }) => WindowId === found.WindowId);
      if (!members.some((member) => member.WindowExecutionId === newest?.WindowExecutionId)) return [];
      const words = describeRecurrence(found, recurrenceContext(page));
      return `${title} in ${newest?.Name ?? found.WindowId}: ${words}.`;
    }),
  );

/** The summary, the runs as a table, and the causes of failures. */
const historyText = (
  page: Page,
  report: HistoryReport,
  { rows, columns }: { readonly rows: readonly TableRow[]; readonly columns: readonly TableColumn[] },
): string => {
  const { InstanceId, InstanceName, since, reason, runs, groups, gaps } = report;
  const causes = groupsText(page, groups, windowNamesOf(runs));
  const summary = `${namedText(InstanceId, InstanceName)} since ${page.time(since)}. ${reason}`;
  return [
    paragraph(page, [summary, ...failingNow(page, report)].join(" ")),
    runs.some(({ patch }) => patch?.result === "overwritten")
      ? paragraph(page, OVERWRITTEN, { tone: "muted" })
      : "",
    rows.length === 0 ? "" : `\n${createTable(columns, page)(rows)}`,
    causes === "" ? "" : `\n${page.theme.paint("strong", "Causes")}\n${causes}`,
    gapsText(page, gaps),
  ].join("");
};
