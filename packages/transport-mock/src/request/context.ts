import { operations, type OperationName, type ServiceError } from "@windowpane/core";
import type { AccountStore } from "../store/store.ts";
import type { RequestTokens } from "./tokens.ts";

/** The account at the time of one request. */
export interface RequestContext {
  readonly operation: OperationName;
  readonly store: AccountStore;
  /** The tokens of this request. */
  readonly tokens: RequestTokens;
  /** Time of the request, in epoch milliseconds. */
  readonly now: number;
  /** Creates the error of a rejected request. Default message: none, as for errors that AWS models without one. */
  serviceError(code: RejectionCode, message?: string): ServiceError;
}

/** Error codes that the operations document. All are HTTP 400. */
export type RejectionCode =
  | "AutomationExecutionNotFoundException"
  | "DoesNotExistException"
  | "InvalidAggregatorException"
  | "InvalidCommandId"
  | "InvalidFilter"
  | "InvalidFilterKey"
  | "InvalidFilterValue"
  | "InvalidInstanceId"
  | "InvalidInstanceInformationFilterValue"
  | "InvalidInventoryGroupException"
  | "InvalidNextToken"
  | "InvalidPluginName"
  | "InvalidTypeNameException"
  | "InvocationDoesNotExist"
  | "ValidationException";

/**
 * Creates the error of an invalid request: the first matching code that the operation documents, or else
 * `ValidationException`, which every operation shares (unverified).
 */
export const documentedError = (
  code: keyof typeof codes,
  message: string,
  { operation, serviceError }: Pick<RequestContext, "operation" | "serviceError">,
): ServiceError => {
  // Widens the list of literals, so that `includes` takes any code.
  const documented: readonly string[] = operations[operation].errors;
  return serviceError(
    codes[code].find((name) => documented.includes(name)) ?? "ValidationException",
    message,
  );
};

/** Codes by problem: an unknown filter key, an unsupported filter value, an invalid token. */
const codes = {
  InvalidFilterKey: ["InvalidFilterKey", "InvalidFilter"],
  InvalidFilterValue: ["InvalidFilterValue", "InvalidInstanceInformationFilterValue", "InvalidFilter"],
  InvalidNextToken: ["InvalidNextToken"],
} as const satisfies Readonly<Record<string, readonly RejectionCode[]>>;
