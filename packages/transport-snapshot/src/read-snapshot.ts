import { canonicalJson, sha256 } from "./canonical.ts";
import { checksumOf, FORMAT, VERSION } from "./format.ts";
import { readContent } from "./read-content.ts";
import { SnapshotError } from "./snapshot-error.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * The snapshot that a file's text holds.
 *
 * @throws SnapshotError when the text is cut off, damaged, changed, of a later version or something else.
 */
export const readSnapshot = async (text: string): Promise<Snapshot> => {
  const { format, version, checksum, content } = membersOf(parse(text));
  if (format !== FORMAT) {
    throw new SnapshotError(
      "foreign",
      "This is JSON, but no snapshot of Windowpane.",
      "Give a file that `windowpane snapshot` wrote.",
    );
  }
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1) throw damaged();
  if (version > VERSION) {
    throw new SnapshotError(
      "newer",
      `The snapshot is of format ${version}, and this program reads up to ${VERSION}.`,
      "Read it with a newer Windowpane.",
    );
  }
  if (checksum !== checksumOf(await sha256(canonicalJson(content)))) {
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

/**
 * How a whole file ends: as `writeSnapshot` ends it, or indented by somebody else's tool. Brackets alone do not tell, as
 * an answer in the middle can end in the same ones; but only the last of them begin a line.
 */
const END = /\n(?:\]\})?\}$/;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const trimmed = text.trim();
    if (trimmed !== "" && !trimmed.startsWith("{")) {
      throw new SnapshotError(
        "foreign",
        "This is no snapshot of Windowpane.",
        "Give a file that `windowpane snapshot` wrote.",
      );
    }
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

const damaged = (): SnapshotError =>
  new SnapshotError(
    "damaged",
    "The snapshot is damaged: it cannot be read as one.",
    "Use another copy, or take the snapshot again.",
  );

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  // An object's members can be read by name, whatever they are.
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
