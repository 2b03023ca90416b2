import { operations, type OperationName, type ServiceError } from "@windowpane/core";
import type { AccountStore } from "../store/store.ts";
import type { RequestTokens } from "./tokens.ts";

/** The account as one request meets it. */
export interface RequestContext {
  readonly operation: OperationName;
  readonly store: AccountStore;
  /** The tokens of this request. */
  readonly tokens: RequestTokens;
  /** In epoch milliseconds; the same for everything that one request sees. */
  readonly now: number;
  /** The error to throw when the answer is no. Default message: none, as for errors that AWS models without one. */
  refuse(code: RefusalCode, message?: string): ServiceError;
}

/** The refusals that the documented behaviour of the operations leads to. All are HTTP 400. */
export type RefusalCode =
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
 * The error for a request that the service cannot take: the first of the codes for it that the operation documents, else
 * the `ValidationException` that every operation shares (unverified).
 */
export const refuseAs = (
  code: keyof typeof codes,
  message: string,
  { operation, refuse }: Pick<RequestContext, "operation" | "refuse">,
): ServiceError => {
  // Each row's errors are a list of literals, too narrow to be asked.
  const documented: readonly string[] = operations[operation].errors;
  return refuse(codes[code].find((name) => documented.includes(name)) ?? "ValidationException", message);
};

/** What operations call a filter key or value that they do not take, and a token that is not theirs. */
const codes = {
  InvalidFilterKey: ["InvalidFilterKey", "InvalidFilter"],
  InvalidFilterValue: ["InvalidFilterValue", "InvalidInstanceInformationFilterValue", "InvalidFilter"],
  InvalidNextToken: ["InvalidNextToken"],
} as const satisfies Readonly<Record<string, readonly RefusalCode[]>>;
