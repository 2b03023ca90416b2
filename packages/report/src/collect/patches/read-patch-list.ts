import { errorMeaning, mapAtMost, type Client } from "@windowpane/core";
import { createPatchStates } from "./patch-states.ts";
import { createGapReader, type FailedReadGap } from "../reading/reader.ts";
import { foldGaps, missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { present } from "../../model/present.ts";
import type { ListedPatch, PatchList, PatchListMachine, PatchListOptions } from "./patch-list.ts";
import { describeNotListed, openLists, outcomeOfState, rankOfSeverity, rankOfState } from "./open-states.ts";

/**
 * Lists the patches of machines. The counts of a machine's patch state come first, unless they are known: what they do not
 * count is not requested. What cannot be read is a gap.
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
  const refusals = createRefusals();

  const readOne = async (machine: PatchListOptions["machines"][number]): Promise<OneRead> => {
    const { InstanceId, InstanceName, patch } = machine;
    const known = patch?.state ?? (patch?.basis === "none" ? "none" : patchStates.of(InstanceId));
    const hasNone = known === "none";
    const state = known === "none" || "unread" in known ? undefined : known;
    const patches: ListedPatch[] = [];
    const gaps: Gap[] = [];
    const lists = hasNone ? [] : states === "all" ? [[]] : openLists(state);
    await Promise.all(
      lists.map(async (Filters) => {
        const failed = await refusals.unless(() =>
          reader.list(
            "DescribeInstancePatches",
            { InstanceId, MaxResults: 100, ...(Filters.length === 0 ? {} : { Filters: [...Filters] }) },
            { ids: { InstanceId }, what: "The patches of a machine" },
            (items) => {
              for (const item of items)
                if (states === "all" || outcomeOfState(item.State) !== undefined)
                  patches.push(present({ InstanceId, InstanceName, ...item }));
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
      const place = { operation: "DescribeInstancePatches", ids: { InstanceId }, what } as const;
      gaps.push(missingGap(place, NOT_LISTED));
    }
    return {
      machine: present({ InstanceId, InstanceName, patch, state, hasNone, read: gaps.length === 0 }),
      patches: patches.toSorted(worstFirst),
      gaps,
    };
  };

  const all = await mapAtMost(MACHINES_AT_ONCE, machines, readOne);
  // Without its counts a machine's patches can be listed all the same, so that is no gap of the list.
  const gaps = foldGaps(all.flatMap((one) => one.gaps));
  return {
    machines: all.map(({ machine }) => machine),
    patches: all.flatMap(({ patches }) => patches),
    gaps,
    complete: gaps.length === 0,
  };
};

interface OneRead {
  readonly machine: PatchListMachine;
  readonly patches: readonly ListedPatch[];
  readonly gaps: readonly Gap[];
}

const NOT_LISTED =
  "Run it again later. If the list stays short, scan the machine: a scan (AWS-RunPatchBaseline) writes both again.";

/** Few, so that few are lost where the first is refused. */
const MACHINES_AT_ONCE = 4;

/** A caller that may list the patches of no machine is refused a few times, not once for each. */
const MOST_REFUSALS = 3;

const createRefusals = () => {
  const refused: FailedReadGap[] = [];
  let isUsable = false;
  return {
    /** The gap of a list; that of an earlier one where it would only be refused, too. */
    unless: async (walk: () => Promise<FailedReadGap | undefined>): Promise<FailedReadGap | undefined> => {
      const [first] = refused;
      if (!isUsable && refused.length >= MOST_REFUSALS && first !== undefined) return first;
      const failed = await walk();
      if (failed === undefined) isUsable = true;
      else if (errorMeaning(failed.error) === "denied") refused.push(failed);
      return failed;
    },
  };
};

const worstFirst = (one: ListedPatch, other: ListedPatch): number =>
  rankOfState(one.State) - rankOfState(other.State) ||
  rankOfSeverity(one) - rankOfSeverity(other) ||
  byText(one.Title, other.Title);

const byText = (one = "", other = ""): number => (one < other ? -1 : Number(one > other));
