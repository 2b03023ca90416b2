/** Responses of a snapshot about patches. */
import { PATCH_SUMMARY, type Input, type OperationName } from "@windowpane/core";
import { KEPT_PATCH_STATES } from "../file/snapshot.ts";
import { missing, NOT_IN_SNAPSHOT } from "./missing.ts";
import { listFrom, type EntryList, type SnapshotStore } from "./store.ts";

/** The patch summaries of the requested machines. Snapshots have no other inventory. */
export const listInventory = (store: SnapshotStore, input: Input<"GetInventory">): EntryList => {
  const { Filters = [], ResultAttributes = [], Aggregators = [] } = input;
  const [filter, second] = Filters;
  const isKept =
    filter !== undefined &&
    second === undefined &&
    filter.Key === "AWS:InstanceInformation.InstanceId" &&
    (filter.Type === undefined || filter.Type === "Equal") &&
    Aggregators.length === 0 &&
    ResultAttributes.length === 1 &&
    ResultAttributes[0]?.TypeName === PATCH_SUMMARY;
  if (!isKept) throw missing("GetInventory", input, store.snapshot);
  return listOfMachines(store, "GetInventory", filter.Values, "Id");
};

/** The patch states of the requested machines that have no patch summary. */
export const listPatchStates = (
  store: SnapshotStore,
  { InstanceIds }: Input<"DescribeInstancePatchStates">,
): EntryList => listOfMachines(store, "DescribeInstancePatchStates", InstanceIds, "InstanceId");

/** The list of the requested machines, from entries with different sets of machines. */
const listOfMachines = (
  store: SnapshotStore,
  operation: OperationName,
  InstanceIds: readonly string[],
  member: string,
): EntryList => {
  const wanted = new Set(InstanceIds);
  const items: object[] = [];
  let gap: EntryList["gap"];
  for (const entry of store.all(operation)) {
    const own = (entry.input["InstanceIds"] ?? "").split(" ").filter((id) => wanted.has(id));
    if (own.length === 0) continue;
    const found = [...entry.items()].filter((item) => own.includes(String(Reflect.get(item, member))));
    items.push(...found);
    for (const id of own) wanted.delete(id);
    if (found.length < own.length) gap ??= entry.gap;
  }
  const [first] = wanted;
  if (first !== undefined) throw missing(operation, { InstanceId: first }, store.snapshot);
  return listFrom(() => items, gap);
};

/** The patches of a machine in the snapshot. The list ends with an error unless it is filtered by their states. */
export const listPatches = (store: SnapshotStore, input: Input<"DescribeInstancePatches">): EntryList => {
  const list = store.list("DescribeInstancePatches", { InstanceId: input.InstanceId });
  const states = input.Filters?.find(({ Key }) => Key === "State")?.Values ?? [];
  const isWhole = states.length > 0 && states.every((state) => kept.has(state));
  return isWhole ? list : { ...list, gap: list.gap ?? onlyOpen };
};

const kept: ReadonlySet<string> = new Set(KEPT_PATCH_STATES);

const onlyOpen = {
  code: NOT_IN_SNAPSHOT,
  message: `The snapshot contains only patches in the states ${KEPT_PATCH_STATES.join(", ")}. Filter by these states.`,
} as const;
