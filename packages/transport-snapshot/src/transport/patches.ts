/** How a snapshot responds to requests about patches. */
import type { Input, OperationName } from "@windowpane/core";
import { KEPT_PATCH_STATES, PATCH_SUMMARY } from "../file/patch-requests.ts";
import { missing, NOT_IN_SNAPSHOT } from "./missing.ts";
import { listIn, type HeldList, type Store } from "./store.ts";

/** The patch summaries of the requested machines. Other inventory is not kept. */
export const listInventory = (store: Store, input: Input<"GetInventory">): HeldList => {
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

/** The patch states of the requested machines, as far as the inventory had none. */
export const listPatchStates = (
  store: Store,
  { InstanceIds }: Input<"DescribeInstancePatchStates">,
): HeldList => listOfMachines(store, "DescribeInstancePatchStates", InstanceIds, "InstanceId");

/** A list of a few machines, out of lists that were taken of other few. */
const listOfMachines = (
  store: Store,
  operation: OperationName,
  InstanceIds: readonly string[],
  member: string,
): HeldList => {
  const wanted = new Set(InstanceIds);
  const items: object[] = [];
  let gap: HeldList["gap"];
  for (const held of store.all(operation)) {
    const own = (held.input["InstanceIds"] ?? "").split(" ").filter((id) => wanted.has(id));
    if (own.length === 0) continue;
    const list = listIn(held);
    const found = list.items.filter((item) => own.includes(String(Reflect.get(item, member))));
    items.push(...found);
    for (const id of own) wanted.delete(id);
    if (found.length < own.length) gap ??= list.gap;
  }
  const [first] = wanted;
  if (first !== undefined) throw missing(operation, { InstanceId: first }, store.snapshot);
  return { items, gap };
};

/** The patches of a machine that the snapshot keeps by name; the list breaks off after them unless it is filtered by their states. */
export const listPatches = (store: Store, input: Input<"DescribeInstancePatches">): HeldList => {
  const list = store.list("DescribeInstancePatches", { InstanceId: input.InstanceId });
  const states = input.Filters?.find(({ Key }) => Key === "State")?.Values ?? [];
  const isWhole = states.length > 0 && states.every((state) => kept.has(state));
  return isWhole ? list : { ...list, gap: list.gap ?? onlyOpen };
};

const kept: ReadonlySet<string> = new Set(KEPT_PATCH_STATES);

const onlyOpen = {
  code: NOT_IN_SNAPSHOT,
  message: `The snapshot keeps only patches that are ${KEPT_PATCH_STATES.join(", ")}. Filter by these states.`,
} as const;
