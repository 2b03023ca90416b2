import type { ExecutionReport, InvocationReport, Machine } from "./report.ts";

/**
 * The machines of an execution, one per machine and invocation, in AWS's order.
 *
 * @example
 * const report = await reportExecution(client, { WindowExecutionId });
 * const failed = machinesOf(report).filter(({ result }) => result === "failed");
 */
export const machinesOf = ({ tasks }: Pick<ExecutionReport, "tasks">): readonly Machine[] =>
  tasks.flatMap(({ invocations }) => machinesIn(invocations));

/** All machines of invocations. */
export const machinesIn = (invocations: readonly InvocationReport[]): readonly Machine[] =>
  invocations.flatMap(({ machines }) => machines);
