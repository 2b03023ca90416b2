import { checksumOf, FORMAT, VERSION } from "./canonical.ts";
import { isObject, readContent } from "./read-content.ts";
import { SnapshotError } from "./snapshot-error.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Reads a snapshot from the text of a file.
 *
 * @throws SnapshotError if the text is truncated, damaged, changed, from a later version, or not a snapshot.
 */
export const readSnapshot = async (text: string): Promise<Snapshot> => {
  const file = parse(text);
  const { format, version, checksum, content } = isObject(file) ? file : {};
  if (format !== FORMAT) throw foreign("The file is JSON, but not a Windowpane snapshot.");
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) throw damaged();
  if (version > VERSION) {
    throw new SnapshotError(
      "newer",
      `The snapshot has format version ${version}; this version of Windowpane reads up to ${VERSION}.`,
      "Update Windowpane.",
    );
  }
  if (checksum !== (await checksumOf(content))) {
    throw new SnapshotError(
      "changed",
      "The snapshot's checksum is wrong: the file was changed or damaged.",
      "Use an unchanged copy, or take the snapshot again.",
    );
  }
  const snapshot = readContent(content);
  if (snapshot === undefined) throw damaged();
  return snapshot;
};

/** End of a complete file, also after reformatting: only the last brackets are at the start of a line. */
const END = /\n(?:\]\})?\}$/;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const trimmed = text.trim();
    if (trimmed !== "" && !trimmed.startsWith("{")) throw foreign("The file is not a Windowpane snapshot.");
    if (!END.test(trimmed)) {
      throw new SnapshotError(
        "truncated",
        "The snapshot is truncated: it was not written or copied completely.",
        "Copy it again, or take the snapshot again.",
      );
    }
    // The parser's message would quote the text.
    throw damaged();
  }
};

const foreign = (wrong: string): SnapshotError =>
  new SnapshotError("foreign", wrong, "Use a file that `windowpane snapshot` wrote.");

const damaged = (): SnapshotError =>
  new SnapshotError("damaged", "The snapshot is damaged.", "Use another copy, or take the snapshot again.");
