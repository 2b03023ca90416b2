/** Plans a window with its registrations and its history. */
import type { Output } from "@windowpane/core";
import type { WindowPlan } from "../../../plan/plan.ts";
import type { NightAccount } from "../account/account.ts";
import { executionPlan, targetId } from "./execution.ts";
import type { TargetGroup } from "../account/group.ts";
import type { ExecutionRecipe, TaskRegistration } from "./recipe.ts";
import { DAY } from "../account/when.ts";

/** Settings of a window, without its ID and dates. */
interface WindowSettings extends Pick<
  Output<"GetMaintenanceWindow">,
  "Description" | "StartDate" | "EndDate" | "ScheduleTimezone" | "NextExecutionTime"
> {
  readonly Name: string;
  readonly Schedule: string;
  readonly Duration: number;
  readonly Cutoff: number;
  readonly AllowUnassociatedTargets: boolean;
  readonly Enabled: boolean;
}

/** A window without IDs: its settings, registrations, history and schedule. */
export interface WindowRecipe {
  readonly window: WindowSettings;
  /** Registered targets. */
  readonly groups: readonly TargetGroup[];
  /** Registered tasks with their targets. */
  readonly tasks: readonly { readonly task: TaskRegistration; readonly on: readonly TargetGroup[] }[];
  readonly executions: readonly ExecutionRecipe[];
  /** Next executions. Default: none. */
  readonly schedule?: readonly Date[];
  /** Days since the last change of the registration. Default: 45. */
  readonly changed?: number;
}

/** Creates the plan of a window. */
export const windowPlan = ({ chance, now }: NightAccount, recipe: WindowRecipe): WindowPlan => {
  const { window, groups, tasks, executions, schedule = [], changed = 45 } = recipe;
  const { Name } = window;
  const WindowId = `mw-${chance.draw(`window/${Name}`).hex17()}`;
  return {
    window: {
      WindowId,
      ...window,
      CreatedDate: new Date(now - 400 * DAY),
      ModifiedDate: new Date(now - changed * DAY),
    },
    targets: groups.map((group) => ({
      WindowId,
      WindowTargetId: targetId(chance, Name, group),
      ResourceType: group.ResourceType,
      Targets: [{ Key: group.select.Key, Values: [...group.select.Values] }],
      Name: group.Name,
      ...(group.OwnerInformation !== undefined && { OwnerInformation: group.OwnerInformation }),
      ...(group.Description !== undefined && { Description: group.Description }),
    })),
    tasks: tasks.map(({ task, on }) => ({
      WindowId,
      WindowTaskId: chance.uuid(`${Name}/task/${task.Name}`),
      ...task,
      ...(on.length > 0 && {
        Targets: [{ Key: "WindowTargetIds", Values: on.map((group) => targetId(chance, Name, group)) }],
      }),
    })),
    executions: executions.map((execution) => executionPlan(chance, Name, execution)),
    schedule,
  };
};
