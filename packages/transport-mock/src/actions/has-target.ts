import type { Item } from "@windowpane/core";
import type { WindowPlan } from "../plan/plan.ts";

type TargetSelection = NonNullable<Item<"DescribeMaintenanceWindowTargets">["Targets"]>;

/**
 * Whether a window includes targets of a type: each requested target needs one of the window's with the same key and a
 * value in common. A window's targets are the registered ones and, of type INSTANCE, those that its tasks name directly.
 *
 * Only the registration counts: a machine that a tag or a resource group selects is not found by its ID, as a plan does
 * not have the tags of machines (unverified: AWS documents "associated with" and shows an instance ID).
 */
export const hasTarget = (
  plan: WindowPlan,
  {
    Targets = [],
    ResourceType,
  }: { readonly Targets?: TargetSelection | undefined; readonly ResourceType?: string | undefined },
): boolean => {
  if (Targets.length === 0 && ResourceType === undefined) return true;
  return selectionsOf(plan).some((selection) => {
    if (ResourceType !== undefined && selection.ResourceType !== ResourceType) return false;
    return Targets.every((wanted) =>
      selection.Targets.some(
        ({ Key, Values }) =>
          Key === wanted.Key && (wanted.Values ?? []).some((value) => Values?.includes(value)),
      ),
    );
  });
};

const selectionsOf = ({
  targets = [],
  tasks = [],
}: WindowPlan): readonly {
  readonly ResourceType: string | undefined;
  readonly Targets: TargetSelection;
}[] => [
  ...targets.map(({ ResourceType, Targets = [] }) => ({ ResourceType, Targets })),
  ...tasks
    .map(({ Targets = [] }) => Targets.filter(({ Key }) => Key !== "WindowTargetIds"))
    .filter((direct) => direct.length > 0)
    .map((direct) => ({ ResourceType: "INSTANCE", Targets: direct })),
];
