/** Records the current patch state of machines that an execution may have patched. A later scan overwrites it. */
import {
  batchesOf,
  errorMeaning,
  isInstanceId,
  PATCH_SUMMARY,
  patchStateLimits,
  readByHalves,
  type FailedRead,
  type InstancePatchState,
  type Item,
  type PagedName,
} from "@windowpane/core";
import { KEPT_PATCH_STATES } from "../file/snapshot.ts";
import { handled, type TakeContext } from "./context.ts";
import { gapOf, type Recorder } from "./recorder.ts";

/** Maximum number of machines whose patches are listed, those with the most open patches first. */
const MOST_LISTED = 100;

/** Whether a command may patch, by its document or steps. Includes more than reports treat as a patch run. */
export const mayPatch = ({
  DocumentName = "",
  CommandPlugins = [],
}: Pick<Item<"ListCommandInvocations">, "DocumentName" | "CommandPlugins">): boolean =>
  namesPatches(DocumentName) || CommandPlugins.some(({ Name = "" }) => namesPatches(Name));

/** Whether the name of a document or a step is about patches. */
export const namesPatches = (name: string): boolean => /patch|InstallNoReboot/iu.test(name);

/** All instance IDs in an automation with a step that may patch. Empty without such a step. */
export const machinesOfAutomation = (
  steps: readonly Item<"DescribeAutomationStepExecutions">[],
  automation: object,
): readonly string[] =>
  steps.some(({ Inputs = {} }) => namesPatches(Inputs["DocumentName"] ?? ""))
    ? [...idsIn([automation, steps])]
    : [];

/** The instance IDs in all strings of a value. */
export function* idsIn(value: unknown): Generator<string, void, undefined> {
  if (typeof value === "string") yield* (value.match(/\bm?i-[0-9a-f]{8,17}\b/gu) ?? []).filter(isInstanceId);
  else if (Array.isArray(value)) for (const one of value) yield* idsIn(one);
  else if (typeof value === "object" && value !== null) yield* idsIn(Object.values(value));
}

type InventoryEntity = Item<"GetInventory">;

/** Records the patch states that reports need, with the same requests, and the open patches of some machines. */
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
  const left = await recordSummaries(reading, [...patchMachines].toSorted());
  await recordStates(reading, left);
  const worst = [...open].toSorted(([, one], [, other]) => other - one).slice(0, MOST_LISTED);
  const [first, ...others] = worst.map(([id]) => id);
  // The permission is optional: if the first request is denied, the others are not sent.
  if (first === undefined || !(await recordOpenPatches(recorder, first))) return;
  await Promise.all(others.map((id) => handled(recordOpenPatches(recorder, id))));
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
  /** Called with the counts of each machine. */
  readonly note: (id: string, counts: Readonly<Record<string, unknown>>) => void;
}

/** The result of one request for some machines. */
interface PatchReadResult {
  readonly ids: readonly string[];
  readonly items: readonly object[];
  readonly failed?: FailedRead | undefined;
}

/** Records the patch summaries. Returns the machines without one, and those that could not be read. */
const recordSummaries = async (
  { recorder, includeSensitive, note }: StateReading,
  ids: readonly string[],
): Promise<readonly string[]> => {
  const operation = "GetInventory";
  const left = new Set(ids);
  const read = async (some: readonly string[]): Promise<PatchReadResult> => {
    const items: InventoryEntity[] = [];
    const failed = await recorder.reader.list(
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
          items.push(includeSensitive ? entity : redactSummary(entity));
        }
      },
    );
    // More requests would be throttled, too.
    if (failed !== undefined && errorMeaning(failed.error) === "throttled")
      for (const id of some) left.delete(id);
    return { ids: some, items, failed };
  };
  await recordBatches({ recorder, operation }, batchesOf(ids, patchStateLimits.inventory), async (some) => [
    await read(some),
  ]);
  return [...left];
};

/** Removes members that may contain secrets: presigned URLs and free text about owners. */
const redactSummary = (entity: InventoryEntity): InventoryEntity => {
  const summary = entity.Data?.[PATCH_SUMMARY];
  const Content = (summary?.Content ?? []).map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([name]) => !sensitiveEntries.has(name))),
  );
  return { ...entity, Data: { [PATCH_SUMMARY]: { ...summary, Content } } };
};

const sensitiveEntries: ReadonlySet<string> = new Set(["OwnerInformation", "InstallOverrideList"]);

/** Records the patch states of machines without a summary. */
const recordStates = async (
  { recorder, includeSensitive, note }: StateReading,
  ids: readonly string[],
): Promise<void> => {
  const operation = "DescribeInstancePatchStates";
  const read = async (batch: readonly string[]): Promise<readonly PatchReadResult[]> => {
    const results: PatchReadResult[] = [];
    let denials = 0;
    await readByHalves(batch, async (some) => {
      const items: InstancePatchState[] = [];
      const failed = await recorder.reader.list(
        operation,
        { InstanceIds: [...some], MaxResults: 100 },
        (states) => {
          for (const { InstallOverrideList, ...state } of states) {
            if (state.InstanceId !== undefined) note(state.InstanceId, { ...state });
            items.push(
              includeSensitive && InstallOverrideList !== undefined
                ? { ...state, InstallOverrideList }
                : state,
            );
          }
        },
      );
      const isDenied = failed !== undefined && errorMeaning(failed.error) === "denied";
      const isSplit = isDenied && some.length > 1 && denials < patchStateLimits.denials;
      if (isSplit) denials += 1;
      else results.push({ ids: some, items, failed });
      return isSplit;
    });
    return results;
  };
  await recordBatches({ recorder, operation }, batchesOf(ids, patchStateLimits.states), read);
};

/** Records batches of machines. If the first batch fails completely, the others are not requested and share its gap. */
const recordBatches = async (
  { recorder, operation }: { readonly recorder: Recorder; readonly operation: PagedName },
  [first, ...others]: readonly (readonly string[])[],
  read: (ids: readonly string[]) => Promise<readonly PatchReadResult[]>,
): Promise<void> => {
  const keep = ({ ids, items, failed }: PatchReadResult): void =>
    recorder.recordItems<PagedName>(
      operation,
      { InstanceIds: ids.join(" ") },
      items,
      failed && gapOf(failed),
    );
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

/** Records the open patches of a machine. Returns false if denied. */
const recordOpenPatches = async (recorder: Recorder, InstanceId: string): Promise<boolean> => {
  const operation = "DescribeInstancePatches";
  const patches: Item<typeof operation>[] = [];
  let failed: FailedRead | undefined;
  // A request for each state, because AWS does not document filters with several states.
  for (const state of KEPT_PATCH_STATES) {
    const Filters = [{ Key: "State", Values: [state] }];
    failed = await recorder.reader.list(operation, { InstanceId, Filters, MaxResults: 100 }, (items) =>
      patches.push(...items),
    );
    if (failed !== undefined) break;
  }
  recorder.recordItems(operation, { InstanceId }, patches, failed && gapOf(failed));
  return failed === undefined || errorMeaning(failed.error) !== "denied";
};
