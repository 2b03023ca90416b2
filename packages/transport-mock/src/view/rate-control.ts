/** Rate-controlled automations: what they say of the automations that they start, one for each target. */
import type { ResolvedTargets, TargetsSummary } from "@windowpane/core";
import type { AutomationPlan, StepPlan } from "../plan/automation-plan.ts";

/** Whether an automation starts another one for each target. */
export const isRateControlled = ({ TargetParameterName }: AutomationPlan): boolean =>
  TargetParameterName !== undefined;

/**
 * Targets by progress. What each number counts is unverified: here a child that has ended is complete, and one that
 * ended other than in Success has failed.
 */
export const targetsSummaryAt = (
  { targetsNeverStarted = [] }: AutomationPlan,
  children: readonly AutomationPlan[],
  now: number,
): TargetsSummary => {
  const completed = children.filter(({ end }) => end.getTime() <= now);
  const successful = completed.filter(({ outcome }) => outcome === "Success");
  return {
    TotalCount: children.length + targetsNeverStarted.length,
    StartedCount: children.filter(({ start }) => start.getTime() <= now).length,
    CompletedCount: completed.length,
    SuccessfulCount: successful.length,
    FailedCount: completed.length - successful.length,
  };
};

/** The values of the parameter that the targets stand for. That a list of more than 50 is cut is unverified. */
export const resolvedTargets = (
  { targetsNeverStarted = [] }: AutomationPlan,
  children: readonly AutomationPlan[],
): ResolvedTargets => {
  const values = [...children.map(targetOf), ...targetsNeverStarted];
  return {
    ParameterValues: values.slice(0, RESOLVED_LIMIT),
    Truncated: values.length > RESOLVED_LIMIT,
  };
};

/** A step for each target, named after it: so AWS's user guide shows them. */
export const stepsOfTargets = (
  { TargetParameterName = "", targetsNeverStarted = [], end: parentEnd }: AutomationPlan,
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
  // After the automation's end, so they stay Pending.
  ...targetsNeverStarted.map((target): StepPlan => {
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
