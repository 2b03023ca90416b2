/** The patch states of machines: one for each machine, of the run that is read. */
import { operations, PATCH_SUMMARY, type CallOptions, type Input, type Item } from "@windowpane/core";
import type { Archive } from "../open/open-archive.ts";
import type { Sql } from "../sql/sql.ts";
import { isMissing, notInArchive } from "./not-in-archive.ts";
import type { StoredDocument, StoredRuns } from "./stored-runs.ts";

/** Operations about the patch state of machines. */
export type PatchOperation = "GetInventory" | "DescribeInstancePatchStates" | "DescribeInstancePatches";

/** Maximum number of runs whose states of a machine are returned. */
const MOST = 8;

/**
 * Responds with the patch states that were stored with runs. A request names only machines, and AWS has one state for each, but an
 * archive has one for each run. A report reads the patch states of an execution after its commands. So these are the states of the
 * runs that this transport read last, of those with the machine, and otherwise of its newest run. An inventory has all of them,
 * because each names the command that wrote it, and a report uses that of its run; other responses have the first.
 *
 * @throws ServiceError with the cause NotInArchiveError if none of the machines has a stored patch state.
 */
export const patchStates = async <Name extends PatchOperation>(
  archive: Archive,
  runs: StoredRuns,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  const machines = machinesIn(operation, input);
  const found = await runsWith(archive, runs, machines, operation === "GetInventory" ? MOST : 1);
  if (operation === "DescribeInstancePatches") {
    const [first] = found;
    if (first === undefined) throw await notInArchive(archive, operation, input);
    return runs.send(first.run, operation, input, options);
  }
  // Reports ask for a batch of machines at a time, so the states of several runs fit one page.
  const items = new Map<string, object>();
  let isKnown = false;
  for (const { run, ids } of found) {
    const states = await readStates(runs, run, operation, input, ids, options);
    isKnown ||= states !== undefined;
    for (const item of states ?? []) {
      const id = String(Reflect.get(item, operation === "GetInventory" ? "Id" : "InstanceId"));
      const before = items.get(id);
      items.set(id, before === undefined ? item : withEntriesOf(before, item));
    }
  }
  // A machine can have no state, which is another response than that none is stored.
  if (!isKnown) throw await notInArchive(archive, operation, input);
  return { [operations[operation].items]: [...items.values()] };
};

/** The states of machines in a run. Undefined if none is stored with it. */
const readStates = async <Name extends PatchOperation>(
  runs: StoredRuns,
  run: StoredDocument,
  operation: Name,
  input: Input<Name>,
  ids: readonly string[],
  options: CallOptions,
): Promise<readonly object[] | undefined> => {
  try {
    const page = await runs.send(run, operation, inputFor(operation, input, ids), options);
    // The operation is a list of objects.
    return (Reflect.get(page, operations[operation].items) ?? []) as readonly Item<Name>[];
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (ids.length === 1) return undefined;
    const each = await Promise.all(ids.map((id) => readStates(runs, run, operation, input, [id], options)));
    return each.every((states) => states === undefined) ? undefined : each.flatMap((states) => states ?? []);
  }
};

/** An inventory entity with the entries of another one of the same machine. */
const withEntriesOf = (entity: Item<"GetInventory">, other: Item<"GetInventory">): Item<"GetInventory"> => {
  const [one, another] = [entity.Data?.[PATCH_SUMMARY], other.Data?.[PATCH_SUMMARY]];
  if (one === undefined || another === undefined) return entity;
  const Content = [...(one.Content ?? []), ...(another.Content ?? [])];
  return { ...entity, Data: { ...entity.Data, [PATCH_SUMMARY]: { ...one, Content } } };
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

/** The runs to read for machines, at most `most` for each, with the machines of each run; the best run of a machine first. */
const runsWith = async (
  { sql }: Archive,
  runs: StoredRuns,
  machines: readonly string[],
  most: number,
): Promise<readonly { readonly run: StoredDocument; readonly ids: readonly string[] }[]> => {
  const recent = runs.recent();
  const rows = await sql.all<{ instance_id: string; run: number }>(
    `SELECT DISTINCT machine.instance_id, machine_run.run
      FROM json_each(?1) AS one CROSS JOIN machine ON machine.instance_id = one.value
      CROSS JOIN json_each(?2) AS recent
      CROSS JOIN machine_run ON machine_run.run = recent.value AND machine_run.machine = machine.id
      WHERE machine_run.patch IS NOT NULL`,
    [JSON.stringify(machines), JSON.stringify(recent)],
  );
  const ofMachine = new Map<string, number[]>(machines.map((id) => [id, []]));
  for (const { instance_id, run } of rows) ofMachine.get(instance_id)?.push(run);
  const rest = machines.filter((id) => ofMachine.get(id)?.length === 0);
  for (const { instance_id, run } of await newestRuns(sql, rest)) ofMachine.get(instance_id)?.push(run);

  const byRun = new Map<number, string[]>();
  for (const [id, own] of ofMachine) {
    const best = own.toSorted((one, other) => recent.indexOf(one) - recent.indexOf(other)).slice(0, most);
    for (const run of best) byRun.set(run, [...(byRun.get(run) ?? []), id]);
  }
  const order = [...byRun.keys()].toSorted((one, other) => recent.indexOf(one) - recent.indexOf(other));
  const documents = await runs.numbered(order);
  return documents.map((run) => ({ run, ids: byRun.get(run.id) ?? [] }));
};

/** The newest run with a patch result of each machine. */
const newestRuns = (
  sql: Sql,
  machines: readonly string[],
): Promise<readonly { readonly instance_id: string; readonly run: number }[]> =>
  machines.length === 0
    ? Promise.resolve([])
    : sql.all(
        `SELECT machine.instance_id, (
            SELECT machine_run.run FROM machine_run JOIN run ON run.id = machine_run.run
            WHERE machine_run.machine = machine.id AND machine_run.patch IS NOT NULL
            ORDER BY run.start_ms DESC LIMIT 1) AS run
          FROM json_each(?1) AS one CROSS JOIN machine ON machine.instance_id = one.value
          WHERE run IS NOT NULL`,
        [JSON.stringify(machines)],
      );
