/** Reads the patch states of machines: many machines per request, each machine once. */
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
import { withAffected } from "../../model/affected.ts";
import type { AffectedItem, Gap } from "../../model/report.ts";
import type { KnownState } from "../../judge/patching/decide.ts";
import { stateOfEntity, stateOfItem } from "./patch-state.ts";
import type { GapReader, FailedReadGap } from "../reading/reader.ts";

/** The patch states of an account that have been read. */
export interface PatchStates {
  /** Reads the states of these machines, unless they have been read or are being read. */
  read(InstanceIds: readonly string[]): Promise<void>;
  /** The known patch state of a machine. */
  of(InstanceId: string): KnownState;
  /** The gaps in the states of these machines. */
  gapsOf(InstanceIds: readonly string[]): readonly Gap[];
}

/** Everything that reading patch states needs. */
export interface PatchStatesContext {
  readonly reader: GapReader;
  /** Called when more states are known. */
  readonly onChange: () => void;
}

/** Maximum number of denied requests before the first state is read: two of 50 take at most 8. */
const DENIALS_OF_ALL = 10;

/** Batches read at once: few requests are wasted if the first is denied. */
const AT_ONCE = 4;

const PURPOSE = { ids: {}, what: "Whether machines are patched" } as const;
const BEING_READ: KnownState = { unread: "patch state is still being read" };
const DENIED: KnownState = { unread: "not allowed to read patch state" };
const AFTER_DENIALS: KnownState = { unread: "patch state was not requested after denied requests" };
const AFTER_THROTTLING: KnownState = { unread: "patch state was not requested after throttling" };

/**
 * Reads patch states by machine. GetInventory comes first, because only it returns the command that wrote a state.
 * DescribeInstancePatchStates follows for states that inventory lacks or the caller may not read there. A state that neither
 * returns is a gap.
 */
export const createPatchStates = ({ reader, onChange }: PatchStatesContext): PatchStates => {
  const known = new Map<string, KnownState>();
  const underWay = new Map<string, Promise<void>>();
  let inventoryIsUsable = true;
  let isUsable = false;
  /** Set when the caller may not read the state of any machine. */
  let denial: Gap | undefined;
  /** Set when AWS throttled the requests: no more are sent. */
  let throttling: Gap | undefined;
  const gaps = new Map<string, Gap>();

  const leaveUnread = (ids: Iterable<string>, state: KnownState, failed: Gap): void => {
    for (const id of ids) {
      known.set(id, state);
      gaps.set(id, failed);
    }
  };

  /** Marks machines whose request failed for another reason than a denial. */
  const fail = (ids: Iterable<string>, { error, gap }: FailedReadGap): void => {
    if (errorMeaning(error) === "throttled") throttling ??= gap;
    if (errorCode(error) === NOT_IN_SNAPSHOT) leaveUnread(ids, NOT_KEPT, { ...gap, ...notKeptText });
    else {
      const { why } = explainError(error, gap.operation);
      leaveUnread(ids, { unread: `patch state could not be read: ${why}` }, gap);
    }
  };

  /** Returns the machines without a state in inventory, or all of them if inventory may not be read. */
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
      PURPOSE,
      (entities) => {
        for (const entity of entities) {
          const state = stateOfEntity(entity);
          if (state !== undefined && entity.Id !== undefined && left.delete(entity.Id))
            known.set(entity.Id, state);
        }
      },
    );
    if (failed === undefined) return [...left];
    // Only a denial has a fallback: without the command's ID, another command's state can look like the run's.
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
      PURPOSE,
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

  /** A machine that may not be read fails the whole request (inferred), so a denied batch is searched by halves. */
  const readBatch = async (ids: readonly string[]): Promise<void> => {
    if (denial !== undefined) {
      leaveUnread(ids, AFTER_DENIALS, denial);
      return;
    }
    let denials = 0;
    let firstDenial: Gap | undefined;
    const lost = new Map<string, KnownState>();
    await readByHalves(ids, async (some) => {
      if (throttling !== undefined) {
        leaveUnread(some, AFTER_THROTTLING, throttling);
        return false;
      }
      if (denials >= (isUsable ? patchStateLimits.denials : DENIALS_OF_ALL)) {
        for (const id of some) lost.set(id, AFTER_DENIALS);
        return false;
      }
      const failed = await readStates(some);
      if (failed === undefined || errorMeaning(failed.error) !== "denied") return false;
      firstDenial ??= failed.gap;
      denials += 1;
      const [only = "", ...others] = some;
      if (others.length === 0) lost.set(only, DENIED);
      return true;
    });
    if (firstDenial === undefined) return;
    // Missing machines are requested by ID, so the token of a list does not help.
    const { resumeFrom: _, ...gap } = firstDenial;
    const failed = { ...gap, count: denials, nextStep: ALLOW };
    for (const [id, state] of lost) leaveUnread([id], state, failed);
    if (!isUsable) denial = failed;
  };

  const readAll = async (ids: readonly string[]): Promise<void> => {
    const left = await mapAtMost(AT_ONCE, batchesOf(ids, patchStateLimits.inventory), readInventory);
    onChange();
    const [first, ...others] = batchesOf(left.flat(), patchStateLimits.states);
    // If the first request is denied, the others need not be sent.
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
    gapsOf: (InstanceIds) => {
      const machines = new Map<Gap, AffectedItem[]>();
      for (const InstanceId of InstanceIds) {
        const gap = gaps.get(InstanceId);
        if (gap === undefined) continue;
        const affected = machines.get(gap) ?? [];
        affected.push({ InstanceId });
        machines.set(gap, affected);
      }
      return [...machines].map(([gap, affected]) => withAffected(gap, affected));
    },
  };
};

const ALLOW =
  "Allow the caller ssm:GetInventory and ssm:DescribeInstancePatchStates and read again, or skip patch state with --no-patches.";

/** Error code of the snapshot transport for data that the snapshot does not contain. */
const NOT_IN_SNAPSHOT = "NotInSnapshot";

const NOT_KEPT: KnownState = { unread: "patch state is not in this snapshot or archive" };

const notKeptText = {
  kind: "missing",
  why: `${PURPOSE.what} could not be read: the snapshot or archive does not contain patch state.`,
  nextStep:
    "Take snapshots and collect soon after the execution, and without --no-patches: a later scan or installation overwrites patch state.",
} as const;
