import { checksumOf, FORMAT, VERSION } from "./canonical.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Writes a snapshot as the text of a file: JSON with a line for each entry, for search and diff. Members have AWS's order. The
 * checksum is computed from canonical JSON, so reformatting does not change it.
 */
export const writeSnapshot = async (snapshot: Snapshot): Promise<string> => {
  const { responses, ...head } = snapshot;
  const checksum = await checksumOf(snapshot);
  const header = JSON.stringify({ format: FORMAT, version: VERSION, checksum }).slice(1, -1);
  const about = JSON.stringify(head).slice(1, -1);
  const lines = responses.map((entry) => JSON.stringify(entry)).join(",\n");
  return `{${header},\n"content":{${about},\n"responses":[\n${lines}\n]}}\n`;
};
