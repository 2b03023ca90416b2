import {
  isPaged,
  operations,
  shapeOf,
  validateInput,
  type Input,
  type OperationName,
} from "@windowpane/core";
import type { Host } from "../../host/host.ts";
import type { Context } from "../context/context.ts";
import { awsForm } from "./aws-form.ts";
import { showCalls } from "./command-lines.ts";
import { memberColumns } from "./member-columns.ts";
import type { TableColumn } from "@windowpane/explorer";
import type { TableRow } from "./rows.ts";
import { show, type CommandOutput } from "./show.ts";

interface GetRequest<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  /** Formats the output instead of a table. Default: a table with a row for each member. */
  readonly table?: ((output: TableRow) => string) | undefined;
}

/** Sends one request and prints its output. */
export const get = async <Name extends OperationName>(
  context: Context,
  { operation, input, table }: GetRequest<Name>,
): Promise<void> => {
  if (context.settings.showCli) {
    await showCalls(context, [{ operation, input }]);
    return;
  }
  // Report an invalid input before searching for credentials.
  validateInput(operation, input);
  const client = await context.client();
  const output = await client.call(operation, input, { signal: context.host.interrupt });
  await show(context, operationOutput(operation, output, { table, host: context.host }));
};

interface OutputParts {
  /** Columns of a paged operation's items. Default: their members that are not sensitive. */
  readonly columns?: readonly TableColumn[] | undefined;
  readonly table?: GetRequest<OperationName>["table"];
  readonly host: Host;
}

/** Converts an operation's output for every output format. */
export const operationOutput = (
  operation: OperationName,
  response: object,
  { columns, table, host }: OutputParts,
): CommandOutput => {
  const output = response as TableRow; // A structure is read by member names.
  const value = awsForm(shapeOf(operation, "output"), output, host.utcOffset);
  if (!isPaged(operation)) {
    return table === undefined ? { value } : { value, text: () => table(inOrderOf(value, output)) };
  }
  const member = operations[operation].items;
  return {
    value,
    lines: itemsIn(value, member),
    rows: itemsIn(output, member),
    columns: columns ?? memberColumns(operation),
  };
};

/** The output's members in AWS's order. */
const inOrderOf = (printed: unknown, output: TableRow): TableRow =>
  Object.fromEntries(Object.keys(printed as object).map((name) => [name, output[name]])); // Outputs are structures.

/** The items of a paged operation's output are structures. */
const itemsIn = (output: unknown, member: string): readonly TableRow[] =>
  (Reflect.get(output as object, member) ?? []) as readonly TableRow[];
