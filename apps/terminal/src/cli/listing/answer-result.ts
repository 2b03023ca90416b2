import { isPaged, operations, shapeOf, type OperationName } from "@windowpane/core";
import type { Result } from "../context/context.ts";
import type { Host } from "../../host/host.ts";
import { awsForm } from "../output/aws-form.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { memberColumns } from "./member-columns.ts";

interface Options {
  /** For the items of a paged operation. Default: its members that are not sensitive. */
  readonly columns?: readonly Column[] | undefined;
  /** What stands in place of a table. Default: made from the answer. */
  readonly table?: ((answer: Row) => string) | undefined;
  readonly host: Host;
}

/** One answer of the service as a result that every format can print. */
export const answerResult = (operation: OperationName, response: object, options: Options): Result => {
  const { columns, table, host } = options;
  // A structure is read by the names of its members.
  const answer = response as Row;
  const value = awsForm(shapeOf(operation, "output"), answer, host.utcOffset);
  const text = table === undefined ? undefined : (): string => table(inOrderOf(value, answer));
  if (!isPaged(operation)) return { value, ...(text === undefined ? {} : { text }) };
  const member = operations[operation].items;
  return {
    value,
    lines: listIn(value, member),
    rows: listIn(answer, member),
    columns: columns ?? memberColumns(operation),
  };
};

/** The answer's members in the order of its printed form, which is AWS's. */
const inOrderOf = (printed: unknown, answer: Row): Row =>
  Object.fromEntries(Object.keys(printed as object).map((name) => [name, answer[name]])); // A structure, as all answers.

/** The row names the list of its own output, whose items are structures. */
const listIn = (answer: unknown, member: string): readonly Row[] =>
  (Reflect.get(answer as object, member) ?? []) as readonly Row[];
