import type { Item } from "@windowpane/core";
import type { WindowPlan } from "../plan/plan.ts";

type TargetSelection = NonNullable<Item<"DescribeMaintenanceWindowTargets">["Targets"]>;

/**
 * Whether a window includes the requested targets: each must share the key and a value with a target of the window. These
 * are the registered targets and, with type INSTANCE, the targets of its tasks.
 *
 * Only registrations are compared: a machine that a tag or a resource group selects is not found by its ID (unverified:
 * AWS documents "associated with" and shows an instance ID).
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
