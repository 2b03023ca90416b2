import { ServiceError, type OperationName, type Transport } from "@windowpane/core";
import type { LimitName, Limits } from "./limits.ts";

/** Number of requests that one response may send to AWS. */
export interface Budget {
  /** Requests left. */
  left: number;
  /** Limit that the budget comes from, for messages. Default: `requestsPerScan`. */
  readonly limit?: LimitName;
  /**
   * Effect of a request beyond the budget. `refuse`: a ServiceError, which leaves a gap in a report and ends a list with its
   * token. `stop`: a BudgetSpentError, which ends the work. Default: `refuse`.
   */
  onSpent?: "refuse" | "stop";
  /** Whether the time for more requests is over, which counts as a spent budget. Default: never. */
  isLate?: (() => boolean) | undefined;
}

/** Creates the budget that a limit sets. */
export const budgetOf = (limits: Limits, limit: "requestsPerPage" | "requestsPerScan"): Budget => ({
  left: limits[limit],
  limit,
});

/** Code of the ServiceError for a request beyond the budget. AWS never sends it. */
export const REQUEST_LIMIT = "windowpane-request-limit";

/** Ends work that can be repeated from its start with a new budget. It never reaches a client. */
export class BudgetSpentError extends Error {
  override readonly name = "BudgetSpentError";
}

/**
 * Counts requests down from a budget, and sends none beyond it.
 *
 * @param nameOf - returns how the host names a limit, for messages.
 */
export const withBudget = (
  transport: Transport,
  budget: Budget,
  nameOf: (limit: LimitName) => string,
): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    if (budget.left <= 0 || budget.isLate?.() === true) throw spent(operation, budget, nameOf);
    budget.left -= 1;
    return transport.send(operation, input, options);
  },
});

const spent = (
  operation: OperationName,
  { onSpent, limit = "requestsPerScan" }: Budget,
  nameOf: (limit: LimitName) => string,
): Error =>
  onSpent === "stop"
    ? new BudgetSpentError()
    : new ServiceError(operation, {
        code: REQUEST_LIMIT,
        message: `The response needs more requests to AWS than this server allows. Request less, or ask its operator to raise ${nameOf(limit)}.`,
        retryable: false,
      });
