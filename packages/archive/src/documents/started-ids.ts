/**
 * The commands and automations of a run in 4 bytes each. A table of whole IDs would be as large as the rows of machines, because
 * AWS starts a command for each machine of some windows. An ID that is found this way can be another one with the same hash, so the
 * document decides.
 */

import { hashOf } from "./hash.ts";

/** Writes IDs: the hash of each, ascending. */
export const startedIds = (ids: Iterable<string>): Uint8Array<ArrayBuffer> => {
  const hashes = [...ids].map(hashOf).toSorted((one, other) => one - other);
  const bytes = new Uint8Array(hashes.length * SIZE);
  const view = new DataView(bytes.buffer);
  for (const [index, hash] of hashes.entries()) view.setUint32(index * SIZE, hash);
  return bytes;
};

/** Whether the IDs may include this one. */
export const mayInclude = (started: Uint8Array, id: string): boolean => {
  const view = new DataView(started.buffer, started.byteOffset, started.byteLength);
  const wanted = hashOf(id);
  let low = 0;
  let high = started.byteLength / SIZE;
  while (low < high) {
    const middle = (low + high) >> 1;
    const hash = view.getUint32(middle * SIZE);
    if (hash === wanted) return true;
    if (hash < wanted) low = middle + 1;
    else high = middle;
  }
  return false;
};

/** The bytes to search for in SQL, where `instr` can also find them between two hashes. */
export const searchBytes = (id: string): Uint8Array<ArrayBuffer> => startedIds([id]);

const SIZE = 4;
