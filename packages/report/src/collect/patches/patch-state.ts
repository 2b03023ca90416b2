/** Parses the patch state of a machine from the two operations that return it. */
import { PATCH_SUMMARY, type InstancePatchState, type InventoryResultEntity } from "@windowpane/core";
import type { KnownState } from "../../judge/patching/decide.ts";
import { present } from "../../model/present.ts";
import type { PatchState } from "../../model/patch.ts";

/** The state in a GetInventory entity, whose values are all text. Undefined: the machine has none. */
export const stateOfEntity = ({ Data = {} }: InventoryResultEntity): KnownState | undefined => {
  // AWS documents one entry. Of several, the newest counts; of equally new ones, the worse.
  const [newest, ...others] = (Data[PATCH_SUMMARY]?.Content ?? []).map(stateOfEntry).toSorted(newestFirst);
  if (newest === undefined) return undefined;
  return others.length === 0 ? newest : { states: [newest, ...others] };
};

const newestFirst = (one: PatchState, other: PatchState): number =>
  (other.OperationEndTime?.getTime() ?? 0) - (one.OperationEndTime?.getTime() ?? 0) ||
  openIn(other) - openIn(one);

const openIn = (state: PatchState): number =>
  [
    state.MissingCount,
    state.FailedCount,
    state.InstalledRejectedCount,
    state.InstalledPendingRebootCount,
  ].reduce<number>((sum, count) => sum + (count ?? 0), 0);

const stateOfEntry = (entry: Readonly<Record<string, string>>): PatchState => {
  const text = (name: string): string | undefined => filled(entry[name]);
  const count = (name: string): number | undefined => countOf(entry[name]);
  return present({
    ExecutionId: text("ExecutionId"),
    Operation: operationOf(text("OperationType")),
    OperationStartTime: timeOf(entry["OperationStartTime"]),
    OperationEndTime: timeOf(entry["OperationEndTime"]),
    RebootOption: text("RebootOption"),
    BaselineId: text("BaselineId"),
    SnapshotId: text("SnapshotId"),
    InstalledCount: count("InstalledCount"),
    InstalledOtherCount: count("InstalledOtherCount"),
    InstalledPendingRebootCount: count("InstalledPendingRebootCount"),
    InstalledRejectedCount: count("InstalledRejectedCount"),
    MissingCount: count("MissingCount"),
    FailedCount: count("FailedCount"),
    NotApplicableCount: count("NotApplicableCount"),
    CriticalNonCompliantCount: count("CriticalNonCompliantCount"),
    SecurityNonCompliantCount: count("SecurityNonCompliantCount"),
    OtherNonCompliantCount: count("OtherNonCompliantCount"),
  });
};

/** The state in a DescribeInstancePatchStates item, which does not include the command that wrote it. */
export const stateOfItem = (item: InstancePatchState): PatchState =>
  present({
    Operation: operationOf(item.Operation),
    OperationStartTime: item.OperationStartTime,
    OperationEndTime: item.OperationEndTime,
    RebootOption: item.RebootOption,
    BaselineId: item.BaselineId,
    SnapshotId: item.SnapshotId,
    InstalledCount: item.InstalledCount,
    InstalledOtherCount: item.InstalledOtherCount,
    InstalledPendingRebootCount: item.InstalledPendingRebootCount,
    InstalledRejectedCount: item.InstalledRejectedCount,
    MissingCount: item.MissingCount,
    FailedCount: item.FailedCount,
    NotApplicableCount: item.NotApplicableCount,
    CriticalNonCompliantCount: item.CriticalNonCompliantCount,
    SecurityNonCompliantCount: item.SecurityNonCompliantCount,
    OtherNonCompliantCount: item.OtherNonCompliantCount,
  });

/** Normalises to AWS's spelling, so that another spelling of Scan does not count as an installation. */
const operationOf = (text: string | undefined): string | undefined =>
  ["Scan", "Install"].find((one) => one.toLowerCase() === text?.trim().toLowerCase()) ?? filled(text);

const filled = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === "" ? undefined : text.trim();

/** Undefined unless the text is a whole number. Keeps -1, which a failed scan reports. */
const countOf = (text: string | undefined): number | undefined =>
  /^-?\d{1,9}$/u.test(text?.trim() ?? "") ? Number(text) : undefined;

/** A time without a time zone is in UTC (documented). */
const timeOf = (text: string | undefined): Date | undefined => {
  const plain = filled(text);
  if (plain === undefined) return undefined;
  const time = new Date(/(?:Z|[+-]\d\d:?\d\d)$/iu.test(plain) ? plain : `${plain.replace(" ", "T")}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
};
