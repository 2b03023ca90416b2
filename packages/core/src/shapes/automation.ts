/** Automation: executions of runbooks and their steps. */
import * as z from "zod";
import { AlarmConfiguration, AlarmStateInformation, AnsweredTarget } from "./common.ts";
import { answer, integer, list, structure, text, word } from "./smithy.ts";

export const AutomationExecutionId = text({
  min: 36,
  max: 36,
  about: "The id of the automation execution.",
});
export const AutomationMaxResults = integer({
  min: 1,
  max: 50,
  about: "Most items in one answer, 1 to 50.",
});

const stepExecutionFilterKeys = [
  "StartTimeBefore",
  "StartTimeAfter",
  "StepExecutionStatus",
  "StepExecutionId",
  "StepName",
  "Action",
  "ParentStepExecutionId",
  "ParentStepIteration",
  "ParentStepIteratorValue",
] as const;

export const StepExecutionFilters = list(
  structure({
    Key: z.enum(stepExecutionFilterKeys),
    Values: list(text({ min: 1, max: 150 }), { min: 1, max: 10 }),
  }),
  { min: 1, max: 6, about: "What the service should leave out; 1 to 6 filters." },
);

export const automationStatuses = [
  "Pending",
  "InProgress",
  "Waiting",
  "Success",
  "TimedOut",
  "Cancelling",
  "Cancelled",
  "Failed",
  "PendingApproval",
  "Approved",
  "Rejected",
  "Scheduled",
  "RunbookInProgress",
  "PendingChangeCalendarOverride",
  "ChangeCalendarOverrideApproved",
  "ChangeCalendarOverrideRejected",
  "CompletedWithSuccess",
  "CompletedWithFailure",
  "Exited",
] as const;

const parameters = z.record(z.string(), z.array(z.string()));

const TargetLocation = answer({
  Accounts: z.array(z.string()).optional(),
  Regions: z.array(z.string()).optional(),
  TargetLocationMaxConcurrency: z.string().optional(),
  TargetLocationMaxErrors: z.string().optional(),
  ExecutionRoleName: z.string().optional(),
  TargetLocationAlarmConfiguration: AlarmConfiguration.optional(),
  IncludeChildOrganizationUnits: z.boolean().optional(),
  ExcludeAccounts: z.array(z.string()).optional(),
  Targets: z.array(AnsweredTarget).optional(),
  TargetsMaxConcurrency: z.string().optional(),
  TargetsMaxErrors: z.string().optional(),
});

export const StepExecution = answer({
  StepName: z.string().optional(),
  Action: z.string().optional(),
  TimeoutSeconds: z.number().optional(),
  OnFailure: z.string().optional(),
  MaxAttempts: z.number().optional(),
  ExecutionStartTime: z.date().optional(),
  ExecutionEndTime: z.date().optional(),
  StepStatus: word(automationStatuses).optional(),
  ResponseCode: z.string().optional(),
  Inputs: z.record(z.string(), z.string()).optional(),
  Outputs: parameters.optional(),
  Response: z.string().optional(),
  FailureMessage: z.string().optional(),
  WarningMessage: z.string().optional(),
  FailureDetails: answer({
    FailureStage: z.string().optional(),
    FailureType: z.string().optional(),
    Details: parameters.optional(),
  }).optional(),
  StepExecutionId: z.string().optional(),
  OverriddenParameters: parameters.optional(),
  IsEnd: z.boolean().optional(),
  NextStep: z.string().optional(),
  IsCritical: z.boolean().optional(),
  ValidNextSteps: z.array(z.string()).optional(),
  Targets: z.array(AnsweredTarget).optional(),
  TargetLocation: TargetLocation.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
  ParentStepDetails: answer({
    StepExecutionId: z.string().optional(),
    StepName: z.string().optional(),
    Action: z.string().optional(),
    Iteration: z.number().optional(),
    IteratorValue: z.string().optional(),
  }).optional(),
});

const targetMaps = z.array(z.record(z.string(), z.array(z.string())));

const Runbook = answer({
  DocumentName: z.string().optional(),
  DocumentVersion: z.string().optional(),
  Parameters: parameters.optional(),
  TargetParameterName: z.string().optional(),
  Targets: z.array(AnsweredTarget).optional(),
  TargetMaps: targetMaps.optional(),
  MaxConcurrency: z.string().optional(),
  MaxErrors: z.string().optional(),
  TargetLocations: z.array(TargetLocation).optional(),
});

export const AutomationExecution = answer({
  AutomationExecutionId: z.string().optional(),
  DocumentName: z.string().optional(),
  DocumentVersion: z.string().optional(),
  ExecutionStartTime: z.date().optional(),
  ExecutionEndTime: z.date().optional(),
  AutomationExecutionStatus: word(automationStatuses).optional(),
  StepExecutions: z.array(StepExecution).optional(),
  StepExecutionsTruncated: z.boolean().optional(),
  Parameters: parameters.optional(),
  Outputs: parameters.optional(),
  FailureMessage: z.string().optional(),
  WarningMessage: z.string().optional(),
  Mode: word(["Auto", "Interactive"]).optional(),
  ParentAutomationExecutionId: z.string().optional(),
  ExecutedBy: z.string().optional(),
  CurrentStepName: z.string().optional(),
  CurrentAction: z.string().optional(),
  TargetParameterName: z.string().optional(),
  Targets: z.array(AnsweredTarget).optional(),
  TargetMaps: targetMaps.optional(),
  ResolvedTargets: answer({
    ParameterValues: z.array(z.string()).optional(),
    Truncated: z.boolean().optional(),
  }).optional(),
  MaxConcurrency: z.string().optional(),
  MaxErrors: z.string().optional(),
  Target: z.string().optional(),
  TargetLocations: z.array(TargetLocation).optional(),
  ProgressCounters: answer({
    TotalSteps: z.number().optional(),
    SuccessSteps: z.number().optional(),
    FailedSteps: z.number().optional(),
    CancelledSteps: z.number().optional(),
    TimedOutSteps: z.number().optional(),
  }).optional(),
  AlarmConfiguration: AlarmConfiguration.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
  TargetLocationsURL: z.string().optional(),
  AutomationSubtype: word(["ChangeRequest", "AccessRequest"]).optional(),
  ScheduledTime: z.date().optional(),
  Runbooks: z.array(Runbook).optional(),
  OpsItemId: z.string().optional(),
  AssociationId: z.string().optional(),
  ChangeRequestName: z.string().optional(),
  Variables: parameters.optional(),
  TargetsSummary: answer({
    TotalCount: z.number().optional(),
    StartedCount: z.number().optional(),
    CompletedCount: z.number().optional(),
    SuccessfulCount: z.number().optional(),
    FailedCount: z.number().optional(),
  }).optional(),
});
