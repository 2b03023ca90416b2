/**
 * The maintenance window operations of AWS Systems Manager as data, and the machine that runs them over any transport.
 *
 * @module
 */
export { createClient, type Client } from "./client.ts";
export type { WalkOptions } from "./paginate.ts";
export type { CallOptions, Transport } from "./transport.ts";
export type { Signal } from "./signal.ts";
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
export type { Fault } from "./fault.ts";
export { redact, REDACTED } from "./redact.ts";
export { isFinished, isFinishedAutomation, isFinishedCommand } from "./finished.ts";
export { WindowpaneError, type ErrorKind } from "./errors/windowpane-error.ts";
export { InvalidInputError } from "./errors/invalid-input-error.ts";
export { FilterSyntaxError } from "./errors/filter-syntax-error.ts";
export { ServiceError, type ServiceErrorOptions } from "./errors/service-error.ts";
export { TransportError } from "./errors/transport-error.ts";
export { InvalidOutputError } from "./errors/invalid-output-error.ts";
export { StalledError } from "./errors/stalled-error.ts";
