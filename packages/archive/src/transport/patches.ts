/** The patch states of machines: one for each machine, of the run that is read. */
import { operations, type CallOptions, type Input, type Item } from "@windowpane/core";
import type { Archive } from "../archive.ts";
import { notInArchive } from "./not-in-archive.ts";
import type { StoredDocument, StoredRuns } from "./stored-runs.ts";

/** Operations about the patch state of machines. */
export type PatchOperation = "GetInventory" | "DescribeInstancePatchStates" | "DescribeInstancePatches";

/**
 * Responds with the patch states that were read with a run. A request names only machines, and AWS has one state for each, but an
 * archive has one for each run. So the run is the one that this transport read last, of those with the machine, and otherwise the
 * machine's newest one. A report reads the patch states of an execution after its commands, and a state names the operation
 * that wrote it, so a state of another run never counts as this run's.
 *
 * @throws ServiceError with the cause NotInArchiveError for machines without a stored patch state.
 */
export const patchStates = async <Name extends PatchOperation>(
  archive: Archive,
  runs: StoredRuns,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  const machines = machinesIn(operation, input);
  const [first, ...others] = await runsWith(archive, runs, machines);
  if (first === undefined) throw await notInArchive(archive, operation, input);
  if (others.length === 0) return runs.send(first.run, operation, input, options);
  // Reports ask for few machines at a time, so the states of several runs fit one page.
  const member = operations[operation].items;
  const items: object[] = [];
  for (const { run, ids } of [first, ...others]) {
    const page = await runs.send(run, operation, inputFor(operation, input, ids), options);
    // The operation is a list of objects.
    items.push(...((Reflect.get(page, member) ?? []) as readonly Item<Name>[]));
  }
  return { [member]: items };
};

const machinesIn = <Name extends PatchOperation>(operation: Name, input: Input<Name>): readonly string[] => {
  if (operation === "DescribeInstancePatches") return [String(Reflect.get(input, "InstanceId"))];
  if (operation === "DescribeInstancePatchStates")
    return (Reflect.get(input, "InstanceIds") ?? []) as readonly string[];
  // The core has checked the request.
  const filters = (Reflect.get(input, "Filters") ?? []) as readonly { readonly Values: readonly string[] }[];
  return filters[0]?.Values ?? [];
};

const inputFor = <Name extends PatchOperation>(
  operation: Name,
  input: Input<Name>,
  ids: readonly string[],
): Input<Name> => {
  if (operation === "DescribeInstancePatchStates") return { ...input, InstanceIds: [...ids] };
  const filters = (Reflect.get(input, "Filters") ?? []) as readonly object[];
  return { ...input, Filters: filters.map((filter) => ({ ...filter, Values: [...ids] })) };
};

/** The run to read for each machine, with its machines. */
const runsWith = async (
  { sql }: Archive,
  runs: StoredRuns,
  machines: readonly string[],
): Promise<readonly { readonly run: StoredDocument; readonly ids: readonly string[] }[]> => {
  const recent = runs.recent();
  const rows = await sql.all<{ instance_id: string; run: number; start_ms: number }>(
    `SELECT machine.instance_id, machine_run.run, run.start_ms
      FROM json_each(?1) AS one CROSS JOIN machine ON machine.instance_id = one.value
      CROSS JOIN machine_run ON machine_run.machine = machine.id CROSS JOIN run ON run.id = machine_run.run
      WHERE machine_run.run IN (SELECT value FROM json_each(?2)) OR machine_run.run = (
        SELECT newest.run FROM machine_run AS newest JOIN run AS other ON other.id = newest.run
        WHERE newest.machine = machine.id AND newest.patch IS NOT NULL ORDER BY other.start_ms DESC LIMIT 1)`,
    [JSON.stringify(machines), JSON.stringify(recent)],
  );
  const best = new Map<string, { readonly run: number; readonly rank: number }>();
  for (const { instance_id, run, start_ms } of rows) {
    const position = recent.indexOf(run);
    // Recently used runs first, then the newest.
    const rank = position === -1 ? start_ms : Number.MAX_SAFE_INTEGER - position;
    if (rank > (best.get(instance_id)?.rank ?? -Infinity)) best.set(instance_id, { run, rank });
  }
  const byRun = new Map<number, string[]>();
  for (const id of machines) {
    const found = best.get(id);
    if (found === undefined) continue;
    const ids = byRun.get(found.run) ?? [];
    ids.push(id);
    byRun.set(found.run, ids);
  }
  const documents = await runs.numbered([...byRun.keys()]);
  return documents.map((run) => ({ run, ids: byRun.get(run.id) ?? [] }));
};
