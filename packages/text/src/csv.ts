import { safePart } from "./safe.ts";

/** Value of a CSV cell. Null and undefined are empty cells. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * A byte order mark, for the start of a CSV file. Excel reads a file without one in the code page of the system, which garbles
 * letters outside ASCII; other programs may take it for a part of the first column's name.
 */
export const csvMark = "\ufeff";

/** One CSV record (RFC 4180), with its line break. */
export const csvLine = (cells: readonly CsvValue[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/**
 * One CSV cell (RFC 4180). Text is sanitised and line breaks become spaces, so that a record is one line. Numbers are unchanged.
 *
 * Spreadsheets run text that starts with `=`, `+`, `-` or `@` (also full-width) as a formula. An apostrophe before it, also
 * before leading spaces, prevents this.
 */
export const csvCell = (value: CsvValue): string => {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = safePart(value);
  const inert = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
