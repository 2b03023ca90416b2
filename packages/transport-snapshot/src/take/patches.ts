/** Takes the patch state of machines that an execution may have patched. It is the newest one, which a later scan overwrites. */
import { errorMeaning, isInstanceId, type FailedRead, type Item, type PagedName } from "@windowpane/core";
import { KEPT_PATCH_STATES, PATCH_SUMMARY } from "../file/patch-requests.ts";
import { handled } from "./handled.ts";
import { gapOf, type Recorder } from "./recorder.ts";
import type { TakeContext } from "./take-context.ts";

/** Most values that a filter of GetInventory takes (documented). */
const IDS_PER_INVENTORY = 40;
/** Most instance IDs that DescribeInstancePatchStates takes (AWS's model). */
const IDS_PER_STATES = 50;
/** Most refused requests while one machine that may not be read is looked for: enough for a few in 50. */
const DENIALS_PER_BATCH = 20;
/** Most machines whose patches are kept by name, the worst first. */
const MOST_LISTED = 100;

/** Whether a command may patch, by its document or its steps: more than what a report takes for a patch run. */
export const mayPatch = ({
  DocumentName = "",
  CommandPlugins = [],
}: Pick<Item<"ListCommandInvocations">, "DocumentName" | "CommandPlugins">): boolean =>
  namesPatches(DocumentName) || CommandPlugins.some(({ Name = "" }) => namesPatches(Name));

/** Whether a document or a step is named after patches. */
export const namesPatches = (name: string): boolean => /patch|InstallNoReboot/iu.test(name);

/** Instance IDs anywhere in an automation that runs a document that may patch. Empty where none of its steps does. */
export const machinesOfAutomation = (
  steps: readonly Item<"DescribeAutomationStepExecutions">[],
  automation: object,
): readonly string[] =>
  steps.some(({ Inputs = {} }) => namesPatches(Inputs["DocumentName"] ?? ""))
    ? [...idsIn([automation, steps])]
    : [];

/** The instance IDs in the texts of a value. */
export function* idsIn(value: unknown): Generator<string, void, undefined> {
  if (typeof value === "string") yield* (value.match(/\bm?i-[0-9a-f]{8,17}\b/gu) ?? []).filter(isInstanceId);
  else if (Array.isArray(value)) for (const one of value) yield* idsIn(one);
  else if (typeof value === "object" && value !== null) yield* idsIn(Object.values(value));
}

type InventoryEntity = Item<"GetInventory">;
type PatchState = Item<"DescribeInstancePatchStates">;

/** Takes what a report needs of the machines' patches, by the same requests, and the names of the patches that are open. */
export const takePatches = async ({
  recorder,
  patchMachines,
  includeSensitive,
}: TakeContext): Promise<void> => {
  const open = new Map<string, number>();
  const note = (id: string, counts: Readonly<Record<string, unknown>>): void => {
    const sum = openCounts.reduce((total, name) => total + Math.max(0, Number(counts[name] ?? 0) || 0), 0);
    if (sum > 0) open.set(id, sum);
  };
  const reading: StateReading = { recorder, includeSensitive, note };
  const left = await takeInventory(reading, [...patchMachines].toSorted());
  await takeStates(reading, left);
  const worst = [...open].toSorted(([, one], [, other]) => other - one).slice(0, MOST_LISTED);
  const [first, ...others] = worst.map(([id]) => id);
  // The permission is optional: where the first request is refused, the others are not sent.
  if (first === undefined || !(await takeNames(recorder, first))) return;
  await Promise.all(others.map((id) => handled(takeNames(recorder, id))));
};

const openCounts = [
  "MissingCount",
  "FailedCount",
  "InstalledRejectedCount",
  "InstalledPendingRebootCount",
] as const;

interface StateReading {
  readonly recorder: Recorder;
  readonly includeSensitive: boolean;
  /** Told of the counts of each machine. */
  readonly note: (id: string, counts: Readonly<Record<string, unknown>>) => void;
}

/** What one request gave for some machines. */
interface Part {
  readonly ids: readonly string[];
  readonly items: readonly object[];
  readonly failed?: FailedRead | undefined;
}

/** Takes the patch summaries. Gives the machines that are left: they have none, or it cannot be read. */
const takeInventory = async (
  { recorder, includeSensitive, note }: StateReading,
  ids: readonly string[],
): Promise<readonly string[]> => {
  const operation = "GetInventory";
  const left = new Set(ids);
  const read = async (some: readonly string[]): Promise<Part> => {
    const items: InventoryEntity[] = [];
    const failed = await recorder.reader.walk(
      operation,
      {
        Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [...some], Type: "Equal" }],
        ResultAttributes: [{ TypeName: PATCH_SUMMARY }],
        MaxResults: 50,
      },
      (entities) => {
        for (const entity of entities) {
          const [entry] = entity.Data?.[PATCH_SUMMARY]?.Content ?? [];
          if (entity.Id === undefined || entry === undefined || !left.delete(entity.Id)) continue;
          note(entity.Id, entry);
          items.push(includeSensitive ? entity : withoutPrivate(entity));
        }
      },
    );
    // More requests would only be refused, too.
    if (failed !== undefined && errorMeaning(failed.error) === "throttled")
      for (const id of some) left.delete(id);
    return { ids: some, items, failed };
  };
  await readBatches({ recorder, operation }, batches(ids, IDS_PER_INVENTORY), async (some) => [
    await read(some),
  ]);
  return [...left];
};

/** Without what may hold secrets: the URL of a list can be presigned, and people write what they like about owners. */
const withoutPrivate = (entity: InventoryEntity): InventoryEntity => {
  const summary = entity.Data?.[PATCH_SUMMARY];
  const Content = (summary?.Content ?? []).map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => !privateEntries.has(name))),
  );
  return { ...entity, Data: { [PATCH_SUMMARY]: { ...summary, Content } } };
};

const privateEntries: ReadonlySet<string> = new Set(["OwnerInformation", "InstallOverrideList"]);

/** Takes the patch states of machines without a summary. */
const takeStates = async (
  { recorder, includeSensitive, note }: StateReading,
  ids: readonly string[],
): Promise<void> => {
  const operation = "DescribeInstancePatchStates";
  /** One machine that may not be read fails all that are requested with it (inferred), so it is looked for by halves. */
  const read = async (some: readonly string[], budget: { left: number }): Promise<readonly Part[]> => {
    const items: PatchState[] = [];
    const failed = await recorder.reader.walk(
      operation,
      { InstanceIds: [...some], MaxResults: 100 },
      (states) => {
        for (const { InstallOverrideList, ...state } of states) {
          if (state.InstanceId !== undefined) note(state.InstanceId, { ...state });
          items.push(
            includeSensitive && InstallOverrideList !== undefined ? { ...state, InstallOverrideList } : state,
          );
        }
      },
    );
    const isDenied = failed !== undefined && errorMeaning(failed.error) === "denied";
    if (!isDenied || some.length === 1 || budget.left <= 0) return [{ ids: some, items, failed }];
    budget.left -= 1;
    const half = Math.ceil(some.length / 2);
    return [...(await read(some.slice(0, half), budget)), ...(await read(some.slice(half), budget))];
  };
  await readBatches({ recorder, operation }, batches(ids, IDS_PER_STATES), (some) =>
    read(some, { left: DENIALS_PER_BATCH }),
  );
};

/** Reads batches of machines; where nothing of the first can be read, the others are not requested and share its gap. */
const readBatches = async (
  { recorder, operation }: { readonly recorder: Recorder; readonly operation: PagedName },
  [first, ...others]: readonly (readonly string[])[],
  read: (ids: readonly string[]) => Promise<readonly Part[]>,
): Promise<void> => {
  const keep = ({ ids, items, failed }: Part): void =>
    recorder.keepItems<PagedName>(operation, { InstanceIds: ids.join(" ") }, items, failed && gapOf(failed));
  if (first === undefined) return;
  const parts = await read(first);
  const [part] = parts;
  if (part !== undefined && parts.every(({ failed, items }) => failed !== undefined && items.length === 0)) {
    keep({ ...part, ids: [...first, ...others.flat()] });
    return;
  }
  for (const one of parts) keep(one);
  for (const more of await Promise.all(others.map((ids) => handled(read(ids)))))
    for (const one of more) keep(one);
};

/** Takes the patches of a machine that are open. False where the caller may not. */
const takeNames = async (recorder: Recorder, InstanceId: string): Promise<boolean> => {
  const operation = "DescribeInstancePatches";
  const patches: Item<typeof operation>[] = [];
  let failed: FailedRead | undefined;
  // Whether a filter takes several states is not documented.
  for (const state of KEPT_PATCH_STATES) {
    const Filters = [{ Key: "State", Values: [state] }];
    failed = await recorder.reader.walk(operation, { InstanceId, Filters, MaxResults: 100 }, (items) =>
      patches.push(...items),
    );
    if (failed !== undefined) break;
  }
  recorder.keepItems(operation, { InstanceId }, patches, failed && gapOf(failed));
  return failed === undefined || errorMeaning(failed.error) !== "denied";
};

const batches = <One>(items: readonly One[], size: number): readonly (readonly One[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
