/** Rows and columns of tables and CSV, and the writers of lists. */

import type { TableColumn } from "@windowpane/explorer";

/** An item of a list, by member names. */
export type TableRow = Readonly<Record<string, unknown>>;

/** The value of a cell. */
export const cellOf = ({ name, value }: TableColumn, row: TableRow, now: Date): unknown =>
  value === undefined ? row[name] : value(row, now);

/** Writes a piece of the output. */
export type Write = (text: string) => Promise<void>;

/** Writes one list, page by page. */
export interface ListWriter {
  /** @param token - the service's token for the next page, for formats that print pages. Default: none. */
  page(rows: readonly TableRow[], token?: string): Promise<void>;
  /** @param nextToken - continues the list, if there is more. */
  end(nextToken: string | undefined): Promise<void>;
}

/** A writer for lists that can fail after some pages. */
export interface ResumableWriter extends ListWriter {
  /** Ends the output after a failed page, as a complete document where the format allows. */
  failed(nextToken: string): Promise<void>;
}
