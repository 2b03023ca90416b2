import { csvLine, safeLine } from "@windowpane/text";
import type { Context } from "../context/context.ts";
import { csvList, csvValue } from "./csv.ts";
import type { TableColumn } from "@windowpane/explorer";
import type { ListWriter, TableRow } from "./rows.ts";
import type { CommandOutput } from "./show.ts";
import { hiddenText, tableList } from "./table.ts";

/** Creates a writer of rows as a table or CSV. */
export const rowWriter = (
  { host, console, theme }: Context,
  columns: readonly TableColumn[],
  format: "table" | "csv",
): ListWriter => {
  const options = {
    now: host.now(),
    utcOffset: host.utcOffset,
    write: (text: string): Promise<void> => console.result(text),
  };
  if (format === "csv") return csvList(columns, options);
  let hidden: readonly string[] = [];
  const table = tableList(columns, {
    ...options,
    theme,
    width: host.stdout.isTerminal ? host.stdout.columns : undefined,
    onHidden: (names) => {
      hidden = names;
    },
  });
  return {
    page: table.page,
    async end(nextToken) {
      await table.end(nextToken);
      if (hidden.length > 0) {
        await console.note(hiddenText(hidden));
      }
    },
  };
};

/** Prints rows as a table or CSV. Without columns, they are derived from the value. */
export const showRows = async (
  context: Context,
  format: "table" | "csv",
  { value, rows: givenRows, columns: givenColumns }: CommandOutput,
): Promise<void> => {
  const { rows, columns } =
    givenColumns === undefined
      ? tableOf(givenRows ?? value)
      : { rows: givenRows ?? [], columns: givenColumns };
  if (columns.length === 1 && columns[0]?.name === UNNAMED) {
    await showUnnamed(context, format, rows);
    return;
  }
  const writer = rowWriter(context, columns, format);
  await writer.page(rows);
  await writer.end(undefined);
};

interface TableParts {
  readonly rows: readonly TableRow[];
  readonly columns: readonly TableColumn[];
}

/** The column of values without names, as `--query` can give. */
const UNNAMED = "";

/** Gives a list of structures a column per member, a list of lists a column per index, a structure a row per member. */
const tableOf = (value: unknown): TableParts => {
  if (value === null || value === undefined) return { rows: [], columns: [] };
  if (!Array.isArray(value)) return isStructure(value) ? memberTable(value) : unnamedTable([value]);
  const items: readonly unknown[] = value;
  if (items.some(isStructure)) {
    return tableOfRows(items.map((item) => (isStructure(item) ? item : { value: item })));
  }
  if (items.some((item) => Array.isArray(item))) {
    return tableOfRows(
      items.map((item) => Object.fromEntries((Array.isArray(item) ? item : [item]).entries()) as TableRow), // Indices become names.
    );
  }
  return unnamedTable(items);
};

const tableOfRows = (rows: readonly TableRow[]): TableParts => ({
  rows,
  columns: [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name, rank) => ({
    name,
    kind: name === "Status" ? "status" : "plain",
    least: 12,
    rank,
  })),
});

const memberTable = (value: TableRow): TableParts => {
  const entries = Object.entries(value);
  const [first] = entries;
  // A structure with one list, such as the output of a paged operation, is shown as that list.
  if (entries.length === 1 && first !== undefined && Array.isArray(first[1])) return tableOf(first[1]);
  return {
    rows: entries.map(([member, inner]) => ({ member, value: inner })),
    columns: [{ name: "member" }, { name: "value", least: 12 }],
  };
};

const unnamedTable = (items: readonly unknown[]): TableParts => ({
  rows: items.map((item) => ({ [UNNAMED]: item })),
  columns: [{ name: UNNAMED }],
});

const isStructure = (value: unknown): value is TableRow =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

const showUnnamed = async (
  { console }: Context,
  format: "table" | "csv",
  rows: readonly TableRow[],
): Promise<void> => {
  const values = rows.map((row) => row[UNNAMED]);
  await console.result(
    values
      .map((value) => (format === "csv" ? csvLine([csvValue(value)]) : `${safeLine(plainText(value))}\n`))
      .join(""),
  );
};

const plainText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
