/** Where the documents of runs are. A document is written once under its key and never changed. */
export interface DocumentFiles {
  /**
   * Reads bytes of a document.
   *
   * @param range - start and length in bytes. Default: the whole document.
   * @returns undefined if there is no such document.
   */
  get(key: string, range?: DocumentRange): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Writes a document. The same key has the same bytes, so writing it twice changes nothing. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes documents. Keys without a document are ignored. */
  delete(keys: readonly string[]): Promise<void>;
}

/** A part of a document, in bytes. */
export interface DocumentRange {
  /** Position of the first byte, from 0. */
  readonly offset: number;
  /** Number of bytes. */
  readonly length: number;
}
