import type * as Report from "@windowpane/report";
import type { HistoryReport } from "@windowpane/report";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { idKind } from "../arguments/ids.ts";
import type { Column } from "../output/column.ts";
import type { Format, Row } from "../output/rows.ts";
import { placeholder } from "../show-cli.ts";
import { readSince } from "../arguments/times.ts";
import { tookColumn } from "../output/columns.ts";
import { findMachine, machineArgument, readMachineWord } from "../arguments/machine.ts";

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
    const { reportHistory, ...rowMaker } = await import("@windowpane/report");
    const history = await reportHistory(await context.client(), {
      InstanceId,
      since,
      now: host.now(),
      signal: host.interrupt,
      patches: settings.patches,
      onProgress: ({ executionsRead, executions, requests }) =>
        void screen.progress(`${executionsRead} of ${executions} executions read, ${requests} requests`),
    });
    const { historyText } = await import("./history-text.ts");
    const { pageFor } = await import("../output/page.ts");
    const rows = rowsOf(history, rowMaker);
    const columns = historyColumns(settings.output);
    await context.show({
      value: history,
      lines: history.runs,
      rows,
      columns,
      gaps: history.gaps,
      text: () => historyText(pageFor(context), history, { rows, columns }),
    });
    // Where nothing ran nothing passed: a mistyped id must not be green.
    const { runs, complete } = history;
    const passed = complete && runs.length > 0 && runs.every(hasPassed);
    return exitCodeFor(passed, settings);
  },
};

/** An older run's patch state is overwritten by the next one, so only what is known to be wrong counts. */
const hasPassed = ({ result, patch }: HistoryReport["runs"][number]): boolean =>
  result === "passed" && patch?.cause === undefined;

const rowsOf = (
  { runs }: HistoryReport,
  { patchLabel, patchValues }: Pick<typeof Report, "patchLabel" | "patchValues">,
): readonly Row[] =>
  runs.map((run) => {
    const { patch, cause = patch?.cause } = run;
    return {
      ...run,
      ...patchValues(run),
      patchLabel: patch === undefined ? undefined : patchLabel(patch),
      window: run.Name ?? run.WindowId,
      task: run.DocumentName ?? run.TaskArn,
      cause: cause?.title,
      why: cause?.evidence ?? run.reason,
    };
  });

const historyColumns = (format: Format): readonly Column[] => [
  { name: "at" },
  { name: "result", kind: "status" },
  { name: "window", least: 12 },
  { name: "task", least: 12, rank: 4 },
  tookColumn,
  ...(format === "csv"
    ? []
    : [{ name: "patch", value: ({ patchLabel: text }: Row) => text, least: 11, rank: 1 }]),
  { name: "cause", least: 12, rank: 2 },
  { name: "why", least: 16, rank: 3 },
  { name: "WindowExecutionId", rank: 5 },
  { name: "TaskExecutionId", rank: 6 },
  { name: "InvocationId", rank: 7 },
  ...(format === "csv" ? [{ name: "patch" }, { name: "patchBasis" }, { name: "patchWords" }] : []),
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
