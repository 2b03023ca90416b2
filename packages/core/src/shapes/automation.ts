/** Automation: executions of runbooks and their steps. */
import * as z from "zod";
import { AlarmConfiguration, AlarmStateInformation, AnsweredTarget } from "./common.ts";
import {
  answer,
  boolean,
  date,
  integer,
  list,
  number,
  string,
  strings,
  structure,
  text,
  word,
} from "./smithy.ts";

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
  Accounts: strings,
  Regions: strings,
  TargetLocationMaxConcurrency: string,
  TargetLocationMaxErrors: string,
  ExecutionRoleName: string,
  TargetLocationAlarmConfiguration: AlarmConfiguration.optional(),
  IncludeChildOrganizationUnits: boolean,
  ExcludeAccounts: strings,
  Targets: z.array(AnsweredTarget).optional(),
  TargetsMaxConcurrency: string,
  TargetsMaxErrors: string,
});

export const StepExecution = answer({
  StepName: string,
  Action: string,
  TimeoutSeconds: number,
  OnFailure: string,
  MaxAttempts: number,
  ExecutionStartTime: date,
  ExecutionEndTime: date,
  StepStatus: word(automationStatuses).optional(),
  ResponseCode: string,
  Inputs: z.record(z.string(), z.string()).optional(),
  Outputs: parameters.optional(),
  Response: string,
  FailureMessage: string,
  WarningMessage: string,
  FailureDetails: answer({
    FailureStage: string,
    FailureType: string,
    Details: parameters.optional(),
  }).optional(),
  StepExecutionId: string,
  OverriddenParameters: parameters.optional(),
  IsEnd: boolean,
  NextStep: string,
  IsCritical: boolean,
  ValidNextSteps: strings,
  Targets: z.array(AnsweredTarget).optional(),
  TargetLocation: TargetLocation.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
  ParentStepDetails: answer({
    StepExecutionId: string,
    StepName: string,
    Action: string,
    Iteration: number,
    IteratorValue: string,
  }).optional(),
});

const targetMaps = z.array(z.record(z.string(), z.array(z.string())));

const Runbook = answer({
  DocumentName: string,
  DocumentVersion: string,
  Parameters: parameters.optional(),
  TargetParameterName: string,
  Targets: z.array(AnsweredTarget).optional(),
  TargetMaps: targetMaps.optional(),
  MaxConcurrency: string,
  MaxErrors: string,
  TargetLocations: z.array(TargetLocation).optional(),
});

export const AutomationExecution = answer({
  AutomationExecutionId: string,
  DocumentName: string,
  DocumentVersion: string,
  ExecutionStartTime: date,
  ExecutionEndTime: date,
  AutomationExecutionStatus: word(automationStatuses).optional(),
  StepExecutions: z.array(StepExecution).optional(),
  StepExecutionsTruncated: boolean,
  Parameters: parameters.optional(),
  Outputs: parameters.optional(),
  FailureMessage: string,
  WarningMessage: string,
  Mode: word(["Auto", "Interactive"]).optional(),
  ParentAutomationExecutionId: string,
  ExecutedBy: string,
  CurrentStepName: string,
  CurrentAction: string,
  TargetParameterName: string,
  Targets: z.array(AnsweredTarget).optional(),
  TargetMaps: targetMaps.optional(),
  ResolvedTargets: answer({
    ParameterValues: strings,
    Truncated: boolean,
  }).optional(),
  MaxConcurrency: string,
  MaxErrors: string,
  Target: string,
  TargetLocations: z.array(TargetLocation).optional(),
  ProgressCounters: answer({
    TotalSteps: number,
    SuccessSteps: number,
    FailedSteps: number,
    CancelledSteps: number,
    TimedOutSteps: number,
  }).optional(),
  AlarmConfiguration: AlarmConfiguration.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
  TargetLocationsURL: string,
  AutomationSubtype: word(["ChangeRequest", "AccessRequest"]).optional(),
  ScheduledTime: date,
  Runbooks: z.array(Runbook).optional(),
  OpsItemId: string,
  AssociationId: string,
  ChangeRequestName: string,
  Variables: parameters.optional(),
  TargetsSummary: answer({
    TotalCount: number,
    StartedCount: number,
    CompletedCount: number,
    SuccessfulCount: number,
    FailedCount: number,
  }).optional(),
});
