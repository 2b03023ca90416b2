import { equalTo, readFilters, wordOf, type Reader } from "../filters.ts";
import { readPage } from "../page.ts";
import type { WindowPlan } from "../plan.ts";
import { windowIdentityAt } from "../view/window.ts";
import type { Action } from "./action.ts";

/** Lists the windows, in the order of the plan. */
export const describeMaintenanceWindows: Action<"DescribeMaintenanceWindows"> = (input, moment) => {
  const { windows } = moment.store;
  const passes = readFilters(input.Filters, keys, moment);
  const { items, rest } = readPage(
    input,
    {
      end: windows.length,
      at: (index) => {
        const plan = windows[index];
        return plan !== undefined && passes(plan) ? windowIdentityAt(plan, moment.now) : undefined;
      },
    },
    moment,
  );
  return { WindowIdentities: items, ...rest };
};

const isEnabled: Reader<WindowPlan> = (value, key, moment) =>
  // The documentation writes True, AWS's command-line examples true.
  wordOf<WindowPlan>(["true", "false"], ({ window }) => String(window.Enabled ?? false))(
    value.toLowerCase(),
    key,
    moment,
  );

const keys: Readonly<Record<string, Reader<WindowPlan>>> = {
  Name: equalTo(({ window }) => window.Name),
  Enabled: isEnabled,
};
