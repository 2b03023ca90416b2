import { safeText } from "../safe-text.ts";
import { awsTime } from "./aws-form.ts";
import type { ListWriter, Row, Write } from "./format.ts";
import { cellOf, type Column } from "./column.ts";

/** A list as CSV (RFC 4180), the columns' names first. */
export const csvList = (
  columns: readonly Column[],
  {
    write,
    now,
    utcOffset,
  }: { readonly write: Write; readonly now: Date; readonly utcOffset: (at: Date) => number },
): ListWriter => {
  let headed = false;
  const header = (): string => {
    if (headed) return "";
    headed = true;
    return csvLine(columns.map(({ name }) => name));
  };
  return {
    async page(rows) {
      if (rows.length === 0) return;
      const cell = (column: Column, row: Row): unknown => {
        const value = cellOf(column, row, now);
        return value instanceof Date ? awsTime(value, utcOffset(value)) : value;
      };
      const body = rows.map((row) => csvLine(columns.map((column) => cell(column, row))));
      await write(header() + body.join(""));
    },
    async end() {
      await write(header());
    },
  };
};

/** One line of CSV. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(csvCell).join(",")}\r\n`;

const csvCell = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = safeText(typeof value === "string" ? value : JSON.stringify(value));
  // A spreadsheet runs what begins with these; a leading apostrophe makes it text again.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
