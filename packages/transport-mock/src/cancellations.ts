import type { ExecutionPlan } from "./plan.ts";

/**
 * Which executions were cancelled, and when: the one thing about an account that a caller can change. It lies over the
 * plan, which stays as it is.
 */
export interface Cancellations {
  /** When an execution was cancelled, in epoch milliseconds. */
  at(execution: ExecutionPlan): number | undefined;
  /** Notes a cancellation. The first one counts. */
  add(execution: ExecutionPlan, at: number): void;
}

/** No cancellations yet. */
export const cancellations = (): Cancellations => {
  const times = new Map<string, number>();
  return {
    at: ({ WindowExecutionId }) => times.get(WindowExecutionId),
    add: ({ WindowExecutionId }, at) => {
      if (!times.has(WindowExecutionId)) times.set(WindowExecutionId, at);
    },
  };
};
