import { createChecksum, PART_SIZE } from "./checksum.ts";
import { FORMAT_START, VERSION } from "./read-snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Writes a snapshot as the bytes of a file, in parts of up to 8 MiB. The file has lines of JSON: one about the snapshot, those
 * of its entries, for search and diff, and one with the checksum.
 */
export async function* writeSnapshot(
  snapshot: Snapshot,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const checksum = createChecksum();
  let part = new Uint8Array(PART_SIZE);
  let used = 0;
  for (const line of linesOf(snapshot)) {
    for (let start = 0; start < line.length;) {
      const piece = line.subarray(start, start + PART_SIZE - used);
      part.set(piece, used);
      used += piece.length;
      start += piece.length;
      if (used < PART_SIZE) continue;
      await checksum.add(part);
      yield part;
      // The caller may still write the last part.
      part = new Uint8Array(PART_SIZE);
      used = 0;
    }
  }
  if (used > 0) {
    await checksum.add(part.subarray(0, used));
    yield part.subarray(0, used);
  }
  yield new TextEncoder().encode(`${await checksum.line()}\n`);
}

/** All lines but the last one, each followed by its end. */
function* linesOf(snapshot: Snapshot): Generator<Uint8Array, void, undefined> {
  const { takenAt, takenBy, origin, includesSensitive, executions, responses } = snapshot;
  const head = JSON.stringify({ takenAt, takenBy, origin, includesSensitive, executions });
  yield new TextEncoder().encode(`${FORMAT_START}${VERSION},${head.slice(1)}`);
  yield end;
  for (const line of responses.lines()) {
    yield line;
    yield end;
  }
}

const end = new Uint8Array([0x0a]);
