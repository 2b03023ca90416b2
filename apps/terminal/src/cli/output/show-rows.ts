import { csvLine, safeLine } from "@windowpane/text";
import type { Context, Result } from "../context/context.ts";
import type { Column } from "./column.ts";
import type { Row } from "./rows.ts";
import { rowWriter } from "./row-writer.ts";
import { csvValue } from "./csv.ts";

/** Prints a result as a table or CSV file. Without columns of its own, they are read off the value. */
export const showRows = async (context: Context, format: "table" | "csv", result: Result): Promise<void> => {
  const { rows, columns } =
    result.columns === undefined ? rowsOf(result.rows ?? result.value) : given(result);
  if (columns.length === 1 && columns[0]?.name === bare) {
    await showBare(context, format, rows);
    return;
  }
  const writer = rowWriter(context, columns, format);
  await writer.page(rows);
  await writer.end(undefined);
};

interface Rows {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

const given = ({ rows = [], columns = [] }: Result): Rows => ({ rows, columns });

/** The column of values that have no name, as `--query` gives them. */
const bare = "";

/** A list of structures has a column for each member, a list of lists one for each place, a structure a row for each member. */
const rowsOf = (value: unknown): Rows => {
  if (value === null || value === undefined) return { rows: [], columns: [] };
  if (!Array.isArray(value)) return isStructure(value) ? memberRows(value) : bareRows([value]);
  const items: readonly unknown[] = value;
  if (items.some(isStructure)) {
    const rows = items.map((item) => (isStructure(item) ? item : { value: item }));
    return { rows, columns: columnsNamed(new Set(rows.flatMap((row) => Object.keys(row)))) };
  }
  if (items.some((item) => Array.isArray(item))) {
    const rows = items.map(
      (item) => Object.fromEntries((Array.isArray(item) ? item : [item]).entries()) as Row,
    ); // Places are names.
    return { rows, columns: columnsNamed(new Set(rows.flatMap((row) => Object.keys(row)))) };
  }
  return bareRows(items);
};

const memberRows = (value: Row): Rows => {
  const entries = Object.entries(value);
  const [first] = entries;
  // An answer that is one list, as every paged operation's is, is shown as that list.
  if (entries.length === 1 && first !== undefined && Array.isArray(first[1])) return rowsOf(first[1]);
  return {
    rows: entries.map(([member, inner]) => ({ member, value: inner })),
    columns: [{ name: "member" }, { name: "value", least: 12 }],
  };
};

const bareRows = (items: readonly unknown[]): Rows => ({
  rows: items.map((item) => ({ [bare]: item })),
  columns: [{ name: bare }],
});

const columnsNamed = (names: ReadonlySet<string>): readonly Column[] =>
  [...names].map((name, rank) => ({ name, kind: name === "Status" ? "status" : "plain", least: 12, rank }));

const isStructure = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

const showBare = async (context: Context, format: "table" | "csv", rows: readonly Row[]): Promise<void> => {
  if (format === "csv") {
    await context.screen.result(rows.map((row) => csvLine([csvValue(row[bare])])).join(""));
    return;
  }
  await context.screen.result(rows.map((row) => `${safeLine(bareText(row[bare]))}\n`).join(""));
};

const bareText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
