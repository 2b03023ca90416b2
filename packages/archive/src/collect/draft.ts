/** Parts of large executions that were read before the limit of a step was reached, as compressed documents. */
import { readSnapshot, writeSnapshot, type Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import { gunzip, gzip } from "../documents/bytes.ts";

/** Reads a draft. Undefined if it is missing or damaged; then the execution is read from its start. */
export const readDraft = async ({ documents }: Archive, key: string): Promise<Snapshot | undefined> => {
  const bytes = await documents.get(key);
  if (bytes === undefined) return undefined;
  return gunzip(bytes)
    .then(readSnapshot)
    .catch(() => undefined);
};

/** Writes a draft under a new key. The key is noted first, so that the archive can delete the draft of a killed process. */
export const writeDraft = async (
  { documents, sql, now }: Archive,
  key: string,
  snapshot: Snapshot,
): Promise<void> => {
  await sql.run("INSERT INTO loose_document (key, since_ms) VALUES (?1, ?2) ON CONFLICT DO NOTHING", [
    key,
    now().getTime(),
  ]);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of writeSnapshot(snapshot)) parts.push(part);
  await documents.put(key, await gzip(new Uint8Array(await new Blob(parts).arrayBuffer())));
};

export const deleteDraft = async ({ documents, sql }: Archive, key: string | undefined): Promise<void> => {
  if (key === undefined) return;
  await documents.delete([key]);
  await sql.run("DELETE FROM loose_document WHERE key = ?1", [key]);
};
