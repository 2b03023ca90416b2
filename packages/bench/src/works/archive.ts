/** An archive of nights of 10,000 machines in a file: its size, and the time to store and to read. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveTransport, openArchive, storeRun, type Archive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { createClient } from "@windowpane/core";
import { machinesOf, reportExecution } from "@windowpane/report";
import { readSnapshot, snapshotTransport, writeSnapshot } from "@windowpane/transport-snapshot";
import { createNights, type Night } from "../accounts/nights.ts";
import type { Measured } from "./measured.ts";

const MACHINES = 10_000;

const nightsOf = async (count: number): Promise<readonly Night[]> => {
  const nightOf = await createNights(MACHINES);
  return Array.from({ length: count }, (_, night) => nightOf(night));
};

/** Runs work over an archive in a temporary file, which is removed afterwards. */
const withArchive = async <Value>(work: (archive: Archive) => Promise<Value>): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-bench-"));
  const sql = await openSqliteFile(join(folder, "archive.sqlite"));
  try {
    return await work(await openArchive({ sql, now: () => new Date() }));
  } finally {
    sql.close();
    rmSync(folder, { recursive: true });
  }
};

const storeAll = async (archive: Archive, nights: readonly Night[]): Promise<number> => {
  const start = performance.now();
  for (const night of nights) {
    const outcome = await storeRun(archive, night);
    if (outcome !== "new") throw new Error(`A night is ${outcome}`);
  }
  return (performance.now() - start) / 1000;
};

const sizeOf =
  (tables: string) =>
  (nights: number): Promise<Measured> =>
    withArchive(async (archive) => {
      const seconds = await storeAll(archive, await nightsOf(nights));
      const [row] = await archive.sql.all<{ bytes: number }>(
        `SELECT sum(pgsize) AS bytes FROM dbstat WHERE ${tables}`,
      );
      return { items: nights * MACHINES, seconds, peakMiB: (row?.bytes ?? Number.NaN) / 1024 / 1024 };
    });

/** Size of everything but documents. */
export const archiveRows = sizeOf("name NOT LIKE '%document_chunk%'");

/** Size of everything. */
export const archiveWhole = sizeOf("true");

/** Size of the nights' snapshot files. */
export const archiveSnapshots = async (nights: number): Promise<Measured> => {
  let bytes = 0;
  for (const { snapshot } of await nightsOf(nights))
    for await (const part of writeSnapshot(snapshot)) bytes += part.length;
  return { items: nights * MACHINES, seconds: 0, peakMiB: bytes / 1024 / 1024 };
};

/** Time to store the nights. */
export const archiveStore = (nights: number): Promise<Measured> =>
  withArchive(async (archive) => {
    const seconds = await storeAll(archive, await nightsOf(nights));
    return { items: nights * MACHINES, seconds };
  });

/** Time to read the nights' reports, which a collector needs for them, too. */
export const archiveReports = async (nights: number): Promise<Measured> => {
  const all = await nightsOf(nights);
  const start = performance.now();
  for (const { snapshot } of all) {
    const [WindowExecutionId = ""] = snapshot.executions;
    await reportExecution(createClient(snapshotTransport(snapshot)), { WindowExecutionId });
  }
  return { items: nights * MACHINES, seconds: (performance.now() - start) / 1000 };
};

/** Time to list the commands of a machine over the nights. */
export const archiveMachine = (nights: number): Promise<Measured> =>
  withArchive(async (archive) => {
    const all = await nightsOf(nights);
    await storeAll(archive, all);
    const InstanceId = machinesOf(all[0]?.report ?? { tasks: [] })[0]?.InstanceId ?? "";
    const start = performance.now();
    const client = createClient(archiveTransport(archive));
    const page = await client.call("ListCommandInvocations", { InstanceId, MaxResults: 50, Details: true });
    const items = page.CommandInvocations?.length ?? 0;
    if (items !== nights) throw new Error(`Found ${items} commands`);
    return { items, seconds: (performance.now() - start) / 1000 };
  });

/** Time to open one night's snapshot as a whole. */
export const archiveOpen = async (nights: number): Promise<Measured> => {
  const [night] = await nightsOf(1);
  if (night === undefined) throw new Error("There is no night");
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of writeSnapshot(night.snapshot)) parts.push(part);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  const start = performance.now();
  await readSnapshot(bytes);
  return { items: nights, seconds: (performance.now() - start) / 1000 };
};
