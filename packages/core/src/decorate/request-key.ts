import type { Input, OperationName } from "../operations/operations.ts";

/** Identifies equal requests: the same operation and input. The order of members does not matter. */
export const requestKey = <Name extends OperationName>(operation: Name, input: Input<Name>): string =>
  JSON.stringify([operation, Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
