/**
 * Stores finished documents: the bodies of responses that can no longer change. They belong to one account and region, so each
 * of these needs its own storage. Documents with sensitive members and incomplete ones are never stored.
 */
export interface DocumentStorage {
  /** Returns a stored text; undefined if nothing is stored, or if it was removed to make room. */
  get(key: string): Promise<string | undefined>;
  /**
   * Stores a text. It may replace older ones, and may ignore a text that is too large. The response does not wait for it, and
   * its errors are ignored.
   */
  put(key: string, text: string): Promise<void>;
}

/** Where finished documents are stored. */
export interface DocumentOptions {
  /** Where documents are stored. */
  readonly storage: DocumentStorage;
  /** Identifies the build. Documents of other builds are not served, because their format may differ. */
  readonly edition: string;
}
