import type { HistoryReport, PatchResult } from "@windowpane/report";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { exitCodeFor, exitCodes } from "../exit-code.ts";
import { idKind } from "../id.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/format.ts";
import { placeholder } from "../show-cli.ts";
import { readSince } from "../since.ts";
import { tookColumn } from "./columns.ts";
import { findMachine, machineArgument, readMachineWord } from "./machine-argument.ts";
import { patchValues } from "./machine-rows.ts";

export const historyCommand: Command = {
  name: "history",
  summary: "show what windows did on one machine, newest first",
  description:
    "Over all windows. A name is looked for among the newest commands, as AWS tells machines' names nowhere else here. Run " +
    "Command and Automation keep their history for 30 days.",
  arguments: [machineArgument],
  options: ["since", "patches", "exitStatus"],
  examples: [
    { line: "history i-0123456789abcdef0", gives: "the last 7 days" },
    { line: "history web-prod-004 --since 30d", gives: "by the machine's name, as far back as AWS goes" },
    { line: "history MACHINE --exit-status", gives: "exit 1 unless something ran and all of it passed" },
  ],
  async run(context) {
    const { settings, host, screen } = context;
    const since = readSince(settings.since ?? "7d", host.now());
    const word = readMachineWord(context.args[0] ?? "");
    if (settings.showCli) {
      await showChain(context, word, since);
      return exitCodes.done;
    }
    const InstanceId = await findMachine(context, word, since);
    const { reportHistory } = await import("@windowpane/report");
    const history = await reportHistory(await context.client(), {
      InstanceId,
      since,
      now: host.now(),
      signal: host.interrupt,
      patches: settings.patches,
      onProgress: ({ executionsRead, executions, requests }) =>
        void screen.progress(`${executionsRead} of ${executions} executions read, ${requests} requests`),
    });
    const { historyText } = await import("../prose/history.ts");
    const { pageFor } = await import("../prose/page.ts");
    const rows = rowsOf(history);
    await context.show({
      value: history,
      lines: history.runs,
      rows,
      columns: historyColumns,
      holes: history.holes,
      text: () => historyText(pageFor(context), history, { rows, columns: historyColumns }),
    });
    // Where nothing ran nothing passed: a mistyped id must not be green.
    const { runs, complete } = history;
    const passed = complete && runs.length > 0 && runs.every(hasPassed);
    return exitCodeFor(passed, settings);
  },
};

/** An older run's patch state is overwritten by the next one, so only what is known to be wrong counts. */
const hasPassed = ({ bucket, patch }: HistoryReport["runs"][number]): boolean =>
  bucket === "passed" && patch?.cause === undefined;

const rowsOf = ({ runs }: HistoryReport): readonly Row[] =>
  runs.map(({ cause, patch, patchRun: _, name: __, ...run }) => ({
    ...run,
    ...patchValues(patch),
    shortPatch: patch === undefined ? undefined : shortPatch(patch),
    window: run.Name ?? run.WindowId,
    task: run.DocumentName ?? run.TaskArn,
    cause: (cause ?? patch?.cause)?.title,
    why: (cause ?? patch?.cause)?.evidence ?? run.reason,
  }));

/** What overwrote older runs is said once, above the table. */
const shortPatch = ({ result, words }: PatchResult): string =>
  result === "overwritten" ? "overwritten" : result === "notRun" ? "not run" : words;

const historyColumns: readonly Column[] = [
  { name: "at" },
  { name: "bucket", kind: "status" },
  { name: "window", least: 12 },
  { name: "task", least: 12, rank: 3 },
  tookColumn,
  { name: "patch", value: ({ shortPatch: text }) => text, least: 11, rank: 4 },
  { name: "cause", least: 12, rank: 1 },
  { name: "why", least: 16, rank: 2 },
  { name: "WindowExecutionId", rank: 5 },
  { name: "TaskExecutionId", rank: 6 },
  { name: "InvocationId", rank: 7 },
];

const showChain = (context: Context, word: string, since: Date): Promise<void> => {
  const WindowId = placeholder("WindowId");
  const WindowExecutionId = placeholder("WindowExecutionId");
  const TaskId = placeholder("TaskExecutionId");
  const InstanceId = idKind(word) === "machine" ? word : placeholder("InstanceId");
  return context.showCalls([
    {
      operation: "ListCommandInvocations",
      input: { InstanceId, Details: true, Filters: [{ key: "InvokedAfter", value: since.toISOString() }] },
    },
    { operation: "DescribeMaintenanceWindows", input: {} },
    "# for each WindowId:",
    { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
    `# for each WindowExecutionId that was under way at or began after ${since.toISOString()}:`,
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    "# for each TaskExecutionId; an ExecutionId that is a CommandId of the machine's is its run:",
    { operation: "DescribeMaintenanceWindowExecutionTaskInvocations", input: { WindowExecutionId, TaskId } },
  ]);
};
