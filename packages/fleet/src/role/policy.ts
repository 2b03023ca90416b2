/** The permissions that Windowpane needs: the only place with IAM policies. `doctor`, the read role and the documentation use it. */
import { operationNames, operations, type OperationName } from "@windowpane/core";

/** What an IAM policy can name as the resource of an operation. */
export type PolicyResource = (typeof operations)[OperationName]["resource"];

/** The operations that Windowpane reads with, in alphabetical order. */
export const readOperations: readonly OperationName[] = operationNames.filter(
  (name) => operations[name].effect === "read",
);

/** An IAM policy document. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** A statement of an IAM policy document. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * The minimum permissions for reading an account. Actions that support resource-level permissions have separate statements.
 *
 * @param partition - `aws`, `aws-cn`, `aws-us-gov` and so on.
 */
export const readPolicy = (partition: string): Policy => ({
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

/** Options of `callerPolicy`. */
export interface CallerPolicyOptions {
  /** `aws`, `aws-cn`, `aws-us-gov` and so on. */
  readonly partition: string;
  /** Names of the read roles in the accounts, with their paths, or their ARNs. */
  readonly roles: readonly string[];
  /** Whether the accounts are those of the organization. Default: false. */
  readonly organization?: boolean | undefined;
}

/** The permissions of the identity that assumes the read roles. */
export const callerPolicy = ({ partition, roles, organization = false }: CallerPolicyOptions): Policy => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "WindowpaneAssumesReadRoles",
      Effect: "Allow",
      Action: ["sts:AssumeRole"],
      Resource: roles.map((role) =>
        role.startsWith("arn:") ? role : `arn:${partition}:iam::*:role/${role}`,
      ),
    },
    ...(organization
      ? [
          {
            Sid: "WindowpaneListsAccounts",
            Effect: "Allow",
            Action: organizationActions,
            Resource: "*",
          } as const,
        ]
      : []),
  ],
});

/** The actions that list the accounts of an organization. */
export const organizationActions: readonly string[] = [
  "organizations:ListAccounts",
  "organizations:ListAccountsForParent",
  "organizations:ListOrganizationalUnitsForParent",
];

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
