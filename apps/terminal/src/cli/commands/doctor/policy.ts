import { operationNames, operations, type OperationName } from "@windowpane/core";

/** What an IAM policy can name as the resource of an operation. */
export type PolicyResource = (typeof operations)[OperationName]["resource"];

/** The operations that Windowpane reads with, in alphabetical order. `doctor` does not try the one that changes something. */
export const readOperations: readonly OperationName[] = operationNames.filter(
  (name) => operations[name].effect === "read",
);

/** Whether only patch results need an operation. */
export const isOptional = (operation: OperationName): boolean => patchOperations.has(operation);

const patchOperations: ReadonlySet<OperationName> = new Set([
  "GetInventory",
  "DescribeInstancePatchStates",
  "DescribeInstancePatches",
]);

/** An IAM policy document. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * The minimum permissions for reading. Actions that support resource-level permissions have separate statements.
 *
 * @param partition - `aws`, `aws-cn`, `aws-us-gov` and so on.
 */
export const policyFor = (partition: string): Policy => ({
  Version: "2012-10-17",
  Statement: [
    statement("WindowpaneReadsHistory", "*", "*"),
    statement("WindowpaneReadsWindows", "maintenancewindow", arn(partition, "maintenancewindow")),
    statement("WindowpaneReadsAutomations", "automation-execution", arn(partition, "automation-execution")),
    statement("WindowpaneReadsPatches", "instance", [
      `arn:${partition}:ec2:*:*:instance/*`,
      arn(partition, "managed-instance"),
    ]),
    {
      Sid: "WindowpaneListsRegions",
      Effect: "Allow",
      Action: ["account:ListRegions"],
      Resource: "*",
    },
  ],
});

const statement = (
  Sid: string,
  resource: PolicyResource,
  Resource: PolicyStatement["Resource"],
): PolicyStatement => ({
  Sid,
  Effect: "Allow",
  Action: readOperations
    .filter((name) => operations[name].resource === resource)
    .map((name) => `ssm:${name}`)
    .toSorted(),
  Resource,
});

const arn = (partition: string, resource: string): string => `arn:${partition}:ssm:*:*:${resource}/*`;
