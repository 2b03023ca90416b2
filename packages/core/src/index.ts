/**
 * The maintenance window operations of AWS Systems Manager as data, and a client that runs them over any transport.
 *
 * @module
 */
export { createClient, type Client } from "./client/client.ts";
export type { PagesOptions } from "./client/paginate.ts";
export { requireTransport, type CallOptions, type Transport } from "./transport/transport.ts";
export { onAbort, untilAborted, type Signal } from "./transport/signal.ts";
export {
  isOperationName,
  isPaged,
  operationNames,
  operations,
  shapeOf,
  type FilterKeyOf,
  type Input,
  type Item,
  type KeptName,
  type Operation,
  type OperationName,
  type Operations,
  type Output,
  type PagedName,
  type PagedOperation,
} from "./operations/operations.ts";
export type { OverlayRow } from "./overlay/row.ts";
// The types of AWS's structures, by generate.ts:
export type {
  Alarm,
  AlarmConfiguration,
  AlarmStateInformation,
  AutomationExecution,
  AutomationExecutionFilter,
  AutomationExecutionFilterKey,
  AutomationExecutionMetadata,
  AutomationExecutionStatus,
  AutomationSubtype,
  AutomationType,
  CancelMaintenanceWindowExecutionInput,
  CancelMaintenanceWindowExecutionOutput,
  CloudWatchOutputConfig,
  Command,
  CommandFilter,
  CommandFilterKey,
  CommandInvocation,
  CommandInvocationStatus,
  CommandPlugin,
  CommandPluginStatus,
  CommandStatus,
  DescribeAutomationExecutionsInput,
  DescribeAutomationExecutionsOutput,
  DescribeAutomationStepExecutionsInput,
  DescribeAutomationStepExecutionsOutput,
  DescribeInstanceInformationInput,
  DescribeInstanceInformationOutput,
  DescribeInstancePatchStatesInput,
  DescribeInstancePatchStatesOutput,
  DescribeInstancePatchesInput,
  DescribeInstancePatchesOutput,
  DescribeMaintenanceWindowExecutionTaskInvocationsInput,
  DescribeMaintenanceWindowExecutionTaskInvocationsOutput,
  DescribeMaintenanceWindowExecutionTasksInput,
  DescribeMaintenanceWindowExecutionTasksOutput,
  DescribeMaintenanceWindowExecutionsInput,
  DescribeMaintenanceWindowExecutionsOutput,
  DescribeMaintenanceWindowScheduleInput,
  DescribeMaintenanceWindowScheduleOutput,
  DescribeMaintenanceWindowTargetsInput,
  DescribeMaintenanceWindowTargetsOutput,
  DescribeMaintenanceWindowTasksInput,
  DescribeMaintenanceWindowTasksOutput,
  DescribeMaintenanceWindowsForTargetInput,
  DescribeMaintenanceWindowsForTargetOutput,
  DescribeMaintenanceWindowsInput,
  DescribeMaintenanceWindowsOutput,
  DocumentHashType,
  ExecutionMode,
  ExternalAlarmState,
  FailureDetails,
  GetAutomationExecutionInput,
  GetAutomationExecutionOutput,
  GetCommandInvocationInput,
  GetCommandInvocationOutput,
  GetInventoryInput,
  GetInventoryOutput,
  GetMaintenanceWindowExecutionInput,
  GetMaintenanceWindowExecutionOutput,
  GetMaintenanceWindowExecutionTaskInput,
  GetMaintenanceWindowExecutionTaskInvocationInput,
  GetMaintenanceWindowExecutionTaskInvocationOutput,
  GetMaintenanceWindowExecutionTaskOutput,
  GetMaintenanceWindowInput,
  GetMaintenanceWindowOutput,
  GetMaintenanceWindowTaskInput,
  GetMaintenanceWindowTaskOutput,
  InstanceAggregatedAssociationOverview,
  InstanceInformation,
  InstanceInformationFilter,
  InstanceInformationFilterKey,
  InstanceInformationStringFilter,
  InstancePatchState,
  InventoryAggregator,
  InventoryFilter,
  InventoryGroup,
  InventoryQueryOperatorType,
  InventoryResultEntity,
  InventoryResultItem,
  ListCommandInvocationsInput,
  ListCommandInvocationsOutput,
  ListCommandsInput,
  ListCommandsOutput,
  LoggingInfo,
  MaintenanceWindowAutomationParameters,
  MaintenanceWindowExecution,
  MaintenanceWindowExecutionStatus,
  MaintenanceWindowExecutionTaskIdentity,
  MaintenanceWindowExecutionTaskInvocationIdentity,
  MaintenanceWindowFilter,
  MaintenanceWindowIdentity,
  MaintenanceWindowIdentityForTarget,
  MaintenanceWindowLambdaParameters,
  MaintenanceWindowResourceType,
  MaintenanceWindowRunCommandParameters,
  MaintenanceWindowStepFunctionsParameters,
  MaintenanceWindowTarget,
  MaintenanceWindowTask,
  MaintenanceWindowTaskCutoffBehavior,
  MaintenanceWindowTaskInvocationParameters,
  MaintenanceWindowTaskParameterValueExpression,
  MaintenanceWindowTaskType,
  NotificationConfig,
  NotificationEvent,
  NotificationType,
  OpenWord,
  OperationTypes,
  ParentStepDetails,
  PatchComplianceData,
  PatchComplianceDataState,
  PatchOperationType,
  PatchOrchestratorFilter,
  PingStatus,
  PlatformType,
  ProgressCounters,
  RebootOption,
  ResolvedTargets,
  ResourceType,
  ResultAttribute,
  Runbook,
  ScheduledWindowExecution,
  SourceType,
  StepExecution,
  StepExecutionFilter,
  StepExecutionFilterKey,
  Target,
  TargetLocation,
  TargetsSummary,
} from "./generated/types.ts";
// (end of the generated part)
export type { ListShape, MapShape, ScalarShape, Shape, StringShape, StructureShape } from "./shape/shape.ts";
export { describeMember } from "./payload/describe-member.ts";
export { jsonSchema, type JsonSchema, type JsonSchemaOptions } from "./payload/json-schema.ts";
export { validateInput, validateOutput } from "./payload/validate.ts";
export { fromWire, toWire } from "./payload/wire.ts";
export { parseFilter, type FilterOptions } from "./filter/parse.ts";
export { planFilter, type FilterPlan, type PlanOptions } from "./filter/plan.ts";
export { matchFilter, type MatchOptions } from "./filter/match.ts";
export {
  fieldNamed,
  fieldValues,
  filterFields,
  type Field,
  type FieldKind,
  type FieldName,
  type Fields,
  type FieldValue,
} from "./filter/fields.ts";
export { fieldsOf } from "./filter/fields-of.ts";
export { nearest } from "./filter/nearest.ts";
export { spelt, type ReadTimeOptions } from "./filter/read-value.ts";
export type { Comparison, Filter, Term } from "./filter/filter.ts";
export { parseDuration, parseTime, type ParseResult, type ParseProblem } from "./parse/time.ts";
export { parseMoment, parseSince, type MomentOptions, type SinceOptions } from "./parse/moment.ts";
export { withRetry, type RetryEvent, type RetryOptions } from "./decorate/with-retry.ts";
export { withTrace, type TracedError, type TraceEvent, type TraceOptions } from "./decorate/with-trace.ts";
export {
  automationQuotas,
  createPace,
  type Pace,
  type PaceOptions,
  type Quota,
  type SlowerEvent,
  withPace,
} from "./decorate/pace.ts";
export { withDeadline, type DeadlineOptions, type RunningTimer } from "./decorate/with-deadline.ts";
export { withCache, type CacheOptions } from "./decorate/with-cache.ts";
export { withJoin, type JoinOptions, type JoiningTransport } from "./decorate/with-join.ts";
export { isInstanceId, readParameters, type InvocationParameters } from "./parse/read-parameters.ts";
export { automationStatuses, executionStatuses } from "./generated/table.ts";
export { redact, REDACTED, withoutSensitive } from "./payload/redact.ts";
export {
  isFinalAutomationStatus,
  isFinalCommandStatus,
  isFinalStatus,
  letsWorkFinish,
} from "./final/statuses.ts";
export { createFinalJudge, type FinalJudge, type FinalJudgement } from "./final/judge.ts";
export { partitionOf, partitions, type Partition } from "./partition/partitions.ts";
export { boundedMap, type BoundedMap, type SizeLimit } from "./bounds/bounded-map.ts";
export { createGate, mapAtMost, type Gate } from "./bounds/gate.ts";
export { batchesOf, PATCH_SUMMARY, patchStateLimits, readByHalves } from "./read/machine-batches.ts";
export { isTooLarge, readBody } from "./response/read-body.ts";
export { readResponse } from "./response/read-response.ts";
export { retryAfterOf } from "./response/retry-after.ts";
export {
  UNREAD_LOCATIONS,
  unreadLocationsIn,
  unreadLocationsToWire,
  type UnreadLocationWire,
} from "./response/unread-locations.ts";
export type { ReceivedResponse, SentRequest } from "./response/received.ts";
export { itemOrigin, type ItemOrigin } from "./payload/item-origin.ts";
export { isLastPage, itemsOf, tokenOf } from "./client/page.ts";
export {
  createReader,
  type FailedRead,
  type PagePosition,
  type Reader,
  type ReadResult,
  type ReaderOptions,
} from "./read/reader.ts";
export {
  errorCode,
  isWindowpaneError,
  type ErrorKind,
  type WindowpaneError,
} from "./errors/windowpane-error.ts";
export { errorMeaning, isRetryable, type RequestError } from "./errors/error-meaning.ts";
export type { ErrorMeaning } from "./errors/code-meaning.ts";
export { InvalidInputError, type Violation } from "./errors/invalid-input-error.ts";
export { FilterSyntaxError } from "./errors/filter-syntax-error.ts";
export { ServiceError, type ServiceErrorOptions } from "./errors/service-error.ts";
export {
  TransportError,
  type TransportErrorOptions,
  type TransportMeaning,
} from "./errors/transport-error.ts";
export { InvalidOutputError, type InvalidOutputErrorOptions } from "./errors/invalid-output-error.ts";
export { errorOfCode, type RecordedError } from "./errors/error-of-code.ts";
export { StalledError } from "./errors/stalled-error.ts";
export {
  IN_READ_LOCATIONS,
  UnreadLocationsError,
  type UnreadLocation,
} from "./errors/unread-locations-error.ts";
