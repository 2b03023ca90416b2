import type { Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type Reader } from "../filters.ts";
import { readPage } from "../page.ts";
import { copy } from "../view/copy.ts";
import type { Action } from "./action.ts";
import { findWindow } from "./find.ts";

/** Lists the targets registered with a window, in the order of the plan. */
export const describeMaintenanceWindowTargets: Action<"DescribeMaintenanceWindowTargets"> = (
  input,
  moment,
) => {
  const { targets = [] } = findWindow(input.WindowId, moment);
  const passes = readFilters(input.Filters, keys, moment);
  const { items, rest } = readPage(
    input,
    {
      end: targets.length,
      at: (index) => {
        const target = targets[index];
        return target !== undefined && passes(target) ? copy(target) : undefined;
      },
    },
    moment,
  );
  return { Targets: items, ...rest };
};

const keys: Readonly<Record<string, Reader<Item<"DescribeMaintenanceWindowTargets">>>> = {
  Type: wordOf(["INSTANCE", "RESOURCE_GROUP"], (target) => target.ResourceType),
  WindowTargetId: equalTo((target) => target.WindowTargetId),
  OwnerInformation: equalTo((target) => target.OwnerInformation),
};
