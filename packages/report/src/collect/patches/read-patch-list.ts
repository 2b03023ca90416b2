import { errorMeaning, mapAtMost, type Client } from "@windowpane/core";
import { newestState } from "../../judge/patching/decide.ts";
import { createPatchStates } from "./patch-states.ts";
import { createGapReader, type FailedReadGap } from "../reading/reader.ts";
import { foldGaps, missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { present } from "../../model/present.ts";
import type { ListedPatch, PatchList, PatchListMachine, PatchListOptions } from "./patch-list.ts";
import { describeNotListed, openLists, outcomeOfState, rankOfSeverity, rankOfState } from "./open-states.ts";

/**
 * Lists the patches of machines. Reads the counts of each machine's patch state first, unless they are known, and does not
 * request patches in states that have none. What cannot be read is a gap.
 *
 * @throws `signal.reason` when aborted.
 */
export const readPatchList = async (client: Client, options: PatchListOptions): Promise<PatchList> => {
  const { machines, states = "open", onProgress } = options;
  let machinesRead = 0;
  const reader = createGapReader(client, options, () =>
    onProgress?.({ machinesRead, requests: reader.requests }),
  );
  const patchStates = createPatchStates({ reader, onChange: () => {} });
  const unknown = machines
    .filter(({ patch }) => patch?.state === undefined && patch?.basis !== "none")
    .map(({ InstanceId }) => InstanceId);
  await patchStates.read(unknown);
  const denials = createDenials();

  const readOne = async (machine: PatchListOptions["machines"][number]): Promise<MachineReading> => {
    const { InstanceId, InstanceName, patch } = machine;
    const known = newestState(
      patch?.state ?? (patch?.basis === "none" ? "none" : patchStates.of(InstanceId)),
    );
    const hasNoState = known === "none";
    const state = known === "none" || "unread" in known ? undefined : known;
    const patches: ListedPatch[] = [];
    const gaps: Gap[] = [];
    const lists = hasNoState ? [] : states === "all" ? [[]] : openLists(state);
    await Promise.all(
      lists.map(async (Filters) => {
        const failed = await denials.unless(() =>
          reader.list(
            "DescribeInstancePatches",
            { InstanceId, MaxResults: 100, ...(Filters.length === 0 ? {} : { Filters: [...Filters] }) },
            { ids: { InstanceId }, what: "The patches of a machine" },
            (items) => {
              for (const item of items)
                if (states === "all" || outcomeOfState(item.State) !== undefined)
                  patches.push(listedPatch({ InstanceId, InstanceName, ...item }));
            },
          ),
        );
        if (failed !== undefined) gaps.push(failed.gap);
      }),
    );
    machinesRead += 1;
    const notListed = gaps.length > 0 ? "" : describeNotListed(state, patches);
    if (notListed !== "") {
      const what = `The patch state counts ${notListed}, but the list does not show ${patches.some(({ State }) => outcomeOfState(State) !== undefined) ? "all of them" : "them"}`;
      const subject = { operation: "DescribeInstancePatches", ids: { InstanceId }, what } as const;
      gaps.push(missingGap(subject, NOT_LISTED));
    }
    return {
      machine: present({ InstanceId, InstanceName, patch, state, hasNoState, read: gaps.length === 0 }),
      patches: patches.toSorted(worstFirst),
      gaps,
    };
  };

  const all = await mapAtMost(MACHINES_AT_ONCE, machines, readOne);
  // A machine's patches can be listed without its counts, so unread counts are not gaps here.
  const gaps = foldGaps(all.flatMap((one) => one.gaps));
  return {
    machines: all.map(({ machine }) => machine),
    patches: all.flatMap(({ patches }) => patches),
    gaps,
    complete: gaps.length === 0,
  };
};

/** AWS gives patches that are not installed a time in 1970. */
const listedPatch = (patch: ListedPatch): ListedPatch => {
  const { InstalledTime } = patch;
  const isInstalled = InstalledTime !== undefined && InstalledTime.getUTCFullYear() > 1970;
  return present({ ...patch, InstalledTime: isInstalled ? InstalledTime : undefined });
};

interface MachineReading {
  readonly machine: PatchListMachine;
  readonly patches: readonly ListedPatch[];
  readonly gaps: readonly Gap[];
}

const NOT_LISTED =
  "Run it again later. If the list is still incomplete, scan the machine: a scan (AWS-RunPatchBaseline) writes both again.";

/** Machines read at once: few requests are wasted if the first is denied. */
const MACHINES_AT_ONCE = 4;

/** Denied requests after which no more are sent, if none succeeded before. */
const DENIALS = 3;

const createDenials = () => {
  const denied: FailedReadGap[] = [];
  let isUsable = false;
  return {
    /** Reads a list, or returns the gap of an earlier one if it would be denied, too. */
    unless: async (read: () => Promise<FailedReadGap | undefined>): Promise<FailedReadGap | undefined> => {
      const [first] = denied;
      if (!isUsable && denied.length >= DENIALS && first !== undefined) return first;
      const failed = await read();
      if (failed === undefined) isUsable = true;
      else if (errorMeaning(failed.error) === "denied") denied.push(failed);
      return failed;
    },
  };
};

const worstFirst = (one: ListedPatch, other: ListedPatch): number =>
  rankOfState(one.State) - rankOfState(other.State) ||
  rankOfSeverity(one) - rankOfSeverity(other) ||
  byText(one.Title, other.Title);

const byText = (one = "", other = ""): number => (one < other ? -1 : Number(one > other));
