import { readPage } from "../request/page.ts";
import { patchReportAt } from "../view/patches.ts";
import type { MockAction } from "./action.ts";

/**
 * Lists the patch counts of the given machines, in the order of the request (unverified). Machines that are unknown,
 * terminated or never scanned are skipped.
 */
export const describeInstancePatchStates: MockAction<"DescribeInstancePatchStates"> = (input, context) => {
  const ids = [...new Set(input.InstanceIds)];
  const { items, rest } = readPage(
    input,
    {
      end: ids.length,
      at: (index) => {
        const machine = context.store.machines.find(ids[index] ?? "");
        return machine === undefined ? undefined : patchReportAt(machine, context.now)?.state;
      },
    },
    context,
  );
  return { InstancePatchStates: items, ...rest };
};
