import { safePart } from "./safe.ts";

/** What can stand in a cell of CSV. Absent values are empty cells. */
export type CsvValue = string | number | boolean | null | undefined;

/** One record of CSV (RFC 4180), with its line break. */
export const csvLine = (cells: readonly CsvValue[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/**
 * One cell of CSV (RFC 4180). A text is made safe and put on one line, so that a record is a line; spaces stay. Numbers stay
 * numbers.
 *
 * A spreadsheet takes a text that begins with `=`, `+`, `-` or `@`, also in full width, for a formula and runs it. An
 * apostrophe before it makes it a text again, whatever spaces stand between.
 */
export const csvCell = (value: CsvValue): string => {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = safePart(value);
  const inert = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
