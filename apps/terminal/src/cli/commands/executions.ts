import { mapAtMost, type Client, type Input } from "@windowpane/core";
import {
  cleanId,
  executionColumns,
  idKind,
  windowColumns,
  tableOf,
  callsToFind,
  leftOut,
  placeholder,
} from "@windowpane/explorer";
import { exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { readSince } from "../arguments/times.ts";
import {
  allWindows,
  requireWindow,
  resolveWindow,
  type AllWindows,
  type NamedWindow,
} from "../arguments/window.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions, listOptions } from "../context/option.ts";
import { awsForm } from "../output/aws-form.ts";
import { showCalls } from "../output/command-lines.ts";
import { list, pagingFlags } from "../output/list.ts";
import { itemShape } from "../output/member-columns.ts";
import { withOriginColumns } from "../output/origin-columns.ts";
import { planRows, type RowPlan } from "../output/plan-rows.ts";
import type { TableRow } from "../output/rows.ts";
import { show } from "../output/show.ts";

export const executions: Command = {
  arguments: [
    {
      name: "WINDOW",
      about: "window ID, ARN or name (default: all windows)",
      optional: true,
      completes: "windows",
    },
  ],
  options: [commonOptions.since, commonOptions.status, commonOptions.latest, ...listOptions],
  examples: [
    { line: "executions", about: "List the executions of all windows, newest first" },
    {
      line: "executions mw-0123456789abcdef0 --since 2d",
      about: "List the executions of one window that started in the last two days",
    },
    {
      line: "executions nightly-patch --latest",
      about: "Show the latest execution of the window with this name",
    },
  ],
  async run(context) {
    const { args, settings, host } = context;
    const since = settings.since === undefined ? undefined : readSince(settings.since, host);
    const filter = since === undefined ? undefined : `start>=${since.toISOString()}`;
    const [word] = args;
    const window = word === undefined ? undefined : await findWindow(context, word);
    if (window !== undefined && !settings.latest) {
      const { WindowId } = window;
      const whenEmpty = (): Promise<void> => requireWindow(context, WindowId);
      await list(context, { operation, input: { WindowId }, filter, columns, whenEmpty });
      return exitCodes.done;
    }
    await listOverWindows(context, window === undefined ? undefined : [window], filter);
    return exitCodes.done;
  },
};

const operation = "DescribeMaintenanceWindowExecutions";

const findWindow = async (context: Context, word: string): Promise<NamedWindow> => {
  const id = cleanId(word);
  if (context.settings.showCli && idKind(id) !== "window") {
    await showCalls(context, callsToFind.windowNamed(word.trim()));
    return { WindowId: placeholder("WindowId") };
  }
  return resolveWindow(context, word);
};

/** Requests at the same time. Few, because users of the account share its rate limit. */
const AT_ONCE = 4;

/** The same for many accounts, each of which has its own rate limit. */
const FLEET_AT_ONCE = 64;

/**
 * Prints the executions of several windows, newest first; with `--latest` one for each window.
 *
 * @param given - the windows. Default: all.
 */
const listOverWindows = async (
  context: Context,
  given: readonly NamedWindow[] | undefined,
  filter: string | undefined,
): Promise<void> => {
  const { settings, host, console } = context;
  refusePaging(context);
  const plan = planRows(operation, [filter, settings.filter], host, ["Name"]);
  if (settings.showCli) {
    await showCalls(context, callsOf(context, given, plan));
    return;
  }
  const client = await context.client();
  const { windows, unread }: AllWindows =
    given === undefined ? await allWindows(client, host.interrupt) : { windows: given };
  const { source } = await context.opened();
  let read = 0;
  const lists = await mapAtMost(
    source.scope === undefined ? AT_ONCE : FLEET_AT_ONCE,
    windows,
    async (window) => {
      const rows = await executionsOf(context, { client, window, plan });
      read += 1;
      await console.progress(`${read} of ${windows.length} windows read`);
      return rows;
    },
  );
  const [named] = given ?? [];
  if (named !== undefined && lists.flat().length === 0) await requireWindow(context, named.WindowId);
  const sorted = lists.flat().toSorted((a, b) => startOf(b) - startOf(a));
  const rows = sorted.slice(0, settings.maxItems);
  const shape = itemShape(operation);
  const lines = rows.map(({ Name: _, ...execution }) => awsForm(shape, execution, host.utcOffset));
  await show(context, {
    value: { WindowExecutions: lines },
    lines,
    rows,
    columns: await withOriginColumns(context, [...columnsOfWindow, ...columns]),
  });
  if (rows.length === 0) await console.note(`No executions found in ${windows.length} windows.`);
  if (rows.length < sorted.length)
    await console.note(`${sorted.length - rows.length} older executions are not shown.`);
  if (unread !== undefined) throw unread;
};

interface OneWindow {
  readonly client: Client;
  readonly window: NamedWindow;
  readonly plan: RowPlan;
}

/** Reads a window's executions, newest first. AWS lists them in this order, but does not document it. */
const executionsOf = async (context: Context, { client, window, plan }: OneWindow): Promise<TableRow[]> => {
  const { settings, host } = context;
  const input = inputFor(window.WindowId, plan, settings.pageSize);
  const rows: TableRow[] = [];
  const items = client.items(operation, input, { signal: host.interrupt });
  for await (const item of items) if (plan.matches(item)) rows.push({ ...item, Name: window.Name });
  rows.sort((a, b) => startOf(b) - startOf(a));
  return settings.latest ? rows.slice(0, 1) : rows;
};

const inputFor = (
  WindowId: string,
  { Filters }: RowPlan,
  MaxResults: number | undefined,
): Input<typeof operation> => ({
  WindowId,
  ...(Filters === undefined ? {} : { Filters: [...Filters] }),
  ...(MaxResults === undefined ? {} : { MaxResults }),
});

const startOf = ({ StartTime }: { readonly StartTime?: unknown }): number =>
  StartTime instanceof Date ? StartTime.getTime() : 0;

/** A list that is sorted over several windows has no position to continue from. */
const refusePaging = ({ settings }: Context): void => {
  if (settings.startingToken === undefined && settings.paginate) return;
  throw new UsageError(
    "--starting-token and --no-paginate need a single WINDOW and cannot be combined with --latest.",
    "Give a WINDOW, or omit them.",
  );
};

const callsOf = (
  context: Context,
  given: readonly NamedWindow[] | undefined,
  plan: RowPlan,
): Parameters<typeof showCalls>[1] => [
  ...leftOut({
    filters: plan.isLocal ? [context.settings.filter] : [],
    newest: context.settings.latest,
  }),
  ...(given === undefined
    ? [
        { operation: "DescribeMaintenanceWindows", input: {} } as const,
        "# for each WindowId (WindowIdentities[].WindowId):",
      ]
    : []),
  ...(given ?? [{ WindowId: placeholder("WindowId") }]).map(
    ({ WindowId }) =>
      ({
        operation,
        input: inputFor(WindowId, plan, undefined),
        flags: pagingFlags(context),
      }) as const,
  ),
];

/** On a narrow terminal, the windows' columns are hidden before the executions'. */
const columnsOfWindow = [
  ...tableOf(windowColumns, ["Name"]).map((column) => ({ ...column, rank: 1 })),
  ...tableOf(windowColumns, ["WindowId"]).map((column) => ({ ...column, rank: 6 })),
];

const columns = tableOf(executionColumns, [
  "WindowExecutionId",
  "Status",
  "StartTime",
  "took",
  "StatusDetails",
]);
