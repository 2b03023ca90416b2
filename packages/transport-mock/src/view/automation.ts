import type { Item, Output } from "@windowpane/core";
import type { AutomationPlan, StepPlan } from "../plan.ts";
import { uuidOf } from "../random.ts";
import { copy } from "./copy.ts";

type Automation = NonNullable<Output<"GetAutomationExecution">["AutomationExecution"]>;
type Step = Item<"DescribeAutomationStepExecutions">;

/** An automation at a time. */
export const automationAt = (
  AutomationExecutionId: string,
  plan: AutomationPlan,
  now: number,
): Automation => {
  const steps = stepsAt(AutomationExecutionId, plan, now);
  return {
    ...summaryOf(AutomationExecutionId, plan, steps, now),
    StepExecutions: steps.slice(0, STEPS_LIMIT),
    StepExecutionsTruncated: steps.length > STEPS_LIMIT,
    Parameters: copy(plan.Parameters ?? {}),
  };
};

/** An automation at a time, as the list of automations has it: with empty members as in AWS's command-line example. */
export const automationMetadataAt = (
  AutomationExecutionId: string,
  plan: AutomationPlan,
  now: number,
): Item<"DescribeAutomationExecutions"> => ({
  ...summaryOf(AutomationExecutionId, plan, stepsAt(AutomationExecutionId, plan, now), now),
  LogFile: "",
  Outputs: {},
  Targets: [],
  ResolvedTargets: { ParameterValues: [], Truncated: false },
  AutomationType: "Local",
});

/** The members that the list and the single automation share. */
const summaryOf = (
  AutomationExecutionId: string,
  plan: AutomationPlan,
  steps: readonly Step[],
  now: number,
): Automation & Item<"DescribeAutomationExecutions"> => {
  const current = steps.find(({ StepStatus }) => StepStatus === "InProgress");
  const { Status, start, end } = progressOf(plan, now);
  return {
    AutomationExecutionId,
    DocumentName: plan.DocumentName,
    DocumentVersion: "1",
    ...(start === undefined ? {} : { ExecutionStartTime: start }),
    ...(end === undefined ? {} : { ExecutionEndTime: end }),
    AutomationExecutionStatus: Status,
    Mode: "Auto",
    ...(end === undefined || plan.FailureMessage === undefined
      ? {}
      : { FailureMessage: plan.FailureMessage }),
    ...(current === undefined ? {} : { CurrentStepName: current.StepName, CurrentAction: current.Action }),
  };
};

/**
 * The steps of an automation in the order of its runbook. One that would start after the automation's end never starts
 * and stays Pending, as in AWS's sample of a failed automation.
 */
export const stepsAt = (AutomationExecutionId: string, plan: AutomationPlan, now: number): readonly Step[] =>
  plan.steps.map((step, index) => {
    const { Status, start, end } = progressOf(step, step.start > plan.end ? -Infinity : now);
    return {
      StepName: step.StepName,
      Action: step.Action,
      StepExecutionId: step.StepExecutionId ?? uuidOf(`${AutomationExecutionId} ${index}`, 0),
      StepStatus: Status,
      ...(start === undefined ? {} : { ExecutionStartTime: start, ...copy({ Inputs: step.Inputs }) }),
      ...(end === undefined
        ? {}
        : { ExecutionEndTime: end, ...copy({ Outputs: step.Outputs, FailureMessage: step.FailureMessage }) }),
    };
  });

/**
 * The most steps that GetAutomationExecution answers; more are marked by StepExecutionsTruncated and listed by
 * DescribeAutomationStepExecutions. The service documents no number (unverified).
 */
const STEPS_LIMIT = 100;

const progressOf = (
  { start, end, outcome }: Pick<StepPlan, "start" | "end" | "outcome">,
  now: number,
): { readonly Status: string; readonly start?: Date; readonly end?: Date } => {
  if (now < start.getTime()) return { Status: "Pending" };
  if (now < end.getTime()) return { Status: "InProgress", start: new Date(start) };
  return { Status: outcome, start: new Date(start), end: new Date(end) };
};
