import type { FilterKeyOf, Item } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import { copy } from "../view/copy.ts";
import type { MockAction } from "./action.ts";
import { findWindow } from "./find.ts";

/** Lists the targets registered with a window, in the order of the plan. */
export const describeMaintenanceWindowTargets: MockAction<"DescribeMaintenanceWindowTargets"> = (
  input,
  context,
) => {
  const { targets = [] } = findWindow(input.WindowId, context);
  const passes = readFilters(input.Filters, keys, context);
  const { items, rest } = readPage(
    input,
    {
      end: targets.length,
      at: (index) => {
        const target = targets[index];
        return target !== undefined && passes(target) ? copy(target) : undefined;
      },
    },
    context,
  );
  return { Targets: items, ...rest };
};

const keys: Readonly<
  Record<
    FilterKeyOf<"DescribeMaintenanceWindowTargets">,
    FilterReader<Item<"DescribeMaintenanceWindowTargets">>
  >
> = {
  Type: wordOf(["INSTANCE", "RESOURCE_GROUP"], (target) => target.ResourceType),
  WindowTargetId: equalTo((target) => target.WindowTargetId),
  OwnerInformation: equalTo((target) => target.OwnerInformation),
};
