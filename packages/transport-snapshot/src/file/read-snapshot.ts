import { checksumOf, FORMAT, VERSION } from "./canonical.ts";
import { isObject, readContent } from "./read-content.ts";
import { SnapshotError } from "./snapshot-error.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The snapshot that a file's text holds.
 *
 * @throws SnapshotError when the text is cut off, damaged, changed, of a later version or something else.
 */
export const readSnapshot = async (text: string): Promise<Snapshot> => {
  const file = parse(text);
  const { format, version, checksum, content } = isObject(file) ? file : {};
  if (format !== FORMAT) throw foreign("This is JSON, but no snapshot of Windowpane.");
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) throw damaged();
  if (version > VERSION) {
    throw new SnapshotError(
      "newer",
      `The snapshot is of format ${version}, and this program reads up to ${VERSION}.`,
      "Read it with a newer Windowpane.",
    );
  }
  if (checksum !== (await checksumOf(content))) {
    throw new SnapshotError(
      "changed",
      "The snapshot's checksum does not fit what it says: it was changed after it was written, or is damaged.",
      "Use an untouched copy, or take the snapshot again.",
    );
  }
  const snapshot = readContent(content);
  if (snapshot === undefined) throw damaged();
  return snapshot;
};

/** How a complete file ends, also if it was reformatted: only its last brackets begin a line. */
const END = /\n(?:\]\})?\}$/;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const trimmed = text.trim();
    if (trimmed !== "" && !trimmed.startsWith("{")) throw foreign("This is no snapshot of Windowpane.");
    if (!END.test(trimmed)) {
      throw new SnapshotError(
        "truncated",
        "The snapshot ends in the middle: it was not written or copied to its end.",
        "Copy it again, or take the snapshot again.",
      );
    }
    // The parser's own words quote the text.
    throw damaged();
  }
};

const foreign = (wrong: string): SnapshotError =>
  new SnapshotError("foreign", wrong, "Give a file that `windowpane snapshot` wrote.");

const damaged = (): SnapshotError =>
  new SnapshotError(
    "damaged",
    "The snapshot is damaged: it cannot be read as one.",
    "Use another copy, or take the snapshot again.",
  );
