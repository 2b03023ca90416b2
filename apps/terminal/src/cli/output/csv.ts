import { csvLine, type CsvValue } from "@windowpane/text";
import { awsTime } from "./aws-form.ts";
import type { ListWriter, Row, Write } from "./rows.ts";
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
      const cell = (column: Column, row: Row): CsvValue => {
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

/** A value of a list as CSV takes it: structures as JSON. */
export const csvValue = (value: unknown): CsvValue =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : (value as CsvValue); // JSON has no other types.
