import type { Row } from "./rows.ts";

/** A column of a table or a CSV file. */
export interface Column {
  /** The header: a member as AWS spells it, or a word of ours in camelCase. */
  readonly name: string;
  /** What stands in a row's cell. Default: the member of the column's name. */
  readonly value?: ((row: Row, now: Date) => unknown) | undefined;
  /** `status` cells get a glyph on a terminal. Default: plain. */
  readonly kind?: "plain" | "status" | undefined;
  /** Fewest columns it may be cut down to when the terminal is narrow. Default: it is never cut. */
  readonly least?: number | undefined;
  /** When the terminal is still too narrow, the column with the highest rank goes first; 0 stays. Default: 0. */
  readonly rank?: number | undefined;
}

/** What stands in a cell. */
export const cellOf = ({ name, value }: Column, row: Row, now: Date): unknown =>
  value === undefined ? row[name] : value(row, now);
