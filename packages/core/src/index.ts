/**
 * The maintenance window operations of AWS Systems Manager as data, and the machine that runs them over any transport.
 *
 * @module
 */
export { createClient, type Client } from "./client.ts";
export type { WalkOptions } from "./paginate.ts";
export type { CallOptions, Transport } from "./transport.ts";
export { untilAborted, type Signal } from "./signal.ts";
export {
  isOperationName,
  isPaged,
  operationNames,
  operations,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type PagedName,
} from "./operations/index.ts";
export { jsonSchema, type JsonSchema } from "./json-schema.ts";
export { validateInput, validateOutput } from "./validate.ts";
export { fromWire } from "./wire.ts";
export type { Fault } from "./fault.ts";
export { parseFilter } from "./filter/parse.ts";
export { planFilter, type FilterPlan } from "./filter/plan.ts";
export { matchFilter, type MatchOptions } from "./filter/match.ts";
export { filterFields, type Field, type FieldKind, type FieldName } from "./filter/fields.ts";
export type { Comparison, Filter, Term } from "./filter/filter.ts";
export { withRetry, type RetryEvent, type RetryOptions } from "./decorate/with-retry.ts";
export { withTrace, type TracedError, type TraceEvent, type TraceOptions } from "./decorate/with-trace.ts";
export {
  automationQuotas,
  createPace,
  type Pace,
  type PaceOptions,
  type Quota,
  type SlowerEvent,
} from "./decorate/pace.ts";
export { withPace } from "./decorate/with-pace.ts";
export { withCache, type CacheOptions } from "./decorate/with-cache.ts";
export { isInstanceId, readParameters, type InvocationParameters } from "./read-parameters.ts";
export { automationStatuses } from "./shapes/automation.ts";
export { executionStatuses } from "./shapes/execution.ts";
export { redact, REDACTED } from "./redact.ts";
export { withoutSensitive } from "./without-sensitive.ts";
export {
  isFinalAutomationStatus,
  isFinalCommandStatus,
  isFinalStatus,
  letsWorkFinish,
} from "./final/statuses.ts";
export { createFinalJudge, type FinalJudge, type FinalJudgement } from "./final/judge.ts";
export { boundedMap, type BoundedMap } from "./bounded-map.ts";
export { WindowpaneError, type ErrorKind } from "./errors/windowpane-error.ts";
export { InvalidInputError } from "./errors/invalid-input-error.ts";
export { FilterSyntaxError } from "./errors/filter-syntax-error.ts";
export { ServiceError, type ServiceErrorOptions } from "./errors/service-error.ts";
export { TransportError } from "./errors/transport-error.ts";
export { InvalidOutputError } from "./errors/invalid-output-error.ts";
export { StalledError } from "./errors/stalled-error.ts";
