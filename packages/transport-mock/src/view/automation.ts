import type { AutomationExecution, Item, StepExecution } from "@windowpane/core";
import type { AutomationPlan, StepPlan } from "../plan/automation-plan.ts";
import { uuidOf } from "../world/random.ts";
import { copy } from "./copy.ts";
import { isRateControlled, resolvedTargets, stepsOfTargets, targetsSummaryAt } from "./rate-control.ts";

/** An automation with its ID and its children. */
export interface AutomationInPlan {
  readonly AutomationExecutionId: string;
  readonly plan: AutomationPlan;
  readonly children: readonly AutomationPlan[];
}

/** The automation at a time, as GetAutomationExecution returns it. */
export const automationAt = (automation: AutomationInPlan, now: number): AutomationExecution => {
  const { plan, children } = automation;
  const steps = stepsAt(automation, now);
  const isMultiple = isRateControlled(plan) || plan.TargetLocations !== undefined;
  return {
    ...summaryOf(automation, steps, now),
    StepExecutions: steps.slice(0, STEPS_LIMIT),
    StepExecutionsTruncated: steps.length > STEPS_LIMIT,
    Parameters: copy(plan.Parameters ?? {}),
    ...(plan.TargetLocations !== undefined && { TargetLocations: copy(plan.TargetLocations) }),
    ...(isMultiple && { ProgressCounters: countersOf(steps) }),
    ...(isRateControlled(plan) && { TargetsSummary: targetsSummaryAt(plan, children, now) }),
  };
};

/** The automation at a time, as DescribeAutomationExecutions returns it: with empty members as in AWS's CLI example. */
export const automationMetadataAt = (
  automation: AutomationInPlan,
  now: number,
): Item<"DescribeAutomationExecutions"> => ({
  LogFile: "",
  Outputs: {},
  Targets: [],
  ResolvedTargets: { ParameterValues: [], Truncated: false },
  ...summaryOf(automation, stepsAt(automation, now), now),
  AutomationType: automation.plan.TargetLocations === undefined ? "Local" : "CrossAccount",
});

/** The members that both operations return. */
const summaryOf = (
  { AutomationExecutionId, plan, children }: AutomationInPlan,
  steps: readonly StepExecution[],
  now: number,
): Pick<AutomationExecution, keyof AutomationExecution & keyof Item<"DescribeAutomationExecutions">> => {
  const current = steps.find(({ StepStatus }) => StepStatus === "InProgress");
  const { Status, start, end } = progressOf(plan, now);
  const { ParentAutomationExecutionId, ExecutedBy, Target, Targets, TargetParameterName } = plan;
  const { MaxConcurrency, MaxErrors, Outputs, FailureMessage } = plan;
  return {
    AutomationExecutionId,
    DocumentName: plan.DocumentName,
    DocumentVersion: "1",
    ...(start !== undefined && { ExecutionStartTime: start }),
    ...(end !== undefined && { ExecutionEndTime: end }),
    AutomationExecutionStatus: Status,
    Mode: "Auto",
    ...(end !== undefined && copy({ FailureMessage, Outputs })),
    ...(current !== undefined && { CurrentStepName: current.StepName, CurrentAction: current.Action }),
    ...copy({ ParentAutomationExecutionId, ExecutedBy, Target, Targets, TargetParameterName }),
    ...copy({ MaxConcurrency, MaxErrors }),
    ...(isRateControlled(plan) && { ResolvedTargets: resolvedTargets(plan, children) }),
  };
};

/**
 * The steps of an automation in the order of its runbook, or the targets of a rate-controlled one. A step that would start
 * after the automation's end stays Pending, as in AWS's sample of a failed automation.
 */
export const stepsAt = (
  { AutomationExecutionId, plan, children }: AutomationInPlan,
  now: number,
): readonly StepExecution[] => {
  const steps =
    isRateControlled(plan) && plan.steps.length === 0 ? stepsOfTargets(plan, children) : plan.steps;
  return steps.map((step, index) => {
    const { Status, start, end } = progressOf(step, step.start > plan.end ? -Infinity : now);
    const { Inputs, Outputs, FailureMessage, TargetLocation } = step;
    return {
      StepName: step.StepName,
      Action: step.Action,
      StepExecutionId: step.StepExecutionId ?? uuidOf(`${AutomationExecutionId} ${index}`, 0),
      StepStatus: Status,
      ...copy({ TargetLocation }),
      ...(start !== undefined && { ExecutionStartTime: start, ...copy({ Inputs }) }),
      ...(end !== undefined && { ExecutionEndTime: end, ...copy({ Outputs, FailureMessage }) }),
    };
  });
};

/**
 * Maximum number of steps in GetAutomationExecution. With more, StepExecutionsTruncated is true and
 * DescribeAutomationStepExecutions lists them all. The service documents no number (unverified).
 */
const STEPS_LIMIT = 100;

const countersOf = (
  steps: readonly StepExecution[],
): NonNullable<AutomationExecution["ProgressCounters"]> => {
  const count = (status: string): number => steps.filter(({ StepStatus }) => StepStatus === status).length;
  return {
    TotalSteps: steps.length,
    SuccessSteps: count("Success"),
    FailedSteps: count("Failed"),
    CancelledSteps: count("Cancelled"),
    TimedOutSteps: count("TimedOut"),
  };
};

const progressOf = (
  { start, end, outcome }: Pick<StepPlan, "start" | "end" | "outcome">,
  now: number,
): { readonly Status: string; readonly start?: Date; readonly end?: Date } => {
  if (now < start.getTime()) return { Status: "Pending" };
  if (now < end.getTime()) return { Status: "InProgress", start: new Date(start) };
  return { Status: outcome, start: new Date(start), end: new Date(end) };
};
