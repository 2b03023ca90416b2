/** Automation: executions of runbooks and their steps. */
import * as z from "zod/mini";
import { AlarmConfiguration, AlarmStateInformation, AnsweredTarget } from "./common.ts";
import {
  answer,
  boolean,
  date,
  integer,
  list,
  number,
  oneOf,
  optional,
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
    Key: oneOf(stepExecutionFilterKeys),
    Values: list(text({ min: 1, max: 150 }), { min: 1, max: 10 }),
  }),
  { min: 1, max: 6, about: "What the service should leave out; 1 to 6 filters." },
);

/** Every status that AWS documents for automations and their steps. */
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
  TargetLocationAlarmConfiguration: optional(AlarmConfiguration),
  IncludeChildOrganizationUnits: boolean,
  ExcludeAccounts: strings,
  Targets: optional(z.array(AnsweredTarget)),
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
  StepStatus: optional(word(automationStatuses)),
  ResponseCode: string,
  Inputs: optional(z.record(z.string(), z.string())),
  Outputs: optional(parameters),
  Response: string,
  FailureMessage: string,
  WarningMessage: string,
  FailureDetails: optional(
    answer({
      FailureStage: string,
      FailureType: string,
      Details: optional(parameters),
    }),
  ),
  StepExecutionId: string,
  OverriddenParameters: optional(parameters),
  IsEnd: boolean,
  NextStep: string,
  IsCritical: boolean,
  ValidNextSteps: strings,
  Targets: optional(z.array(AnsweredTarget)),
  TargetLocation: optional(TargetLocation),
  TriggeredAlarms: optional(z.array(AlarmStateInformation)),
  ParentStepDetails: optional(
    answer({
      StepExecutionId: string,
      StepName: string,
      Action: string,
      Iteration: number,
      IteratorValue: string,
    }),
  ),
});

const targetMaps = z.array(z.record(z.string(), z.array(z.string())));

const Runbook = answer({
  DocumentName: string,
  DocumentVersion: string,
  Parameters: optional(parameters),
  TargetParameterName: string,
  Targets: optional(z.array(AnsweredTarget)),
  TargetMaps: optional(targetMaps),
  MaxConcurrency: string,
  MaxErrors: string,
  TargetLocations: optional(z.array(TargetLocation)),
});

export const AutomationExecution = answer({
  AutomationExecutionId: string,
  DocumentName: string,
  DocumentVersion: string,
  ExecutionStartTime: date,
  ExecutionEndTime: date,
  AutomationExecutionStatus: optional(word(automationStatuses)),
  StepExecutions: optional(z.array(StepExecution)),
  StepExecutionsTruncated: boolean,
  Parameters: optional(parameters),
  Outputs: optional(parameters),
  FailureMessage: string,
  WarningMessage: string,
  Mode: optional(word(["Auto", "Interactive"])),
  ParentAutomationExecutionId: string,
  ExecutedBy: string,
  CurrentStepName: string,
  CurrentAction: string,
  TargetParameterName: string,
  Targets: optional(z.array(AnsweredTarget)),
  TargetMaps: optional(targetMaps),
  ResolvedTargets: optional(
    answer({
      ParameterValues: strings,
      Truncated: boolean,
    }),
  ),
  MaxConcurrency: string,
  MaxErrors: string,
  Target: string,
  TargetLocations: optional(z.array(TargetLocation)),
  ProgressCounters: optional(
    answer({
      TotalSteps: number,
      SuccessSteps: number,
      FailedSteps: number,
      CancelledSteps: number,
      TimedOutSteps: number,
    }),
  ),
  AlarmConfiguration: optional(AlarmConfiguration),
  TriggeredAlarms: optional(z.array(AlarmStateInformation)),
  TargetLocationsURL: string,
  AutomationSubtype: optional(word(["ChangeRequest", "AccessRequest"])),
  ScheduledTime: date,
  Runbooks: optional(z.array(Runbook)),
  OpsItemId: string,
  AssociationId: string,
  ChangeRequestName: string,
  Variables: optional(parameters),
  TargetsSummary: optional(
    answer({
      TotalCount: number,
      StartedCount: number,
      CompletedCount: number,
      SuccessfulCount: number,
      FailedCount: number,
    }),
  ),
});
