/** The documents of stored runs, and the parts of them that are in memory. */
import {
  boundedMap,
  type CallOptions,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import {
  isNotInSnapshotError,
  keysFor,
  partsWith,
  snapshotTransport,
  type Snapshot,
} from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import { placeOf, readDocumentParts, type DocumentPlace } from "../documents/read-document.ts";
import { mayInclude, searchBytes } from "../documents/started-ids.ts";
import type { SqlValue } from "../sql/sql.ts";
import { notInArchive } from "./not-in-archive.ts";
import { scopeCondition, type ArchiveScope } from "./scope.ts";

/** A stored run and where its document is. */
export interface StoredDocument {
  readonly id: number;
  readonly WindowExecutionId: string;
  readonly Account: string;
  readonly Region: string;
  readonly place: DocumentPlace;
  readonly started: Uint8Array;
  /** Whether nothing is missing that a later reading could add. */
  readonly whole: boolean;
}

/** A part of a document in memory. */
export interface OpenParts {
  readonly snapshot: Snapshot;
  readonly transport: Transport;
  readonly size: number;
}

/** Reads stored runs. */
export interface StoredRuns {
  /** The run of an execution. */
  ofExecution(WindowExecutionId: string): Promise<StoredDocument | undefined>;
  /** The newest run of a window. */
  ofWindow(WindowId: string): Promise<StoredDocument | undefined>;
  /** Runs by number, in the order of the numbers. */
  numbered(ids: readonly number[]): Promise<readonly StoredDocument[]>;
  /** The runs that may have started a command or an automation: recently used ones, then others, the newest first. */
  ofStarted(id: string): AsyncIterable<StoredDocument>;
  /** The recently used run that may have started a command or an automation. */
  recentlyStarted(id: string): StoredDocument | undefined;
  /** Numbers of the runs used last, the last one first. */
  recent(): readonly number[];
  /** Opens parts of a run's document. */
  open(run: StoredDocument, positions: readonly number[]): Promise<OpenParts>;
  /**
   * Responds from a run's document.
   *
   * @throws ServiceError with the cause NotInArchiveError if the response is not in it.
   */
  send<Name extends OperationName>(
    run: StoredDocument,
    operation: Name,
    input: Input<Name>,
    options: CallOptions,
  ): Promise<object>;
}

/** Maximum number of runs whose places are remembered. */
const RUNS = 64;

/** Maximum number of opened parts. */
const PARTS = 500;

/** Creates a reader of stored runs. `memory`: maximum size of the parts in memory, in bytes. */
export const storedRuns = (archive: Archive, scope: ArchiveScope, memory: number): StoredRuns => {
  const { sql, documents } = archive;
  const known = boundedMap<number, StoredDocument>(RUNS);
  const opened = boundedMap<string, OpenParts>(PARTS, { maxSize: memory, sizeOf: ({ size }) => size });
  const opening = new Map<string, Promise<OpenParts>>();
  /** The last parts that are larger than the memory for all. */
  let large: { readonly key: string; readonly parts: OpenParts } | undefined;

  const select = async (where: string, values: readonly SqlValue[]): Promise<readonly StoredDocument[]> => {
    const within = scopeCondition(scope, values.length + 1);
    const rows = await sql.all<DocumentRow>(
      `SELECT run.id, run.execution_id, run.document_key, account, region, document.parts, document.started,
          run.gaps + run.open AS missing
        FROM run JOIN location ON location.id = run.location JOIN document ON document.run = run.id
        LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window
        WHERE ${within.where} AND ${where}`,
      [...values, ...within.values],
    );
    return rows.map(documentOf);
  };
  const used = (run: StoredDocument): StoredDocument => {
    known.set(run.id, run);
    return run;
  };
  const knownFirst = (): readonly StoredDocument[] => [...known.entries()].map(([, run]) => run).toReversed();

  const readParts = async (run: StoredDocument, positions: readonly number[]): Promise<OpenParts> => {
    const { snapshot, size } = await readDocumentParts(documents, run.place, positions);
    return { snapshot, size, transport: snapshotTransport(snapshot) };
  };

  const open: StoredRuns["open"] = async (run, positions) => {
    const key = `${run.place.key} ${positions.join()}`;
    const before = opened.get(key) ?? (large?.key === key ? large.parts : undefined);
    if (before !== undefined) return before;
    const joined = opening.get(key);
    if (joined !== undefined) return joined;
    const reading = readParts(run, positions).finally(() => opening.delete(key));
    opening.set(key, reading);
    try {
      const parts = await reading;
      if (parts.size > memory) large = { key, parts };
      else opened.set(key, parts);
      return parts;
    } catch (error) {
      // The run may have been replaced or deleted since its place was read.
      known.delete(run.id);
      throw error;
    }
  };

  return {
    open,
    recentlyStarted: (id) => knownFirst().find(({ started }) => mayInclude(started, id)),
    recent: () => knownFirst().map(({ id }) => id),
    ofExecution: async (WindowExecutionId) => {
      const before = knownFirst().find((run) => run.WindowExecutionId === WindowExecutionId);
      if (before !== undefined) return used(before);
      const [run] = await select("run.execution_id = ?1 ORDER BY run.start_ms DESC LIMIT 1", [
        WindowExecutionId,
      ]);
      return run === undefined ? undefined : used(run);
    },
    ofWindow: async (WindowId) => {
      const [run] = await select("window_id = ?1 ORDER BY run.start_ms DESC, run.id DESC LIMIT 1", [
        WindowId,
      ]);
      return run;
    },
    numbered: async (ids) => {
      const found = new Map(knownFirst().map((run) => [run.id, run]));
      const missing = ids.filter((id) => !found.has(id));
      if (missing.length > 0) {
        const rows = await select("run.id IN (SELECT value FROM json_each(?1))", [JSON.stringify(missing)]);
        for (const run of rows) found.set(run.id, run);
      }
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    async *ofStarted(id) {
      const seen = new Set<number>();
      for (const run of knownFirst()) {
        if (!mayInclude(run.started, id)) continue;
        seen.add(run.id);
        yield used(run);
      }
      const others = await sql.all<{ run: number }>(
        `SELECT run FROM document JOIN run ON run.id = document.run
          WHERE instr(started, ?1) > 0 ORDER BY run.start_ms DESC LIMIT 50`,
        [searchBytes(id)],
      );
      for (const { run: number } of others) {
        if (seen.has(number)) continue;
        const [run] = await select("run.id = ?1", [number]);
        if (run !== undefined && mayInclude(run.started, id)) yield used(run);
      }
    },
    send: async (run, operation, input, options) => {
      const first = run.place.parts.map(({ key }) => key);
      // The first part has the first line of the file only.
      const positions = partsWith(first, keysFor(operation, input)).filter((position) => position > 0);
      try {
        const { transport } = await open(run, positions);
        const response = await transport.send(operation, input, options);
        // A snapshot's responses are objects.
        return response as object;
      } catch (error) {
        if (isNotInSnapshotError(error instanceof Error ? error.cause : undefined))
          throw await notInArchive(archive, operation, input);
        throw error;
      }
    },
  };
};

interface DocumentRow {
  readonly id: number;
  readonly execution_id: string;
  readonly document_key: string;
  readonly account: string;
  readonly region: string;
  readonly parts: string;
  readonly started: Uint8Array;
  readonly missing: number;
}

const documentOf = (row: DocumentRow): StoredDocument => ({
  id: row.id,
  WindowExecutionId: row.execution_id,
  Account: row.account,
  Region: row.region,
  place: placeOf(row.document_key, row),
  started: row.started,
  whole: row.missing === 0,
});
