import { checksumOf, FORMAT, VERSION } from "./canonical.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * A snapshot as the text of its file: JSON with a line for each answer, so that it can be searched and compared line by
 * line. Members keep AWS's order; the checksum is of the content in canonical form, so it holds however the JSON is laid
 * out.
 */
export const writeSnapshot = async (snapshot: Snapshot): Promise<string> => {
  const { answers, ...head } = snapshot;
  const checksum = await checksumOf(snapshot);
  const header = JSON.stringify({ format: FORMAT, version: VERSION, checksum }).slice(1, -1);
  const about = JSON.stringify(head).slice(1, -1);
  const lines = answers.map((held) => JSON.stringify(held)).join(",\n");
  return `{${header},\n"content":{${about},\n"answers":[\n${lines}\n]}}\n`;
};
