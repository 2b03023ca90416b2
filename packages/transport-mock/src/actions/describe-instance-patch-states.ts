import { readPage } from "../page.ts";
import { patchReportAt } from "../view/patches.ts";
import type { Action } from "./action.ts";

/**
 * Lists the patch counts of the given machines, in the order of the request (unverified). Machines that are not known,
 * were terminated or were never scanned are left out.
 */
export const describeInstancePatchStates: Action<"DescribeInstancePatchStates"> = (input, moment) => {
  const ids = [...new Set(input.InstanceIds)];
  const { items, rest } = readPage(
    input,
    {
      end: ids.length,
      at: (index) => {
        const machine = moment.store.machines.find(ids[index] ?? "");
        return machine === undefined ? undefined : patchReportAt(machine, moment.now)?.state;
      },
    },
    moment,
  );
  return { InstancePatchStates: items, ...rest };
};
