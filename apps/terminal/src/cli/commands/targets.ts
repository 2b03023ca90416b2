import type { ExecutionReport, TaskReport } from "@windowpane/report";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { executionArgument, readUuids, taskArgument } from "../arguments/id-arguments.ts";
import { executionChain } from "../execution/chain.ts";
import { machineColumns, machinesWithRows, type MachineWithRow } from "../execution/machine-table.ts";
import { readExecution } from "./report.ts";

export const targetsCommand: Command = {
  name: "targets",
  summary: "show what became of each machine of an execution",
  description:
    "A row for each machine of each invocation, joined from Run Command and Automation, each in exactly one result: " +
    "passed, failed, timedOut, unreachable, cancelled, running, pending, notRun or unknown. " +
    "--status compares Run Command's and Automation's own words. Where a task patches, `patch` says whether its run left the " +
    "machine patched; --filter patch: takes the result (failed, missing, rejected, rebootPending, notRun, unknown, " +
    "overwritten, running, scanned, patched) and basis: what it is based on (this-run, by-time, later, earlier, clash, none, " +
    "unread). CSV has its counts.",
  arguments: [executionArgument, { ...taskArgument, optional: true }],
  options: ["status", "filter", "patches", "exitStatus"],
  ownOptions: [
    {
      flags: "--bad",
      about: "only machines that ended without passing, or are not patched",
      group: "Which rows",
    },
  ],
  examples: [
    { line: "targets EXECUTION", gives: "every machine" },
    { line: "targets EXECUTION --bad --output csv", gives: "the machines to retry, for a spreadsheet" },
    { line: "targets EXECUTION --filter patch:missing,failed", gives: "machines that lack patches" },
    {
      line: "targets EXECUTION TASK --filter target:i-0ab",
      gives: "machines of one task by the start of their id",
    },
  ],
  async run(context) {
    const { settings, args } = context;
    const [WindowExecutionId] = readUuids(context, "EXECUTION");
    const TaskId = args[1] === undefined ? undefined : readUuids(context, "EXECUTION", "TASK")[1];
    if (settings.showCli) {
      await context.showCalls(executionChain(WindowExecutionId, context.settings));
      return exitCodes.done;
    }
    const keeps = await rowTest(context);
    const report = await readExecution(context, WindowExecutionId);
    const tasks = TaskId === undefined ? report.tasks : [await findTask(context, report, TaskId)];
    const rowMaker = await import("@windowpane/report");
    const kept = machinesWithRows(tasks, rowMaker).filter(keeps);
    const value = kept.map(({ machine }) => machine);
    await context.show({
      value,
      lines: value,
      rows: kept.map(({ row }) => row),
      columns: machineColumns(context, rowMaker),
      gaps: report.gaps,
    });
    await tellCounts(context, { report, tasks, shown: value.length });
    const passed =
      tasks.every(({ verdict }) => verdict === "PASSED") && report.verdict === "PASSED" && report.complete;
    return exitCodeFor(passed, settings);
  },
};

const rowTest = async ({ settings, host, own }: Context): Promise<(row: MachineWithRow) => boolean> => {
  const { matchFilter, parseFilter } = await import("@windowpane/core");
  const { isBad, isNotPatched } = await import("@windowpane/report");
  const matches =
    settings.filter === undefined
      ? () => true
      : matchFilter(parseFilter(settings.filter), { now: host.now() });
  if (own["bad"] !== true) return ({ row }) => matches(row);
  return ({ row, machine: { result, patch } }) =>
    (isBad(result) || (patch !== undefined && isNotPatched(patch))) && matches(row);
};

const findTask = async (
  { settings }: Context,
  { tasks, WindowExecutionId }: ExecutionReport,
  TaskId: string,
): Promise<TaskReport> => {
  const task = tasks.find(({ TaskExecutionId }) => TaskExecutionId.toLowerCase() === TaskId.toLowerCase());
  if (task !== undefined) return task;
  const { ownCommandLine } = await import("../output/own-line.ts");
  throw new UsageError(
    `Execution ${WindowExecutionId} has no task ${TaskId}.`,
    `\`${ownCommandLine(settings, "tasks", WindowExecutionId)}\` lists its tasks; TASK is a TaskExecutionId, not a WindowTaskId.`,
  );
};

/** The counts stand beside the rows, on stderr, whatever was filtered: they say whether everything is accounted for. */
const tellCounts = async (
  context: Context,
  { report, tasks, shown }: { report: ExecutionReport; tasks: readonly TaskReport[]; shown: number },
): Promise<void> => {
  const { countsText } = await import("../output/counts.ts");
  const [only] = tasks;
  const counts = tasks.length === 1 && only !== undefined ? only.counts : report.counts;
  const total = shown === counts.total ? "" : `${shown} shown of `;
  await context.screen.note(`${total}${countsText(counts, "row")}.`);
};
