import { DEFAULT_ROLE } from "../config/fleet-config.ts";
import { readPolicy, type PolicyStatement } from "./policy.ts";

/** Options of `readRoleTemplate`. */
export interface ReadRoleOptions {
  /** Name of the role, with its path if it has one, or its ARN. Default: WindowpaneRead. */
  readonly roleName?: string | undefined;
  /**
   * Who may assume the role: an account ID, or the ARN of an account, a role or a user. Default: none, so the parameter must be given
   * when the template is deployed.
   */
  readonly principal?: string | undefined;
  /** External ID that the caller must send. Default: none. */
  readonly externalId?: string | undefined;
  /** Duration of the sessions in minutes. The role allows at least 60. Default: 60. */
  readonly sessionMinutes?: number | undefined;
}

/** What a principal of a trust policy can be here, in CloudFormation's AllowedPattern. */
const PRINCIPAL = String.raw`(\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:.+)`;

/** Whether the template accepts a text as the principal: an account ID, or the ARN of an account, a role or a user. */
export const isPrincipal = (text: string): boolean => new RegExp(`^(?:${PRINCIPAL})$`, "u").test(text);

/** The parameters of the template for a role. */
export const roleParameters = ({ roleName = DEFAULT_ROLE, externalId = "" }: ReadRoleOptions) => {
  const [, path = "", name = ""] = /^(?:arn:[\w-]+:iam::\d{12}:role\/)?(.*\/)?([^/]*)$/u.exec(roleName) ?? [];
  return { RoleName: name, RolePath: `/${path}`, ExternalId: externalId };
};

/** A CloudFormation template, ready for `JSON.stringify`. */
export interface ReadRoleTemplate {
  readonly AWSTemplateFormatVersion: "2010-09-09";
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, object>>;
  readonly Conditions: Readonly<Record<string, object>>;
  readonly Resources: Readonly<Record<string, object>>;
  readonly Outputs: Readonly<Record<string, object>>;
}

/**
 * The CloudFormation template of the role with which Windowpane reads an account: read permissions only, a trust policy for one
 * principal, and optionally an external ID. It works in all partitions and as a StackSet.
 */
export const readRoleTemplate = (options: ReadRoleOptions = {}): ReadRoleTemplate => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "Read access of Windowpane to the maintenance windows of this account.",
  Parameters: {
    RoleName: {
      Type: "String",
      Default: roleParameters(options).RoleName,
      AllowedPattern: String.raw`[\w+=,.@-]{1,64}`,
      Description: "Name of the role, as in the fleet configuration.",
    },
    RolePath: {
      Type: "String",
      Default: roleParameters(options).RolePath,
      AllowedPattern: String.raw`/([\w+=,.@-]+/)*`,
      Description: "Path of the role, as in the fleet configuration.",
    },
    TrustedPrincipal: {
      Type: "String",
      ...(options.principal === undefined ? {} : { Default: options.principal }),
      AllowedPattern: PRINCIPAL,
      Description: "Who may assume the role: an account ID, or the ARN of a role or user.",
    },
    ExternalId: {
      Type: "String",
      Default: roleParameters(options).ExternalId,
      AllowedPattern: String.raw`([\w+=,.@:/-]{2,1224})?`,
      Description: "External ID that the caller must send. Empty: none.",
    },
  },
  Conditions: { HasExternalId: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "ExternalId" }, ""] }] } },
  Resources: {
    ReadRole: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: { Ref: "RoleName" },
        Path: { Ref: "RolePath" },
        Description: "Windowpane reads maintenance windows with it.",
        MaxSessionDuration: Math.max(options.sessionMinutes ?? 60, 60) * 60,
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: { Ref: "TrustedPrincipal" } },
              Action: "sts:AssumeRole",
              Condition: {
                "Fn::If": [
                  "HasExternalId",
                  { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } },
                  { Ref: "AWS::NoValue" },
                ],
              },
            },
          ],
        },
        Policies: [
          {
            PolicyName: "WindowpaneRead",
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: readPolicy(PARTITION).Statement.map(substituted),
            },
          },
        ],
      },
    },
  },
  Outputs: {
    RoleArn: { Description: "ARN of the role.", Value: { "Fn::GetAtt": ["ReadRole", "Arn"] } },
  },
});

/** The partition in a template. */
const PARTITION = "${AWS::Partition}";

/** A statement whose resources CloudFormation completes. */
const substituted = (statement: PolicyStatement): object => {
  const { Resource } = statement;
  const resolve = (text: string): string | object => (text.includes(PARTITION) ? { "Fn::Sub": text } : text);
  return { ...statement, Resource: typeof Resource === "string" ? resolve(Resource) : Resource.map(resolve) };
};
