/** Stores finished documents in the SQLite database of a Durable Object. */
import type { DocumentStorage } from "@windowpane/http-api";

/** The part of a Durable Object's SQL API that the storage uses. */
export interface Sql {
  exec(query: string, ...values: readonly SqlValue[]): { toArray(): readonly Record<string, unknown>[] };
}

type SqlValue = string | number;

/** Limits of the storage. */
export interface StorageLimits {
  /** Maximum size of all documents, in UTF-16 units. The oldest are removed. Default: 64 million, of the 5 GB of a free account. */
  readonly total?: number;
  /** Maximum size of a document. Larger ones are not stored. Default: 8 million, because an object has 128 MB of memory. */
  readonly document?: number;
  /** Maximum size of a part of a document. Default: 600,000, because a row has at most 2 MB and a unit at most 3 bytes. */
  readonly part?: number;
}

/**
 * Creates the storage. Keys start with the edition of the build; documents of other editions are removed, as this build does
 * not read them.
 */
export const createDocumentStorage = (
  sql: Sql,
  edition: string,
  { total: maxTotal = 64_000_000, document: maxDocument = 8_000_000, part = 600_000 }: StorageLimits = {},
): DocumentStorage => {
  sql.exec(
    "CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, size INTEGER NOT NULL)",
  );
  sql.exec(
    "CREATE TABLE IF NOT EXISTS parts (document INTEGER NOT NULL, part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document, part)) WITHOUT ROWID",
  );
  const remove = (condition: string, value: SqlValue): void => {
    sql.exec(`DELETE FROM parts WHERE document IN (SELECT id FROM documents WHERE ${condition})`, value);
    sql.exec(`DELETE FROM documents WHERE ${condition}`, value);
  };
  remove("substr(key, 1, length(?1)) <> ?1", edition);
  let total = numberOf(sql.exec("SELECT sum(size) AS value FROM documents"));

  const makeRoom = (size: number): void => {
    while (total + size > maxTotal) {
      const [oldest] = sql.exec("SELECT id, size FROM documents ORDER BY id LIMIT 1").toArray();
      if (oldest === undefined) return;
      remove("id = ?1", Number(oldest["id"]));
      total -= Number(oldest["size"]);
    }
  };

  return {
    get: async (key) => {
      const rows = sql
        .exec(
          "SELECT text FROM parts WHERE document = (SELECT id FROM documents WHERE key = ?1) ORDER BY part",
          key,
        )
        .toArray();
      return rows.length === 0 ? undefined : rows.map(({ text }) => String(text)).join("");
    },
    put: async (key, text) => {
      const size = key.length + text.length;
      if (size > maxDocument || !key.startsWith(edition)) return;
      total -= numberOf(sql.exec("SELECT size AS value FROM documents WHERE key = ?1", key));
      remove("key = ?1", key);
      makeRoom(size);
      // All statements of one turn are one transaction in a Durable Object.
      const id = numberOf(
        sql.exec("INSERT INTO documents (key, size) VALUES (?1, ?2) RETURNING id AS value", key, size),
      );
      partsOf(text, part).forEach((piece, index) =>
        sql.exec("INSERT INTO parts (document, part, text) VALUES (?1, ?2, ?3)", id, index, piece),
      );
      total += size;
    },
  };
};

const numberOf = (cursor: ReturnType<Sql["exec"]>): number => Number(cursor.toArray()[0]?.["value"] ?? 0);

/** Splits a text, but no pair of surrogates: SQLite stores UTF-8, in which half of a pair has no form. */
const partsOf = (text: string, size: number): readonly string[] => {
  const parts: string[] = [];
  for (let start = 0; start < text.length || parts.length === 0;) {
    const end = start + size;
    const splitsPair = /[\uD800-\uDBFF]/u.test(text.charAt(end - 1)) && end < text.length;
    parts.push(text.slice(start, splitsPair ? end - 1 : end));
    start = splitsPair ? end - 1 : end;
  }
  return parts;
};
