import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { exitCodes } from "../../host/exit-code.ts";
import { cleanId, idKind } from "../arguments/ids.ts";
import { listExecutions } from "./list-executions.ts";
import type { Column } from "../output/column.ts";
import { resolveWindow, type NamedWindow } from "../arguments/window.ts";
import { placeholder } from "../show-cli.ts";
import { readSince } from "../arguments/times.ts";
import { startColumn, statusColumn, statusDetailsColumn, tookColumn } from "../output/columns.ts";

export const executionsCommand: Command = {
  name: "executions",
  summary: "list the executions of one window, or of all",
  arguments: [
    {
      name: "WINDOW",
      about: "WindowId, its ARN, or the window's name; default: every window",
      optional: true,
    },
  ],
  options: ["since", "status", "latest", "filter", "maxItems", "startingToken", "pageSize", "paginate"],
  examples: [
    { line: "executions", gives: "every window's executions, newest first" },
    {
      line: "executions mw-0123456789abcdef0 --since 2d",
      gives: "those of one window that began in the last two days",
    },
    { line: "executions nightly-patch --latest", gives: "the newest execution of the window of that name" },
  ],
  async run(context) {
    const { args, settings, host } = context;
    const since = settings.since === undefined ? undefined : readSince(settings.since, host.now());
    const filter = since === undefined ? undefined : `start>=${since.toISOString()}`;
    const [word] = args;
    const window = word === undefined ? undefined : await findWindow(context, word);
    if (window !== undefined && !settings.latest) {
      const { WindowId } = window;
      const operation = "DescribeMaintenanceWindowExecutions";
      await context.list({ operation, input: { WindowId }, filter, columns });
      return exitCodes.done;
    }
    const windows = window === undefined ? undefined : [window];
    await listExecutions(context, { windows, filter, columns: [...windowColumns, ...columns] });
    return exitCodes.done;
  },
};

const findWindow = async (context: Context, word: string): Promise<NamedWindow> => {
  const id = cleanId(word);
  if (context.settings.showCli && idKind(id) !== "window") {
    await context.showCalls([
      `# WindowId: that of ${id} among`,
      { operation: "DescribeMaintenanceWindows", input: {} },
    ]);
    return { WindowId: placeholder("WindowId") };
  }
  return resolveWindow(context, word);
};

const windowColumns: readonly Column[] = [
  { name: "Name", least: 12, rank: 1 },
  { name: "WindowId", rank: 6 },
];

const columns: readonly Column[] = [
  { name: "WindowExecutionId" },
  statusColumn,
  startColumn,
  tookColumn,
  statusDetailsColumn,
];
