import type { FilterKeyOf, Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { patchStates } from "../plan/managed-machine.ts";
import { readPage } from "../request/page.ts";
import { isTerminated } from "../view/machine.ts";
import { patchItem, patchReportAt } from "../view/patches.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the patches of a machine after its last patch operation, in the order of the plan. The list is empty for a machine
 * that was never scanned. Throws `InvalidInstanceId` for a terminated machine and for an unknown one (unverified: AWS
 * documents the error for machines in an invalid state).
 */
export const describeInstancePatches: MockAction<"DescribeInstancePatches"> = (input, context) => {
  const passes = readFilters(input.Filters, keys, context);
  const machine = context.store.machines.find(input.InstanceId);
  if (machine === undefined || isTerminated(machine, context.now)) {
    throw context.serviceError("InvalidInstanceId", `Instance ${input.InstanceId} is not a managed machine.`);
  }
  const patches = patchReportAt(machine, context.now)?.patches() ?? [];
  const { items, rest } = readPage(
    input,
    {
      end: patches.length,
      at: (index) => {
        const patch = patches[index];
        const item = patch === undefined ? undefined : patchItem(patch);
        return item !== undefined && passes(item) ? item : undefined;
      },
    },
    context,
  );
  return { Patches: items, ...rest };
};

const keys: Readonly<
  Record<FilterKeyOf<"DescribeInstancePatches">, FilterReader<Item<"DescribeInstancePatches">>>
> = {
  Classification: equalTo((patch) => patch.Classification),
  KBId: equalTo((patch) => patch.KBId),
  Severity: equalTo((patch) => patch.Severity),
  // Rejects a state in the spelling of AWS's model (INSTALLED), which the service's filters do not support.
  State: wordOf(patchStates, (patch) => patch.State),
};
