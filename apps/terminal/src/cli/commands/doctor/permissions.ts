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

/** Whether everything but patch results works without an operation, so that its denial is worth a warning only. */
export const isOptional = (operation: OperationName): boolean => forPatches.has(operation);

const forPatches: ReadonlySet<OperationName> = new Set([
  "GetInventory",
  "DescribeInstancePatchStates",
  "DescribeInstancePatches",
]);
