/** Reads the patch states of machines: many machines a request, each machine once. */
import {
  batchesOf,
  errorCode,
  errorMeaning,
  mapAtMost,
  PATCH_SUMMARY,
  patchStateLimits,
  readByHalves,
} from "@windowpane/core";
import { explainError } from "../../model/gap-kind.ts";
import type { Gap } from "../../model/report.ts";
import type { KnownState } from "../../judge/patching/decide.ts";
import { stateOfEntity, stateOfItem } from "./patch-state.ts";
import type { GapReader, FailedReadGap } from "../reading/reader.ts";

/** The patch states of an account, as far as they have been read. */
export interface PatchStates {
  /** Reads the states of these machines, unless they have been read or are being read. */
  read(InstanceIds: readonly string[]): Promise<void>;
  /** What is known of a machine. */
  of(InstanceId: string): KnownState;
  /** The gaps that keep the states of these machines from being known. */
  gapsOf(InstanceIds: readonly string[]): readonly Gap[];
}

/** What reading patch states needs. */
export interface PatchStatesContext {
  readonly reader: GapReader;
  /** Called when more is known. */
  readonly onChange: () => void;
}

/** Most refused requests before any state could be read: two of 50 take at most 8 before the first is. */
const DENIALS_OF_ALL = 10;

/** Batches at once: few are lost where the first is refused. */
const AT_ONCE = 4;

const ASKED = { ids: {}, what: "Whether machines are patched" } as const;
const BEING_READ: KnownState = { unread: "patch state is still being read" };
const DENIED: KnownState = { unread: "not allowed to read patch state" };
const AFTER_REFUSALS: KnownState = { unread: "patch state was not requested after refusals" };
const AFTER_THROTTLING: KnownState = { unread: "patch state was not requested after throttling" };

/**
 * Patch states by machine. GetInventory comes first, because only it says which command wrote a state. For what it does not
 * have, or where it may not be used, DescribeInstancePatchStates follows. What neither gives is a gap.
 */
export const createPatchStates = ({ reader, onChange }: PatchStatesContext): PatchStates => {
  const known = new Map<string, KnownState>();
  const underWay = new Map<string, Promise<void>>();
  let inventoryIsUsable = true;
  let isUsable = false;
  /** Why nothing may be read of any machine. */
  let denial: Gap | undefined;
  /** Why nothing more is requested: AWS rejected too many requests. */
  let throttling: Gap | undefined;
  const gaps = new Map<string, Gap>();

  const leaveUnread = (ids: Iterable<string>, state: KnownState, failed: Gap): void => {
    for (const id of ids) {
      known.set(id, state);
      gaps.set(id, failed);
    }
  };

  /** Machines whose request failed, but was not refused. */
  const fail = (ids: Iterable<string>, { error, gap }: FailedReadGap): void => {
    if (errorMeaning(error) === "throttled") throttling ??= gap;
    if (errorCode(error) === NOT_IN_SNAPSHOT) leaveUnread(ids, NOT_KEPT, { ...gap, ...notKeptText });
    else {
      const { why } = explainError(error, gap.operation);
      leaveUnread(ids, { unread: `patch state could not be read: ${why}` }, gap);
    }
  };

  /** The machines that are left: inventory does not have them, or may not be read. */
  const readInventory = async (ids: readonly string[]): Promise<readonly string[]> => {
    if (throttling !== undefined) {
      leaveUnread(ids, AFTER_THROTTLING, throttling);
      return [];
    }
    if (!inventoryIsUsable) return ids;
    const left = new Set(ids);
    const failed = await reader.list(
      "GetInventory",
      {
        Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [...ids], Type: "Equal" }],
        ResultAttributes: [{ TypeName: PATCH_SUMMARY }],
        MaxResults: 50,
      },
      ASKED,
      (entities) => {
        for (const entity of entities) {
          const state = stateOfEntity(entity);
          if (state !== undefined && entity.Id !== undefined && left.delete(entity.Id))
            known.set(entity.Id, state);
        }
      },
    );
    if (failed === undefined) return [...left];
    // Only a permission that is missing for good is made up for: by time, another command's state can look like the run's.
    if (errorMeaning(failed.error) !== "denied") {
      fail(left, failed);
      return [];
    }
    inventoryIsUsable = false;
    return [...left];
  };

  const readStates = async (ids: readonly string[]): Promise<FailedReadGap | undefined> => {
    const left = new Set(ids);
    const failed = await reader.list(
      "DescribeInstancePatchStates",
      { InstanceIds: [...ids], MaxResults: 100 },
      ASKED,
      (items) => {
        for (const item of items)
          if (item.InstanceId !== undefined && left.delete(item.InstanceId))
            known.set(item.InstanceId, stateOfItem(item));
      },
    );
    if (failed === undefined) {
      isUsable = true;
      for (const id of left) known.set(id, "none");
    } else if (errorMeaning(failed.error) !== "denied") fail(left, failed);
    return failed;
  };

  /** Reads the states of a batch, and finds the machines that are denied. */
  const readBatch = async (ids: readonly string[]): Promise<void> => {
    if (denial !== undefined) {
      leaveUnread(ids, AFTER_REFUSALS, denial);
      return;
    }
    let refused = 0;
    let refusal: Gap | undefined;
    const lost = new Map<string, KnownState>();
    await readByHalves(ids, async (some) => {
      if (throttling !== undefined) {
        leaveUnread(some, AFTER_THROTTLING, throttling);
        return false;
      }
      if (refused >= (isUsable ? patchStateLimits.denials : DENIALS_OF_ALL)) {
        for (const id of some) lost.set(id, AFTER_REFUSALS);
        return false;
      }
      const failed = await readStates(some);
      if (failed === undefined || errorMeaning(failed.error) !== "denied") return false;
      refusal ??= failed.gap;
      refused += 1;
      const [only = "", ...others] = some;
      if (others.length === 0) lost.set(only, DENIED);
      return true;
    });
    if (refusal === undefined) return;
    // The rest is read again by the machines that are missing, so the token of a list would mislead.
    const { resumeFrom: _, ...told } = refusal;
    const failed = { ...told, count: refused, whatToDo: ALLOW };
    for (const [id, state] of lost) leaveUnread([id], state, failed);
    if (!isUsable) denial = failed;
  };

  const readAll = async (ids: readonly string[]): Promise<void> => {
    const left = await mapAtMost(AT_ONCE, batchesOf(ids, patchStateLimits.inventory), readInventory);
    onChange();
    const [first, ...others] = batchesOf(left.flat(), patchStateLimits.states);
    // Where the first request is refused, the others need not be sent.
    if (first !== undefined) await readBatch(first);
    await mapAtMost(AT_ONCE, others, readBatch);
    onChange();
  };

  return {
    read: async (InstanceIds) => {
      const unread = [...new Set(InstanceIds)].filter((id) => !known.has(id));
      const wanted = unread.filter((id) => !underWay.has(id));
      if (wanted.length > 0) {
        const reading = readAll(wanted);
        for (const id of wanted) underWay.set(id, reading);
      }
      await Promise.all([...new Set(unread.map((id) => underWay.get(id)))]);
    },
    of: (InstanceId) => known.get(InstanceId) ?? BEING_READ,
    gapsOf: (InstanceIds) => [
      ...new Set(InstanceIds.map((id) => gaps.get(id)).filter((failed) => failed !== undefined)),
    ],
  };
};

const ALLOW =
  "Allow the caller ssm:GetInventory and ssm:DescribeInstancePatchStates, then read again; or leave patch state out (--no-patches).";

/** The code of a snapshot's refusal, whose reader is not AWS. */
const NOT_IN_SNAPSHOT = "NotInSnapshot";

const NOT_KEPT: KnownState = { unread: "patch state is not in this snapshot" };

const notKeptText = {
  kind: "missing",
  why: `${ASKED.what} could not be read: the snapshot does not hold patch state.`,
  whatToDo:
    "Take a snapshot soon after the execution and without --no-patches: a later scan or installation overwrites patch state. Snapshots of earlier versions have none.",
} as const;
