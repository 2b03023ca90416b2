/** Takes snapshots of the mock's accounts. */
import { createClient, type Client, type Transport } from "@windowpane/core";
import { readSnapshot, takeSnapshot, writeSnapshot, type Snapshot, type TakeOptions } from "../src/index.ts";

const takenAt = new Date("2026-11-22T08:00:00Z");

/** The two newest executions of each window of an account. */
export const executionsOf = async (client: Client): Promise<readonly string[]> => {
  const ids: string[] = [];
  for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
    const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    ids.push(...WindowExecutions.slice(0, 2).map(({ WindowExecutionId = "" }) => WindowExecutionId));
  }
  return ids;
};

/** A snapshot, written and read again. */
export const take = async (
  transport: Transport,
  options: Pick<TakeOptions, "of"> & Partial<TakeOptions>,
): Promise<Snapshot> => {
  const origin = { source: "demo" };
  const snapshot = await takeSnapshot(createClient(transport), { takenAt, origin, ...options });
  return readSnapshot(await bytesOf(snapshot));
};

/** The bytes of a snapshot's file. */
export const bytesOf = async (snapshot: Snapshot): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of writeSnapshot(snapshot)) parts.push(part);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

/** The text of a snapshot's file. */
export const textOf = async (snapshot: Snapshot): Promise<string> =>
  new TextDecoder().decode(await bytesOf(snapshot));
