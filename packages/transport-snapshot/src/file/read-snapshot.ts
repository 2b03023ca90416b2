import { createChecksum, isChecksumLine, MAX_CHECKSUM_LINE, PART_SIZE } from "./checksum.ts";
import { createEntries, keyOf, type EntryIndex } from "./entries.ts";
import { isObject, parsed, readGap, readHead } from "./entry-line.ts";
import { createLines, type Lines } from "./lines.ts";
import { SnapshotError } from "./snapshot-error.ts";
import type { Snapshot, SnapshotEntries, SnapshotOrigin } from "./snapshot.ts";

/** Version of the file format. It increases when older readers could misread a file. */
export const VERSION = 2;

/** What a file starts with, before the version. */
export const FORMAT_START = '{"format":"windowpane-snapshot","version":';

/**
 * Reads a snapshot from the bytes of a file. Keeps the bytes, which must not change, and parses an entry when it is requested.
 *
 * @throws SnapshotError if the file is truncated, damaged, changed, of another version, or not a snapshot.
 */
export const readSnapshot = async (file: Uint8Array<ArrayBuffer>): Promise<Snapshot> => {
  checkVersion(new TextDecoder().decode(file.subarray(0, START)));
  const store = createLines(file.subarray(0, await checkedLength(file)));
  const head = headOfSnapshot(store.text(0));
  const responses = entriesIn(store);
  if (head === undefined || responses === undefined) throw damaged();
  return { ...head, responses };
};

/** Number of bytes that are enough for the format, the version and the program. */
const START = 1024;

/** Rejects files that are not snapshots, and other versions. */
const checkVersion = (start: string): void => {
  if (start.length < FORMAT_START.length && FORMAT_START.startsWith(start)) throw truncated();
  const text = start.startsWith(FORMAT_START)
    ? (/^\d*/u.exec(start.slice(FORMAT_START.length))?.[0] ?? "")
    : oldStart.exec(start)?.[1];
  if (text === undefined) {
    throw new SnapshotError(
      "foreign",
      "The file is not a Windowpane snapshot.",
      "Use a file that `windowpane snapshot` wrote.",
    );
  }
  if (text === "" || start === `${FORMAT_START}${VERSION}`) throw truncated();
  const version = Number(text);
  if (version > VERSION) {
    throw new SnapshotError(
      "newer",
      `The snapshot has format version ${version}; this version of Windowpane reads version ${VERSION}.`,
      "Update Windowpane.",
    );
  }
  if (version === 0) throw damaged();
  if (version < VERSION) {
    const [, by = "an earlier version of Windowpane"] = /"takenBy":\s*"([\w .+-]{1,60})"/u.exec(start) ?? [];
    throw new SnapshotError(
      "older",
      `The snapshot has format version ${version}, written by ${by}; this version of Windowpane reads version ${VERSION}.`,
      "Take the snapshot again, or read it with the program that wrote it.",
    );
  }
};

/** Files of version 1 were one JSON text, which could be reformatted. */
const oldStart = /^\s*\{\s*"format":\s*"windowpane-snapshot",\s*"version":\s*(1)\b/u;

/** Compares the checksum. Returns the length of the file without its last line, in bytes. */
const checkedLength = async (file: Uint8Array<ArrayBuffer>): Promise<number> => {
  const end = file.at(-1) === NEWLINE ? file.length - 1 : file.length;
  const start = file.lastIndexOf(NEWLINE, end - 1) + 1;
  const line = new TextDecoder().decode(file.subarray(start, Math.min(end, start + MAX_CHECKSUM_LINE)));
  if (!isChecksumLine(line)) throw truncated();
  const checksum = createChecksum();
  for (let at = 0; at < start; at += PART_SIZE)
    await checksum.add(file.subarray(at, Math.min(start, at + PART_SIZE)));
  if ((await checksum.line()) === line) return start;
  throw new SnapshotError(
    "changed",
    "The snapshot's checksum is wrong: the file was changed or damaged.",
    "Use an unchanged copy, or take the snapshot again.",
  );
};

const NEWLINE = 0x0a;

/**
 * Reads what the first line tells about the snapshot. Undefined if a part has the wrong shape, which is possible with a valid
 * checksum.
 */
export const headOfSnapshot = (line: string): Omit<Snapshot, "responses"> | undefined => {
  const { takenAt: time, takenBy, includesSensitive, executions, origin: account } = parsed(line) ?? {};
  const takenAt = new Date(typeof time === "string" ? time : Number.NaN);
  const origin = originIn(account);
  if (Number.isNaN(takenAt.getTime()) || origin === undefined) return undefined;
  if (!isOptionalString(takenBy) || typeof includesSensitive !== "boolean") return undefined;
  if (!Array.isArray(executions) || !executions.every((id) => typeof id === "string")) return undefined;
  return { takenAt, takenBy, origin, includesSensitive, executions };
};

const originIn = (value: unknown): SnapshotOrigin | undefined => {
  if (!isObject(value)) return undefined;
  const { source, Account, region } = value;
  if (typeof source !== "string" || !isOptionalString(Account) || !isOptionalString(region)) return undefined;
  return { source, Account, region };
};

const isOptionalString = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === "string";

/** Finds the entries, by the start of each line. Undefined if one is invalid or they are not sorted. */
export const entriesIn = (store: Lines & { readonly count: number }): SnapshotEntries | undefined => {
  const keys: string[] = [];
  const starts: number[] = [];
  const lines: number[] = [];
  const gaps = new Set<number>();
  let before = "";
  for (let line = 1; line < store.count; line += 1) {
    const head = readHead(store, line);
    if (head === undefined) return undefined;
    const key = keyOf(head.operation, head.input);
    if (key < before) return undefined;
    // A list has several lines; everything else has one.
    if (key !== before) {
      starts.push(lines.length);
      keys.push(key);
    }
    before = key;
    if (head.content === "gap" && readGap(store, line) === undefined) return undefined;
    if (head.content === "gap") gaps.add(line);
    lines.push(line);
  }
  const index: EntryIndex = { keys, lines, starts, gaps };
  return createEntries(store, index);
};

const truncated = (): SnapshotError =>
  new SnapshotError(
    "truncated",
    "The snapshot is truncated: it was not written or copied completely.",
    "Copy it again, or take the snapshot again.",
  );

const damaged = (): SnapshotError =>
  new SnapshotError("damaged", "The snapshot is damaged.", "Use another copy, or take the snapshot again.");
