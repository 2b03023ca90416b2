import { mapAtMost, type Client, type Input } from "@windowpane/core";
import type { Context } from "../context/context.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { awsForm } from "../output/aws-form.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { itemShape } from "../listing/member-columns.ts";
import { allWindows, type NamedWindow } from "../arguments/window.ts";
import { placeholder } from "../show-cli.ts";
import { planRows, type RowPlan } from "../listing/plan-rows.ts";

interface Options {
  /** Default: every window of the account. */
  readonly windows: readonly NamedWindow[] | undefined;
  /** Further terms of the filter language. Default: none. */
  readonly filter: string | undefined;
  readonly columns: readonly Column[];
}

/** Requests under way at once. Few, as other users of the account share its rate. */
const AT_ONCE = 4;

/** Prints the executions of several windows, newest first; with `--latest` the newest of each. */
export const listExecutions = async (context: Context, options: Options): Promise<void> => {
  const { settings, host, screen } = context;
  refusePaging(context);
  const filters = [options.filter, settings.filter];
  const plan = planRows("DescribeMaintenanceWindowExecutions", filters, host.now(), ["Name"]);
  if (settings.showCli) {
    await showChain(context, options.windows, plan);
    return;
  }
  const client = await context.client();
  const windows = options.windows ?? (await allWindows(client, host.interrupt));
  let read = 0;
  const lists = await mapAtMost(AT_ONCE, windows, async (window) => {
    const rows = await executionsOf(context, { client, window, plan });
    read += 1;
    await screen.progress(`${read} of ${windows.length} windows read`);
    return rows;
  });
  const sorted = lists.flat().toSorted((a, b) => startOf(b) - startOf(a));
  const rows = sorted.slice(0, settings.maxItems);
  const shape = itemShape("DescribeMaintenanceWindowExecutions");
  const lines = rows.map(({ Name: _, ...execution }) => awsForm(shape, execution, host.utcOffset));
  await context.show({ value: { WindowExecutions: lines }, lines, rows, columns: options.columns });
  if (rows.length === 0) await screen.note(`No executions found in ${windows.length} windows.`);
  if (rows.length < sorted.length)
    await screen.note(`${sorted.length - rows.length} older ones are left out.`);
};

interface OneWindow {
  readonly client: Client;
  readonly window: NamedWindow;
  readonly plan: RowPlan;
}

/** A window's executions, newest first: AWS gives them so in all its samples, but promises it nowhere. */
const executionsOf = async (context: Context, { client, window, plan }: OneWindow): Promise<Row[]> => {
  const { settings, host } = context;
  const input = request(window.WindowId, plan, settings.pageSize);
  const rows: Row[] = [];
  const items = client.items("DescribeMaintenanceWindowExecutions", input, { signal: host.interrupt });
  for await (const item of items) if (plan.matches(item)) rows.push({ ...item, Name: window.Name });
  rows.sort((a, b) => startOf(b) - startOf(a));
  return settings.latest ? rows.slice(0, 1) : rows;
};

const request = (
  WindowId: string,
  { Filters }: RowPlan,
  MaxResults: number | undefined,
): Input<"DescribeMaintenanceWindowExecutions"> => ({
  WindowId,
  ...(Filters === undefined ? {} : { Filters: [...Filters] }),
  ...(MaxResults === undefined ? {} : { MaxResults }),
});

const startOf = ({ StartTime }: { readonly StartTime?: unknown }): number =>
  StartTime instanceof Date ? StartTime.getTime() : 0;

/** A list that is sorted over many others has no place to go on from. */
const refusePaging = ({ settings }: Context): void => {
  if (settings.startingToken === undefined && settings.paginate) return;
  throw new UsageError(
    "--starting-token and --no-paginate need one window, and go without --latest.",
    "Give a WINDOW, or leave them out.",
  );
};

const showChain = async (
  context: Context,
  windows: readonly NamedWindow[] | undefined,
  plan: RowPlan,
): Promise<void> => {
  const operation = "DescribeMaintenanceWindowExecutions";
  if (windows === undefined) {
    await context.showCalls([
      { operation: "DescribeMaintenanceWindows", input: {} },
      "# for each WindowId of that list:",
    ]);
  }
  for (const { WindowId } of windows ?? [{ WindowId: placeholder("WindowId") }]) {
    const input = request(WindowId, plan, context.settings.pageSize);
    await context.showCalls([{ operation, input }]);
  }
};
