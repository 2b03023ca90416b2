import { ServiceError, type OperationName, type Transport } from "@windowpane/core";
import { REQUEST_LIMIT } from "../problem/service-problem.ts";

/** How many requests an answer may cost. */
export interface Budget {
  /** Requests that may still be sent. */
  left: number;
  /**
   * What happens to the request after the last one. `refuse`: a ServiceError, which leaves a gap in a report and ends a
   * list with its token. `stop`: a BudgetSpentError, which ends whatever asks. Default: `refuse`.
   */
  onSpent?: "refuse" | "stop";
}

/** Ends a piece of work that can be done from its beginning next time. It never reaches a client. */
export class BudgetSpentError extends Error {
  override readonly name = "BudgetSpentError";
}

/** Sends no more requests than the budget has, and counts them down. */
export const withBudget = (transport: Transport, budget: Budget): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    if (budget.left <= 0) throw spent(operation, budget);
    budget.left -= 1;
    return transport.send(operation, input, options);
  },
});

const spent = (operation: OperationName, { onSpent }: Budget): Error =>
  onSpent === "stop"
    ? new BudgetSpentError()
    : new ServiceError(operation, {
        code: REQUEST_LIMIT,
        message: "This server asks AWS only so often for one answer, and this answer needs more.",
        retryable: false,
      });
