import type { Item, Output } from "@windowpane/core";
import type { WindowPlan } from "../plan.ts";
import { copy } from "./copy.ts";

/**
 * A window. Its NextExecutionTime is what the plan says while that lies ahead, in the plan's own spelling (the service
 * has more than one), then the first of its schedule that is still to come: it moves on as soon as the window starts. A
 * window without a schedule keeps what its plan says, a disabled one has none.
 */
export const windowAt = (plan: WindowPlan, now: number): Output<"GetMaintenanceWindow"> => {
  const { NextExecutionTime: planned, ...window } = copy(plan.window);
  const { schedule = [] } = plan;
  const next = schedule.find((time) => time.getTime() > now)?.toISOString();
  const keepsPlan = schedule.length === 0 || Date.parse(planned ?? "") > now;
  const NextExecutionTime = keepsPlan ? planned : next;
  return window.Enabled === false || NextExecutionTime === undefined
    ? window
    : { ...window, NextExecutionTime };
};

/** A window as the list of windows tells of it. */
export const windowIdentityAt = (plan: WindowPlan, now: number): Item<"DescribeMaintenanceWindows"> => {
  const { AllowUnassociatedTargets, CreatedDate, ModifiedDate, ...identity } = windowAt(plan, now);
  return identity;
};
