/** Reads the documents of runs: whole, or only the parts that a request needs. */
import { isSnapshotError, readParts, readSnapshot, type Snapshot } from "@windowpane/transport-snapshot";
import { ArchiveError } from "../error/archive-error.ts";
import { gunzip } from "./bytes.ts";
import type { DocumentFiles } from "./document-files.ts";
import type { DocumentPart } from "./write-document.ts";

/** Where a stored document is. */
export interface DocumentPlace {
  readonly key: string;
  readonly parts: readonly DocumentPart[];
}

/** A row of the table `document`: the index of a document. */
export interface DocumentIndex {
  readonly parts: string;
  readonly started: Uint8Array;
}

/**
 * Reads the place of a document: its parts follow each other from the start.
 *
 * @param index - as `storeStatements` wrote it.
 * @throws ArchiveError if the index is damaged.
 */
export const placeOf = (key: string, { parts: json, started }: DocumentIndex): DocumentPlace => {
  const parts = partsIn(json);
  if (parts === undefined || started.byteLength % 4 !== 0) throw damagedDocument(key, "has a damaged index");
  return { key, parts };
};

const partsIn = (json: string): readonly DocumentPart[] | undefined => {
  const rows = parsed(json);
  if (!Array.isArray(rows)) return undefined;
  const parts: DocumentPart[] = [];
  let end = 0;
  for (const row of rows as readonly unknown[]) {
    if (!Array.isArray(row)) return undefined;
    const [offset, length, key] = row as readonly unknown[];
    if (offset !== end || typeof length !== "number" || !(length > 0) || typeof key !== "string")
      return undefined;
    parts.push({ offset: end, length, key });
    end += length;
  }
  return parts;
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/**
 * Reads a whole document. Its checksum is compared.
 *
 * @throws ArchiveError if it is missing or damaged.
 */
export const readDocument = async (files: DocumentFiles, place: DocumentPlace): Promise<Snapshot> => {
  const bytes = await files.get(place.key);
  if (bytes === undefined) throw damagedDocument(place.key, "is missing");
  return undamaged(place, async () => {
    const ends = [...place.parts.slice(1).map(({ offset }) => offset), endOf(place), bytes.length];
    const members: Uint8Array<ArrayBuffer>[] = [];
    let start = 0;
    // DecompressionStream reads one member of gzip at a time.
    for (const end of ends) {
      members.push(await gunzip(bytes.slice(start, end)));
      start = end;
    }
    return readSnapshot(new Uint8Array(await new Blob(members).arrayBuffer()));
  });
};

/** Where the last part with an entry ends, in bytes. */
export const endOf = ({ parts }: DocumentPlace): number => {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.offset + last.length;
};

/** A snapshot of some parts of a document, and the bytes that it keeps in memory. */
export interface ReadParts {
  readonly snapshot: Snapshot;
  readonly size: number;
}

/**
 * Reads the first line of a document and these parts, with one request for each group of neighbours.
 *
 * @param positions - positions in `parts`, ascending.
 * @throws ArchiveError if it is missing or damaged.
 */
export const readDocumentParts = (
  files: DocumentFiles,
  place: DocumentPlace,
  positions: readonly number[],
): Promise<ReadParts> =>
  undamaged(place, async () => {
    const read = await Promise.all(
      neighbours([0, ...positions.filter((position) => position > 0)]).map((group) =>
        readGroup(files, place, group),
      ),
    );
    const parts = read.flat();
    return { snapshot: readParts(parts), size: parts.reduce((sum, { length }) => sum + length, 0) };
  });

const readGroup = async (
  files: DocumentFiles,
  { key, parts }: DocumentPlace,
  group: readonly number[],
): Promise<readonly Uint8Array[]> => {
  const places = group.flatMap((position) => parts[position] ?? []);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return [];
  const { offset } = first;
  const bytes = await files.get(key, { offset, length: last.offset + last.length - offset });
  if (bytes === undefined) throw damagedDocument(key, "is missing");
  return Promise.all(
    places.map((part) => gunzip(bytes.slice(part.offset - offset, part.offset - offset + part.length))),
  );
};

/** Divides ascending numbers into runs of consecutive ones. */
const neighbours = (positions: readonly number[]): readonly (readonly number[])[] => {
  const groups: number[][] = [];
  for (const position of positions) {
    const group = groups.at(-1);
    if (group !== undefined && group.at(-1) === position - 1) group.push(position);
    else groups.push([position]);
  }
  return groups;
};

const undamaged = async <Value>({ key }: DocumentPlace, read: () => Promise<Value>): Promise<Value> => {
  try {
    return await read();
  } catch (error) {
    // gzip's own errors are TypeErrors in each host; those of a database or a bucket are not about the document.
    if (isSnapshotError(error) || error instanceof TypeError)
      throw damagedDocument(key, "is damaged", { cause: error });
    throw error;
  }
};

/** The error of a document that is missing or damaged. */
const damagedDocument = (key: string, problem: string, options?: ErrorOptions): ArchiveError =>
  new ArchiveError(
    "damaged",
    `The document ${key} of the archive ${problem}.`,
    "Restore the archive from a backup, or delete the runs that `windowpane archive verify` names.",
    options,
  );
