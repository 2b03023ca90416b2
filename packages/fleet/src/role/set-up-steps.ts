import { shellQuote } from "@windowpane/text";
import type { FleetAccount } from "../config/fleet-config.ts";
import { roleParameters, type ReadRoleOptions } from "./read-role.ts";

/** A step to set up the read role. */
export interface SetUpStep {
  /** What the step does, in one or two sentences. */
  readonly about: string;
  /** Command for a POSIX shell. */
  readonly command: string;
}

/** Options of all steps. Without a principal, the commands have the word PRINCIPAL. */
interface StepOptions extends ReadRoleOptions {
  /** File with the template. */
  readonly file: string;
  /** Region of the stacks. IAM is global, so one is enough. */
  readonly region: string;
}

/** Options of `stackSetSteps`. */
export interface StackSetOptions extends StepOptions {
  /** Organizational units or roots. Default: a placeholder for the root's ID. */
  readonly units?: readonly string[] | undefined;
}

/**
 * The steps that create the read role in all accounts of an organization, to run with credentials of the management account.
 * CloudFormation's service-managed StackSets do not include the management account, so it has its own stack.
 */
export const stackSetSteps = (options: StackSetOptions): readonly SetUpStep[] => {
  const { file, region, units = ["r-XXXX"] } = options;
  const keyed = parametersOf(options).map(([key, value]) =>
    shellQuote(`ParameterKey=${key},ParameterValue=${shorthand(value)}`),
  );
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
      command: deployCommand(options),
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

/** Options of `accountSteps`. */
export interface AccountStepsOptions extends StepOptions {
  /** The accounts that get the role. */
  readonly accounts: readonly FleetAccount[];
}

/** The steps that create the read role in single accounts: one for accounts whose roles are equal. */
export const accountSteps = ({ accounts, ...options }: AccountStepsOptions): readonly SetUpStep[] => {
  const commands = new Map<string, string[]>();
  for (const { id, name, role, externalId, direct } of accounts) {
    if (direct === true) continue;
    const own = { roleName: role ?? options.roleName, externalId: externalId ?? options.externalId };
    const command = deployCommand({ ...options, ...own });
    commands.set(command, [...(commands.get(command) ?? []), name === undefined ? id : `${name} (${id})`]);
  }
  return [...commands].map(([command, names]) => ({
    about:
      `Create the role in ${names.join(", ")}, with credentials of ${names.length === 1 ? "this account" : "each account"}. ` +
      "Repeat it after an update of Windowpane that needs more permissions.",
    command,
  }));
};

const deployCommand = (options: StepOptions): string => {
  const pairs = parametersOf(options).map(([key, value]) => shellQuote(`${key}=${value}`));
  return (
    `aws cloudformation deploy --stack-name ${STACK} --template-file ${shellQuote(options.file)} ` +
    `--capabilities CAPABILITY_NAMED_IAM --parameter-overrides ${pairs.join(" ")} --region ${shellQuote(options.region)}`
  );
};

/** The values of the template's parameters. */
const parametersOf = (options: StepOptions): readonly (readonly [string, string])[] => {
  const { RoleName, RolePath, ExternalId } = roleParameters(options);
  return Object.entries({
    RoleName,
    RolePath,
    TrustedPrincipal: options.principal ?? "PRINCIPAL",
    ...(ExternalId === "" ? {} : { ExternalId }),
  });
};

/** A value in the AWS CLI's shorthand syntax, in which a comma ends a value. */
const shorthand = (value: string): string => (value.includes(",") ? JSON.stringify(value) : value);

/** Name of the StackSet and of the stack in the management account. */
const STACK = "windowpane-read";
