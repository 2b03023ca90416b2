import { matchFilter } from "@windowpane/core";
import { leftOut, machineColumns, readListFilter } from "@windowpane/explorer";
import { isBad, isNotPatched, type ExecutionReport, type TaskReport } from "@windowpane/report";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { callsOfExecution, readExecution, windowOption } from "../arguments/execution.ts";
import { findExecution, type FoundExecution } from "../arguments/find-execution.ts";
import { findTask } from "../arguments/find-task.ts";
import { absentMachine, machineIn, type MachineWord } from "../arguments/machine-word.ts";
import { executionArgument, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions } from "../context/option.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { countsText } from "../output/counts.ts";
import { machineTableColumns, machinesWithRows, type MachineWithRow } from "../output/machine-table.ts";
import { withIdentity } from "../output/identity.ts";
import { show } from "../output/show.ts";

export const targets: Command = {
  description:
    "Prints a row for each machine of each invocation, with its result: passed, failed, timedOut, unreachable, cancelled, " +
    "running, pending, notRun or unknown. The details come from Run Command and Automation, and --status filters by their " +
    "statuses. For patch tasks, `patch` shows whether the run left the machine patched. --filter patch: accepts a patch " +
    "result (failed, missing, rejected, rebootPending, notRun, unknown, overwritten, running, scanned, patched), " +
    "--filter basis: what it is based on (this-run, by-time, later, earlier, clash, none, unread). CSV includes the patch " +
    "counts.",
  arguments: [
    executionArgument,
    {
      ...taskArgument,
      about: "TaskExecutionId, or the name of what the task runs (default: all tasks)",
    },
  ],
  options: [
    {
      flags: "--bad",
      about: "only machines that did not pass or are not patched",
      group: "Filtering",
    },
    {
      flags: "--machine <machine>",
      about: "only the machine with this instance ID or name",
      group: "Filtering",
    },
    commonOptions.status,
    commonOptions.filter,
    windowOption,
    commonOptions.patches,
    commonOptions.exitStatus,
  ],
  examples: [
    { line: "targets EXECUTION", about: "List all machines" },
    {
      line: "targets nightly-patch --machine web-prod-004",
      about: "Show one machine of the newest execution",
    },
    { line: "targets EXECUTION --bad --output csv", about: "Export the machines to retry" },
    { line: "targets EXECUTION --filter patch:missing,failed", about: "List machines that lack patches" },
    {
      line: "targets EXECUTION TASK --filter target:i-0ab",
      about: "List machines of one task by instance ID prefix",
    },
  ],
  async run(given) {
    const { settings, args } = given;
    const found: FoundExecution =
      args[1] === undefined ? await findExecution(given, args[0] ?? "") : await findTask(given, args);
    const { context, ids } = found;
    const { WindowExecutionId, TaskExecutionId: TaskId } = ids;
    if (settings.showCli) {
      await showCalls(context, [
        ...callsOfExecution(context, ids),
        ...leftOut({
          filters: [settings.filter],
          onlyBad: given.options["bad"] === true,
          machine: textOption(given.options["machine"]),
        }),
      ]);
      return exitCodes.done;
    }
    const matches = rowTest(context);
    const machine = machineIn(textOption(given.options["machine"]));
    const report = await readExecution(context, found);
    const tasks = TaskId === undefined ? report.tasks : [taskIn(context, report, TaskId)];
    const all = machinesWithRows(report, tasks);
    const rows = (
      machine === undefined ? all : ofMachine(context, all, { machine, WindowExecutionId })
    ).filter(matches);
    const value = rows.map((one) => one.machine);
    await show(context, {
      value,
      lines: value,
      rows: withIdentity(
        report,
        rows.map(({ row }) => row),
      ),
      columns: machineTableColumns(context),
      gaps: report.gaps,
    });
    await noteCounts(context, { report, tasks, shown: value.length });
    const passed =
      tasks.every(({ verdict }) => verdict === "PASSED") && report.verdict === "PASSED" && report.complete;
    return exitCodeFor(passed, settings);
  },
};

const textOption = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The rows of a machine. @throws NowhereError when the execution does not have it. */
const ofMachine = (
  { settings }: Context,
  rows: readonly MachineWithRow[],
  { machine, WindowExecutionId }: { readonly machine: MachineWord; readonly WindowExecutionId: string },
): readonly MachineWithRow[] => {
  const machines = rows.map((row) => row.machine);
  const named = new Set(machine.among(machines));
  if (named.size > 0) return rows.filter((row) => named.has(row.machine));
  throw absentMachine(machine, {
    where: `Execution ${WindowExecutionId}`,
    machines,
    list: ownCommandLine(settings, "targets", WindowExecutionId),
  });
};

const rowTest = ({ settings, host, options }: Context): ((row: MachineWithRow) => boolean) => {
  const { filter = "" } = settings;
  const now = host.now();
  const test = matchFilter(
    readListFilter(filter, { columns: machineColumns, noun: "machines", now, utcOffset: host.utcOffset }),
    { now },
  );
  // A filter that names the window would match every row.
  const matches = ({ machine: { Name: _, ...machine } }: MachineWithRow): boolean => test(machine);
  if (options["bad"] !== true) return matches;
  return (row) => {
    const { result, patch } = row.machine;
    return (isBad(result) || (patch !== undefined && isNotPatched(patch))) && matches(row);
  };
};

const taskIn = (
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
