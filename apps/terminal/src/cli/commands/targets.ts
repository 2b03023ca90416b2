import { matchFilter } from "@windowpane/core";
import { callsBehind, machineColumns, readListFilter } from "@windowpane/explorer";
import { isBad, isNotPatched, type ExecutionReport, type TaskReport } from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { readExecution } from "../arguments/execution.ts";
import { executionArgument, readUuids, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions } from "../context/option.ts";
import { ownCommandLine, showCalls } from "../output/command-lines.ts";
import { countsText } from "../output/counts.ts";
import { machineTableColumns, machinesWithRows, type MachineWithRow } from "../output/machine-table.ts";
import { show } from "../output/show.ts";

export const targets: Command = {
  description:
    "Prints a row for each machine of each invocation, with its result: passed, failed, timedOut, unreachable, cancelled, " +
    "running, pending, notRun or unknown. The details come from Run Command and Automation, and --status filters by their " +
    "statuses. For patch tasks, `patch` shows whether the run left the machine patched. --filter patch: accepts a patch " +
    "result (failed, missing, rejected, rebootPending, notRun, unknown, overwritten, running, scanned, patched), " +
    "--filter basis: what it is based on (this-run, by-time, later, earlier, clash, none, unread). CSV includes the patch " +
    "counts.",
  arguments: [executionArgument, { ...taskArgument, optional: true }],
  options: [
    {
      flags: "--bad",
      about: "only machines that did not pass or are not patched",
      group: "Filtering",
    },
    commonOptions.status,
    commonOptions.filter,
    commonOptions.patches,
    commonOptions.exitStatus,
  ],
  examples: [
    { line: "targets EXECUTION", about: "List all machines" },
    { line: "targets EXECUTION --bad --output csv", about: "Export the machines to retry" },
    { line: "targets EXECUTION --filter patch:missing,failed", about: "List machines that lack patches" },
    {
      line: "targets EXECUTION TASK --filter target:i-0ab",
      about: "List machines of one task by instance ID prefix",
    },
  ],
  async run(context) {
    const { settings, args } = context;
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    const TaskId = args[1] === undefined ? undefined : readUuids(context, "EXECUTION", "TASK")[1];
    if (settings.showCli) {
      await showCalls(
        context,
        callsBehind.execution({ WindowExecutionId, TaskExecutionId: TaskId }, settings),
      );
      return exitCodes.done;
    }
    const matches = rowTest(context);
    const report = await readExecution(context, WindowExecutionId);
    const tasks = TaskId === undefined ? report.tasks : [findTask(context, report, TaskId)];
    const rows = machinesWithRows(tasks).filter(matches);
    const value = rows.map(({ machine }) => machine);
    await show(context, {
      value,
      lines: value,
      rows: rows.map(({ row }) => row),
      columns: machineTableColumns(context),
      gaps: report.gaps,
    });
    await noteCounts(context, { report, tasks, shown: value.length });
    const passed =
      tasks.every(({ verdict }) => verdict === "PASSED") && report.verdict === "PASSED" && report.complete;
    return exitCodeFor(passed, settings);
  },
};

const rowTest = ({ settings, host, options }: Context): ((row: MachineWithRow) => boolean) => {
  const { filter = "" } = settings;
  const now = host.now();
  const test = matchFilter(
    readListFilter(filter, { columns: machineColumns, noun: "machines", now, utcOffset: host.utcOffset }),
    { now },
  );
  const matches = ({ machine, row }: MachineWithRow): boolean =>
    test({ ...machine, TaskArn: row["TaskArn"] });
  if (options["bad"] !== true) return matches;
  return (row) => {
    const { result, patch } = row.machine;
    return (isBad(result) || (patch !== undefined && isNotPatched(patch))) && matches(row);
  };
};

const findTask = (
  { settings }: Context,
  { tasks, WindowExecutionId }: ExecutionReport,
  TaskId: string,
): TaskReport => {
  const task = tasks.find(({ TaskExecutionId }) => TaskExecutionId.toLowerCase() === TaskId.toLowerCase());
  if (task !== undefined) return task;
  throw new UsageError(
    `Execution ${WindowExecutionId} has no task ${TaskId}.`,
    `Give a TaskExecutionId (not a WindowTaskId); \`${ownCommandLine(settings, "tasks", WindowExecutionId)}\` lists them.`,
  );
};

/** Notes the counts of all machines, so that a filtered list is not taken for all of them. */
const noteCounts = async (
  { console }: Context,
  { report, tasks, shown }: { report: ExecutionReport; tasks: readonly TaskReport[]; shown: number },
): Promise<void> => {
  const [only] = tasks;
  const counts = tasks.length === 1 && only !== undefined ? only.counts : report.counts;
  const part = shown === counts.total ? "" : `${shown} shown of `;
  await console.note(`${part}${countsText(counts, "row")}.`);
};
