/** What `--output` takes, in the order of the help. */
export const formats = ["table", "json", "ndjson", "yaml", "csv", "text"] as const;

export type Format = (typeof formats)[number];

/** Whether a word names a format. */
export const isFormat = (word: string): word is Format => formats.some((format) => format === word);

/** An item of a list, as it came. */
export type Row = Readonly<Record<string, unknown>>;

/** Takes the pieces of a result as they become ready. */
export type Write = (text: string) => Promise<void>;

/** Writes one list, page by page. */
export interface ListWriter {
  page(rows: readonly Row[]): Promise<void>;
  /** @param nextToken - where the rest begins, when there is one. */
  end(nextToken: string | undefined): Promise<void>;
}

/** The same for a list that may end before its end. */
export interface BreakableWriter extends ListWriter {
  /** Ends what was written so far, as whole as the format allows. Nothing is said in words. */
  broken(nextToken: string): Promise<void>;
}
