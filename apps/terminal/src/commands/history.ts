import type { HistoryReport } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { Command } from "../command.ts";
import type { Context } from "../context.ts";
import { NowhereError } from "../errors/nowhere-error.ts";
import { UsageError } from "../errors/usage-error.ts";
import { exitCodeFor, exitCodes } from "../exit-code.ts";
import { cleanId, idKind } from "../id.ts";
import { shortTime } from "../output/aws-form.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/format.ts";
import { placeholder } from "../show-cli.ts";
import { readSince } from "../since.ts";
import { tookColumn } from "./columns.ts";

export const historyCommand: Command = {
  name: "history",
  summary: "show what windows did on one machine, newest first",
  description:
    "Over all windows. A name is looked for among the newest commands, as AWS tells machines' names nowhere else here. Run " +
    "Command and Automation keep their history for 30 days.",
  arguments: [{ name: "MACHINE", about: "id of a managed node (i-... or mi-...), or its name" }],
  options: ["since", "patches", "exitStatus"],
  examples: [
    { line: "history i-0123456789abcdef0", gives: "the last 7 days" },
    { line: "history web-prod-004 --since 30d", gives: "by the machine's name, as far back as AWS goes" },
    { line: "history MACHINE --exit-status", gives: "exit 1 unless something ran and all of it passed" },
  ],
  async run(context) {
    const { settings, host, screen } = context;
    const since = readSince(settings.since ?? "7d", host.now());
    const word = cleanId(context.args[0] ?? "");
    refuseOtherIds(word);
    if (settings.showCli) {
      await showChain(context, word, since);
      return exitCodes.done;
    }
    const InstanceId = idKind(word) === "machine" ? word : await findByName(context, word, since);
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
    const passed = complete && runs.length > 0 && runs.every(({ bucket }) => bucket === "passed");
    return exitCodeFor(passed, settings);
  },
};

const refuseOtherIds = (word: string): void => {
  const kind = idKind(word);
  if (kind === "machine" || (kind === "unknown" && word !== "")) return;
  throw new UsageError(
    `MACHINE must be the id or the name of a managed node; "${word}" is neither.`,
    "`windowpane targets EXECUTION` lists the machines of an execution.",
  );
};

const findByName = async (context: Context, name: string, since: Date): Promise<string> => {
  const { screen, host } = context;
  const { findMachines } = await import("@windowpane/report");
  await screen.progress(`looking for ${safeLine(name)}`);
  const { ids, near, whole } = await findMachines(await context.client(), {
    name,
    since,
    signal: host.interrupt,
  });
  const [only, second] = ids;
  if (only === undefined) {
    const meant = near.length === 0 ? "" : ` Did you mean ${near.slice(0, 5).join(", ")}?`;
    const far = whole ? "" : " Only the newest commands were looked at.";
    throw new NowhereError(
      `No command ran on a machine named "${name}" since ${shortTime(since, host.utcOffset(since))}.${far}${meant}`,
      "Give the machine's id, or an earlier --since.",
    );
  }
  if (second === undefined) return only;
  throw new UsageError(
    `${ids.length} machines are named "${name}":\n${ids.map((id) => `  ${id}`).join("\n")}`,
    "Give the id of the one you mean.",
  );
};

const rowsOf = ({ runs }: HistoryReport): readonly Row[] =>
  runs.map(({ cause, name: _, ...run }) => ({
    ...run,
    window: run.Name ?? run.WindowId,
    task: run.DocumentName ?? run.TaskArn,
    cause: cause?.title,
    why: cause?.evidence ?? run.reason,
  }));

const historyColumns: readonly Column[] = [
  { name: "at" },
  { name: "bucket", kind: "status" },
  { name: "window", least: 12 },
  { name: "task", least: 12, rank: 3 },
  tookColumn,
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
