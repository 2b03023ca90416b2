import { shellQuote } from "@windowpane/text";
import { DEFAULT_ROLE } from "../config/fleet-config.ts";
import { readPolicy, type PolicyStatement } from "./policy.ts";

/** Options of `readRoleTemplate`. */
export interface ReadRoleOptions {
  /** Name of the role, without a path. Default: WindowpaneRead. */
  readonly roleName?: string | undefined;
  /**
   * Who may assume the role: an account ID, or the ARN of an account, a role or a user. Default: none, so the parameter must be given
   * when the template is deployed.
   */
  readonly principal?: string | undefined;
  /** External ID that the caller must send. Default: none. */
  readonly externalId?: string | undefined;
}

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
export const readRoleTemplate = ({
  roleName = DEFAULT_ROLE,
  principal,
  externalId = "",
}: ReadRoleOptions = {}): ReadRoleTemplate => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Description: "Read access of Windowpane to the maintenance windows of this account.",
  Parameters: {
    RoleName: {
      Type: "String",
      Default: roleName,
      AllowedPattern: String.raw`[\w+=,.@-]{1,64}`,
      Description: "Name of the role. It must be the same in all accounts.",
    },
    TrustedPrincipal: {
      Type: "String",
      ...(principal === undefined ? {} : { Default: principal }),
      AllowedPattern: String.raw`(\d{12}|arn:[\w-]+:(iam|sts)::\d{12}:.+)`,
      Description: "Who may assume the role: an account ID, or the ARN of a role or user.",
    },
    ExternalId: {
      Type: "String",
      Default: externalId,
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
        Description: "Windowpane reads maintenance windows with it.",
        MaxSessionDuration: 3600,
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

/** A step to set up the read role. */
export interface SetUpStep {
  /** What the step does, in one or two sentences. */
  readonly about: string;
  /** Command for a POSIX shell. */
  readonly command: string;
}

/** Options of `stackSetSteps`. */
export interface StackSetOptions extends ReadRoleOptions {
  /** File with the template. */
  readonly file: string;
  /** Organizational units or roots. Default: a placeholder for the root's ID. */
  readonly units?: readonly string[] | undefined;
  /** Region of the stacks. IAM is global, so one is enough. */
  readonly region: string;
}

/**
 * The steps that create the read role in all accounts of an organization, to run with credentials of the management account.
 * CloudFormation's service-managed StackSets do not include the management account, so it has its own stack.
 */
export const stackSetSteps = (options: StackSetOptions): readonly SetUpStep[] => {
  const {
    file,
    region,
    units = ["r-XXXX"],
    roleName = DEFAULT_ROLE,
    principal = "PRINCIPAL",
    externalId,
  } = options;
  const values = {
    RoleName: roleName,
    TrustedPrincipal: principal,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  };
  const parameters = Object.entries(values);
  const keyed = parameters.map(([key, value]) =>
    shellQuote(`ParameterKey=${key},ParameterValue=${shorthand(value)}`),
  );
  const pairs = parameters.map(([key, value]) => shellQuote(`${key}=${value}`));
  const template = shellQuote(`file://${file}`);
  const regional = `--region ${shellQuote(region)}`;
  return [
    {
      about:
        "Allow StackSets to create stacks in the accounts of the organization. Once for each organization.",
      command: `aws cloudformation activate-organizations-access ${regional}`,
    },
    {
      about: "Create the StackSet. New accounts of the units get the role automatically.",
      command:
        `aws cloudformation create-stack-set --stack-set-name ${STACK} --template-body ${template} ` +
        "--permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false " +
        `--capabilities CAPABILITY_NAMED_IAM --parameters ${keyed.join(" ")} ${regional}`,
    },
    {
      about: `Create the role in all accounts of the units${options.units === undefined ? "; `aws organizations list-roots` prints the ID of the root" : ""}.`,
      command:
        `aws cloudformation create-stack-instances --stack-set-name ${STACK} ` +
        `--deployment-targets OrganizationalUnitIds=${units.map(shellQuote).join(",")} --regions ${shellQuote(region)} ` +
        `--operation-preferences FailureTolerancePercentage=100,MaxConcurrentPercentage=100 ${regional}`,
    },
    {
      about: "Create the role in the management account, which StackSets leave out.",
      command:
        `aws cloudformation deploy --stack-name ${STACK} --template-file ${shellQuote(file)} ` +
        `--capabilities CAPABILITY_NAMED_IAM --parameter-overrides ${pairs.join(" ")} ${regional}`,
    },
    {
      about:
        "After an update of Windowpane that needs more permissions, write the template again and update the StackSet.",
      command:
        `aws cloudformation update-stack-set --stack-set-name ${STACK} --template-body ${template} ` +
        `--capabilities CAPABILITY_NAMED_IAM --parameters ${keyed.join(" ")} ${regional}`,
    },
  ];
};

/** A value in the AWS CLI's shorthand syntax, in which a comma ends a value. */
const shorthand = (value: string): string => (value.includes(",") ? JSON.stringify(value) : value);

/** Name of the StackSet and of the stack in the management account. */
const STACK = "windowpane-read";
