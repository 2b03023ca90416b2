/** What a word after `--source` names: a kind of source, and what that kind needs to know. */
export interface SourceName {
  readonly kind: string;
  readonly detail: string;
}

/**
 * Reads a source's name: an address is the kind `http`, `aws` and `demo:...` are what stands before the colon, and whatever
 * else is the path of a snapshot's file.
 *
 * @param kinds - the words that name a kind by themselves.
 */
export const readSourceName = (source: string, kinds: readonly string[]): SourceName => {
  if (/^https?:\/\//i.test(source)) return { kind: "http", detail: source };
  const [, kind = "", detail = ""] = /^([^:]*):?(.*)$/s.exec(source) ?? [];
  return kinds.includes(kind) ? { kind, detail } : { kind: "snapshot", detail: source };
};
