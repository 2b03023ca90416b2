/** Automations and their steps in a plan. */
import type { AutomationExecution, TargetLocation } from "@windowpane/core";

/** Request members of an automation, beside its document. */
type AutomationRequest = Pick<
  AutomationExecution,
  "ExecutedBy" | "MaxConcurrency" | "MaxErrors" | "Target" | "TargetLocations" | "Targets"
>;

/**
 * An automation. Its ID is the invocation's `ExecutionId`.
 *
 * With a `TargetParameterName` it is rate-controlled: it starts one child automation for each target. Its children are the
 * automations of the plan with its ID as `ParentAutomationExecutionId`. TargetsSummary and ResolvedTargets are derived
 * from them, and so are the steps if `steps` is empty.
 *
 * With `TargetLocations` it runs in several accounts or regions (AutomationType CrossAccount). Its children are in those
 * accounts, so their IDs do not exist in the plan; each has a step with a `TargetLocation`.
 */
export interface AutomationPlan extends Readonly<AutomationRequest> {
  readonly DocumentName: string;
  readonly Parameters?: Record<string, string[]>;
  /** Start of the automation. */
  readonly start: Date;
  /** Time at which the outcome is final. */
  readonly end: Date;
  /** Status after the end. */
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  readonly FailureMessage?: string;
  /** The automation that started it. Default: none. */
  readonly ParentAutomationExecutionId?: string;
  /** Returned after the end. Default: none. */
  readonly Outputs?: Record<string, string[]>;
  /** Name of the parameter that takes the target. Default: none, so the automation is not rate-controlled. */
  readonly TargetParameterName?: string;
  /** Targets without a child, because MaxErrors was reached. Default: none. */
  readonly targetsNotStarted?: readonly string[];
  /** Its steps, in their order. */
  readonly steps: readonly StepPlan[];
}

/** An automation that no task of a window started. */
export interface StartedAutomationPlan extends AutomationPlan {
  readonly AutomationExecutionId: string;
}

/** A step of an automation. */
export interface StepPlan {
  /** Default: derived from the automation's ID and the step's index. */
  readonly StepExecutionId?: string;
  readonly StepName: string;
  readonly Action: string;
  /** Start of the step. */
  readonly start: Date;
  /** Time at which the outcome is final. */
  readonly end: Date;
  /** Status after the end. */
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  readonly FailureMessage?: string;
  readonly Inputs?: Record<string, string>;
  /** Returned after the end. A step that sent a command has `CommandId` here. */
  readonly Outputs?: Record<string, string[]>;
  /** Account and region of the step, for automations in several of them. Default: none. */
  readonly TargetLocation?: TargetLocation;
}
