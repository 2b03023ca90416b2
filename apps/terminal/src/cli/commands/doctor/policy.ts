import { operations } from "@windowpane/core";
import { readingNames, type PolicyResource } from "./permissions.ts";

/** An IAM policy document. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

/**
 * The least that Windowpane needs to read. Actions that a policy can narrow to a resource have their own statements.
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

/** The partition of a region, by the beginnings that AWS gives their names. */
export const partitionOf = (region = ""): string =>
  partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";

const partitions: readonly (readonly [beginning: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

const statement = (Sid: string, resource: PolicyResource, Resource: Statement["Resource"]): Statement => ({
  Sid,
  Effect: "Allow",
  Action: readingNames
    .filter((name) => operations[name].resource === resource)
    .map((name) => `ssm:${name}`)
    .toSorted(),
  Resource,
});

const arn = (partition: string, resource: string): string => `arn:${partition}:ssm:*:*:${resource}/*`;
