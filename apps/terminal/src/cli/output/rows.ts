/** Rows and columns of tables and CSV, and the writers of lists. */

/** An item of a list, by member names. */
export type TableRow = Readonly<Record<string, unknown>>;

/** A column of a table or a CSV file. */
export interface TableColumn {
  /** The header: an AWS member in PascalCase, or one of ours in camelCase. */
  readonly name: string;
  /** Gives the cell's value. Default: the row's member with the column's name. */
  readonly value?: ((row: TableRow, now: Date) => unknown) | undefined;
  /** `status` cells get a glyph on a terminal. Default: plain. */
  readonly kind?: "plain" | "status" | undefined;
  /** Minimum width when the terminal is narrow. Default: the column is never cut. */
  readonly least?: number | undefined;
  /** Columns with the highest rank are hidden first on a narrow terminal; 0 is never hidden. Default: 0. */
  readonly rank?: number | undefined;
}

export const cellOf = ({ name, value }: TableColumn, row: TableRow, now: Date): unknown =>
  value === undefined ? row[name] : value(row, now);

/** Writes a piece of the output. */
export type Write = (text: string) => Promise<void>;

/** Writes one list, page by page. */
export interface ListWriter {
  page(rows: readonly TableRow[]): Promise<void>;
  /** @param nextToken - continues the list, if there is more. */
  end(nextToken: string | undefined): Promise<void>;
}

/** A writer for lists that can fail after some pages. */
export interface ResumableWriter extends ListWriter {
  /** Ends the output after a failed page, as a complete document where the format allows. */
  failed(nextToken: string): Promise<void>;
}
