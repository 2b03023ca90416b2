import type { ExecutionDiff, ExecutionReport, MachineStand } from "@windowpane/report";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { NowhereError } from "../../host/errors/nowhere-error.ts";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { placeholder } from "../show-cli.ts";
import { executionArgument, readUuids } from "../arguments/id-arguments.ts";
import { executionChain } from "../execution/chain.ts";
import { readExecution } from "./report.ts";
import { windowOf, windowOption } from "../arguments/window-of.ts";

export const diffCommand: Command = {
  name: "diff",
  summary: "show what changed between two executions, machine by machine",
  description:
    "With one execution, the other is the newest before it in the same window that passed on every machine. With two, the " +
    "one that began first counts as before. Each machine is in exactly one class; --exit-status exits 1 when anything is " +
    "worse, or one of the two is not complete.",
  arguments: [executionArgument, { ...executionArgument, optional: true }],
  options: ["patches", "exitStatus"],
  ownOptions: [windowOption],
  examples: [
    { line: "diff EXECUTION", gives: "against the last good one" },
    { line: "diff EXECUTION EXECUTION", gives: "one against the other" },
    { line: "diff EXECUTION --output csv", gives: "a row for each machine, its class first" },
  ],
  async run(context) {
    const { settings, args } = context;
    const first = readUuids(context, "EXECUTION")[0];
    const second = args[1] === undefined ? undefined : readUuids(context, "EXECUTION", "EXECUTION")[1];
    if (settings.showCli) {
      await showChain(context, first, second);
      return exitCodes.done;
    }
    const [before, after] =
      second === undefined ? await withLastGood(context, first) : await readBoth(context, first, second);
    const { diffExecutions } = await import("@windowpane/report");
    const diff = diffExecutions(before, after);
    const { diffText } = await import("./diff-text.ts");
    const { pageFor } = await import("../output/page.ts");
    await context.show({
      value: diff,
      lines: diff.machines,
      rows: rowsOf(diff),
      columns,
      gaps: [...diff.after.gaps, ...diff.before.gaps],
      text: () => diffText(pageFor(context), diff),
    });
    return exitCodeFor(!diff.worse && diff.complete, settings);
  },
};

type Pair = readonly [before: ExecutionReport, after: ExecutionReport];

const readBoth = async (context: Context, one: string, other: string): Promise<Pair> => {
  // One after the other: both together would ask twice as fast as AWS likes.
  const first = await readExecution(context, one);
  const second = await readExecution(context, other);
  const isTurned =
    first.StartTime !== undefined && second.StartTime !== undefined && first.StartTime > second.StartTime;
  return isTurned ? [second, first] : [first, second];
};

const withLastGood = async (context: Context, WindowExecutionId: string): Promise<Pair> => {
  const { screen, host } = context;
  const report = await readExecution(context, WindowExecutionId);
  const window = await windowOf(context, report);
  if (window === undefined || report.StartTime === undefined) {
    throw new NowhereError(
      "The execution's window or start is not known, so there is nothing to compare it with.",
      "Name the window with --window, or give a second EXECUTION.",
    );
  }
  const { findLastGood } = await import("@windowpane/report");
  const { WindowId, Name } = window;
  const good = await findLastGood(await context.client(), {
    WindowId,
    Name,
    before: report.StartTime,
    signal: host.interrupt,
    onExecution: (execution) => void screen.progress(`reading ${execution.WindowExecutionId}`),
  });
  for (const { why, whatToDo } of good.gaps) await screen.note(`${why} ${whatToDo}`);
  if (good.report === undefined) {
    const { ownCommandLine } = await import("../output/own-line.ts");
    throw new NowhereError(
      `There is no good execution to compare with. ${good.reason}`,
      `\`${ownCommandLine(context.settings, "executions", WindowId)}\` lists them all; give one as the second EXECUTION.`,
    );
  }
  return [good.report, { ...report, WindowId, Name }];
};

const rowsOf = ({ machines }: ExecutionDiff): readonly Row[] =>
  machines.map(({ before, after, ...machine }) => ({
    ...machine,
    before: before?.result,
    after: after?.result,
    patchBefore: before?.patch?.result,
    patchAfter: after?.patch?.result,
    tookBefore: secondsOf(before),
    tookAfter: secondsOf(after),
    cause: after?.cause?.title ?? before?.cause?.title,
  }));

const secondsOf = (stand: MachineStand | undefined): number | undefined =>
  stand?.milliseconds === undefined ? undefined : Math.round(stand.milliseconds / 1000);

const columns: readonly Column[] = [
  { name: "class" },
  { name: "name", least: 20 },
  { name: "InstanceName", least: 8, rank: 2 },
  { name: "before", kind: "status" },
  { name: "after", kind: "status" },
  { name: "patchBefore", rank: 7 },
  { name: "patchAfter", rank: 6 },
  { name: "tookBefore", rank: 4 },
  { name: "tookAfter", rank: 3 },
  { name: "cause", least: 12, rank: 1 },
  { name: "reason", least: 16, rank: 5 },
];

const showChain = (context: Context, first: string, second: string | undefined): Promise<void> =>
  context.showCalls([
    ...executionChain(first, context.settings),
    ...(second === undefined
      ? [
          "# the executions before it, newest first, until one passed on every machine:",
          {
            operation: "DescribeMaintenanceWindowExecutions",
            input: { WindowId: placeholder("WindowId") },
          } as const,
          "# for each WindowExecutionId:",
          ...executionChain(placeholder("WindowExecutionId"), { patches: false }),
        ]
      : executionChain(second, context.settings)),
  ]);
