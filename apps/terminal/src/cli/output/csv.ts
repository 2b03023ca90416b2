import { csvLine, type CsvValue } from "@windowpane/text";
import { awsTime } from "../context/times.ts";
import type { TableColumn } from "@windowpane/explorer";
import { cellOf, type ListWriter, type TableRow, type Write } from "./rows.ts";

/** Writes a list as CSV (RFC 4180) with a header line. */
export const csvList = (
  columns: readonly TableColumn[],
  {
    write,
    now,
    utcOffset,
  }: { readonly write: Write; readonly now: Date; readonly utcOffset: (at: Date) => number },
): ListWriter => {
  let hasHeader = false;
  const header = (): string => {
    if (hasHeader) return "";
    hasHeader = true;
    return csvLine(columns.map(({ name }) => name));
  };
  return {
    async page(rows) {
      if (rows.length === 0) return;
      const cell = (column: TableColumn, row: TableRow): CsvValue => {
        const value = cellOf(column, row, now);
        return value instanceof Date ? awsTime(value, utcOffset(value)) : csvValue(value);
      };
      const body = rows.map((row) => csvLine(columns.map((column) => cell(column, row))));
      await write(header() + body.join(""));
    },
    async end() {
      await write(header());
    },
  };
};

/** Converts a value to a CSV cell. Structures become JSON. */
export const csvValue = (value: unknown): CsvValue =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : (value as CsvValue); // JSON has no other types.
