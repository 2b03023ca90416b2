import { readPage } from "../request/page.ts";
import type { MockAction } from "./action.ts";
import { hasTarget } from "./has-target.ts";

/** Lists the windows that include a target, in the order of the plan, with disabled ones (unverified). May be empty. */
export const describeMaintenanceWindowsForTarget: MockAction<"DescribeMaintenanceWindowsForTarget"> = (
  input,
  context,
) => {
  const { windows } = context.store;
  const { items, rest } = readPage(
    input,
    {
      end: windows.length,
      at: (index) => {
        const plan = windows[index];
        if (plan === undefined || !hasTarget(plan, input)) return undefined;
        const { WindowId, Name } = plan.window;
        return Name === undefined ? { WindowId } : { WindowId, Name };
      },
    },
    context,
  );
  return { WindowIdentities: items, ...rest };
};
