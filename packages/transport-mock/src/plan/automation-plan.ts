/** Automations and their steps, as a plan has them. */
import type { AutomationExecution, TargetLocation } from "@windowpane/core";

/** What an automation was started with, beside its document. */
type AutomationRequest = Pick<
  AutomationExecution,
  "ExecutedBy" | "MaxConcurrency" | "MaxErrors" | "Target" | "TargetLocations" | "Targets"
>;

/**
 * An automation: its id is the invocation's `ExecutionId`.
 *
 * With a `TargetParameterName` it is rate-controlled: it does nothing itself but starts an automation for each target.
 * These are the automations of the plan whose `ParentAutomationExecutionId` is its id. Its TargetsSummary and its
 * ResolvedTargets are derived from them; so are its steps when `steps` is empty.
 *
 * With `TargetLocations` it is one over several accounts or regions (AutomationType CrossAccount). Its children are in
 * those, so that the account of the plan does not know their ids; a step with a `TargetLocation` stands for each.
 */
export interface AutomationPlan extends Readonly<AutomationRequest> {
  readonly DocumentName: string;
  readonly Parameters?: Record<string, string[]>;
  readonly start: Date;
  readonly end: Date;
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  readonly FailureMessage?: string;
  /** The automation that started it. Default: a window, or someone else. */
  readonly ParentAutomationExecutionId?: string;
  /** Returned after its end. Default: none. */
  readonly Outputs?: Record<string, string[]>;
  /** Name of the parameter that differs from child to child. Default: the automation is not rate-controlled. */
  readonly TargetParameterName?: string;
  /** Targets for which no child was started, because MaxErrors was reached. Default: none. */
  readonly targetsNeverStarted?: readonly string[];
  readonly steps: readonly StepPlan[];
}

/** An automation that no task of a window started. */
export interface StartedAutomationPlan extends AutomationPlan {
  readonly AutomationExecutionId: string;
}

/** One step of an automation. */
export interface StepPlan {
  /** Default: derived from the automation's id and the step's place. */
  readonly StepExecutionId?: string;
  readonly StepName: string;
  readonly Action: string;
  readonly start: Date;
  readonly end: Date;
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  readonly FailureMessage?: string;
  readonly Inputs?: Record<string, string>;
  /** Returned after its end. A step that sent a command has `CommandId` here. */
  readonly Outputs?: Record<string, string[]>;
  /** Where the step ran, for automations over several accounts or regions. Default: none. */
  readonly TargetLocation?: TargetLocation;
}
