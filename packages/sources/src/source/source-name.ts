/** A source's name, divided: the kind of source, and what that kind needs to know. */
export interface SourceName {
  readonly kind: string;
  readonly detail: string;
}

/**
 * Reads a source's name. A URL has the kind `http`; `aws` and `demo:...` have the word before the colon; anything else is
 * the path of a snapshot file.
 *
 * @param kinds - words that name a kind.
 */
export const readSourceName = (source: string, kinds: readonly string[]): SourceName => {
  if (/^https?:\/\//i.test(source)) return { kind: "http", detail: source };
  const [, kind = "", detail = ""] = /^([^:]*):?(.*)$/s.exec(source) ?? [];
  return kinds.includes(kind) ? { kind, detail } : { kind: "snapshot", detail: source };
};
