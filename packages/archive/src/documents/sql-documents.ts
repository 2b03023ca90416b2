import type { Sql } from "../sql/sql.ts";
import type { DocumentFiles } from "./document-files.ts";

/** Bytes in a row. D1 and Durable Objects limit a row to 2 MB. */
const CHUNK = 1_000_000;

/** Keeps documents in the archive's database, in rows of 1 MB. */
export const sqlDocuments = (sql: Sql): DocumentFiles => ({
  get: async (key, range) => {
    const { offset, length } = range ?? { offset: 0, length: Number.MAX_SAFE_INTEGER };
    const first = Math.floor(offset / CHUNK);
    const last = range === undefined ? Number.MAX_SAFE_INTEGER : Math.floor((offset + length - 1) / CHUNK);
    // substr reads only what is needed of a chunk; its positions start at 1.
    const rows = await sql.all<{ bytes: Uint8Array<ArrayBuffer> }>(
      `SELECT CASE WHEN ?4 IS NULL THEN bytes
          ELSE substr(bytes, max(0, ?4 - number * ${CHUNK}) + 1, min(?5, (number + 1) * ${CHUNK}) - max(?4, number * ${CHUNK})) END AS bytes
        FROM document_chunk WHERE key = ?1 AND number BETWEEN ?2 AND ?3 ORDER BY number`,
      [key, first, last, range === undefined ? null : offset, range === undefined ? null : offset + length],
    );
    const [only, ...others] = rows;
    if (only === undefined) return undefined;
    return others.length === 0 ? only.bytes : joined(rows.map(({ bytes }) => bytes));
  },
  put: async (key, bytes) => {
    const starts = Array.from(
      { length: Math.max(1, Math.ceil(bytes.length / CHUNK)) },
      (_, at) => at * CHUNK,
    );
    await sql.batch(
      starts.map((start, number) => ({
        text: "INSERT INTO document_chunk (key, number, bytes) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        values: [key, number, bytes.subarray(start, start + CHUNK)],
      })),
    );
  },
  delete: async (keys) => {
    await sql.run("DELETE FROM document_chunk WHERE key IN (SELECT value FROM json_each(?1))", [
      JSON.stringify(keys),
    ]);
  },
});

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
