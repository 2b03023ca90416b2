/** Rate-controlled automations: the members that are derived from their children, one for each target. */
import type { ResolvedTargets, TargetsSummary } from "@windowpane/core";
import type { AutomationPlan, StepPlan } from "../plan/automation-plan.ts";

/** Whether an automation starts a child for each target. */
export const isRateControlled = ({ TargetParameterName }: AutomationPlan): boolean =>
  TargetParameterName !== undefined;

/**
 * Counts targets by progress. What each number counts is unverified: here a child is complete when it has ended, and
 * failed when it ended without Success.
 */
export const targetsSummaryAt = (
  { targetsNotStarted = [] }: AutomationPlan,
  children: readonly AutomationPlan[],
  now: number,
): TargetsSummary => {
  const completed = children.filter(({ end }) => end.getTime() <= now);
  const successful = completed.filter(({ outcome }) => outcome === "Success");
  return {
    TotalCount: children.length + targetsNotStarted.length,
    StartedCount: children.filter(({ start }) => start.getTime() <= now).length,
    CompletedCount: completed.length,
    SuccessfulCount: successful.length,
    FailedCount: completed.length - successful.length,
  };
};

/** The targets as values of the parameter. That a list of more than 50 is truncated is unverified. */
export const resolvedTargets = (
  { targetsNotStarted = [] }: AutomationPlan,
  children: readonly AutomationPlan[],
): ResolvedTargets => {
  const values = [...children.map(targetOf), ...targetsNotStarted];
  return {
    ParameterValues: values.slice(0, RESOLVED_LIMIT),
    Truncated: values.length > RESOLVED_LIMIT,
  };
};

/** A step for each target, named after it, as in AWS's user guide. */
export const stepsOfTargets = (
  { TargetParameterName = "", targetsNotStarted = [], end: parentEnd }: AutomationPlan,
  children: readonly AutomationPlan[],
): readonly StepPlan[] => [
  ...children.map((child): StepPlan => {
    const { start, end, outcome, FailureMessage } = child;
    return {
      ...stepOf(targetOf(child), TargetParameterName),
      start,
      end,
      outcome,
      Outputs: {},
      ...(FailureMessage !== undefined && { FailureMessage }),
    };
  }),
  // Steps after the automation's end stay Pending.
  ...targetsNotStarted.map((target): StepPlan => {
    const never = new Date(parentEnd.getTime() + 1);
    return { ...stepOf(target, TargetParameterName), start: never, end: never, outcome: "Cancelled" };
  }),
];

const RESOLVED_LIMIT = 50;

const targetOf = ({ Target = "" }: AutomationPlan): string => Target;

const stepOf = (target: string, parameter: string): Pick<StepPlan, "StepName" | "Action" | "Inputs"> => ({
  StepName: target,
  Action: "aws:executeAutomation",
  Inputs: { [parameter]: target },
});
