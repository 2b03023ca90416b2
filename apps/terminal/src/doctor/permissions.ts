import { operationNames, operations, type OperationName } from "@windowpane/core";

/** What an IAM policy can name as the resource of an operation. */
export type PolicyResource = (typeof operations)[OperationName]["resource"];

/**
 * The operations that Windowpane needs to read, in alphabetical order. Those that write are left out: `doctor` never tries
 * them, and the policy does not allow them.
 */
export const readingNames: readonly OperationName[] = operationNames.filter(
  (name) => operations[name].effect === "read",
);
