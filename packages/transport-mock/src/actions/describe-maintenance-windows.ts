import type { FilterKeyOf } from "@windowpane/core";
import { equalTo, readFilters, wordOf, type FilterReader } from "../request/filters.ts";
import { readPage } from "../request/page.ts";
import type { WindowPlan } from "../plan/plan.ts";
import { windowIdentityAt } from "../view/window.ts";
import type { MockAction } from "./action.ts";

/** Lists the windows, in the order of the plan. */
export const describeMaintenanceWindows: MockAction<"DescribeMaintenanceWindows"> = (input, context) => {
  const { windows } = context.store;
  const passes = readFilters(input.Filters, keys, context);
  const { items, rest } = readPage(
    input,
    {
      end: windows.length,
      at: (index) => {
        const plan = windows[index];
        return plan !== undefined && passes(plan) ? windowIdentityAt(plan, context.now) : undefined;
      },
    },
    context,
  );
  return { WindowIdentities: items, ...rest };
};

const isEnabled: FilterReader<WindowPlan> = (value, key, context) =>
  // The documentation has True, AWS's CLI examples have true.
  wordOf<WindowPlan>(["true", "false"], ({ window }) => String(window.Enabled ?? false))(
    value.toLowerCase(),
    key,
    context,
  );

const keys: Readonly<Record<FilterKeyOf<"DescribeMaintenanceWindows">, FilterReader<WindowPlan>>> = {
  Name: equalTo(({ window }) => window.Name),
  Enabled: isEnabled,
};
