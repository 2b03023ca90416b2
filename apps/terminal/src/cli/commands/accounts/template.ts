import { partitionOf } from "@windowpane/core";
import {
  accountSteps,
  callerPolicy,
  DEFAULT_ROLE,
  firstRegionOf,
  isPrincipal,
  readRoleTemplate,
  stackSetSteps,
  type FleetConfig,
  type ReadRoleOptions,
  type SetUpStep,
} from "@windowpane/fleet";
import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { pageFor, paragraph } from "../../output/page.ts";
import { show } from "../../output/show.ts";

export const template: Command = {
  description:
    "Prints the CloudFormation template of the role with which Windowpane reads an account. It has the permissions of `doctor --policy`, " +
    "and trusts one principal. With --steps it prints the AWS CLI commands that create the role in all accounts of an organization, " +
    "or in those that the fleet configuration lists, and the policy of the caller that assumes it. Roles, external IDs, the duration of sessions and " +
    "the region are those of the fleet configuration, if there is one. Sends no requests.",
  arguments: [],
  options: [
    {
      flags: "--principal <principal>",
      about: "who may assume the role: an account ID, or the ARN of a role or user",
      group: "Options",
    },
    {
      flags: "--steps",
      about: "print the commands that create the role in all accounts, instead of the template",
      group: "Options",
    },
    {
      flags: "--file <file>",
      about: "with --steps: the file with the template (default role.json)",
      group: "Options",
      completes: "files",
    },
  ],
  refuses: ["showCli"],
  examples: [
    { line: "accounts template > role.json", about: "Save the template" },
    {
      line: "accounts template --steps --principal arn:aws:iam::111122223333:role/Windowpane",
      about: "Print the steps for an organization",
    },
  ],
  async run(context) {
    const { options } = context;
    const config = await configOf(context);
    const principal = textOf(options["principal"]);
    if (principal !== undefined && !isPrincipal(principal))
      throw new UsageError(
        `--principal ${JSON.stringify(principal)} is not an account ID or the ARN of a role or user.`,
        "Give 12 digits, or an ARN such as arn:aws:iam::111122223333:role/Windowpane.",
      );
    const { role: roleName = DEFAULT_ROLE, externalId, sessionMinutes } = config;
    const role = { roleName, principal, externalId, sessionMinutes };
    if (options["steps"] === true) {
      await showSteps(context, config, role);
      return exitCodes.done;
    }
    const value = readRoleTemplate(role);
    await show(context, { value, text: () => `${JSON.stringify(value, undefined, 2)}\n` });
    return exitCodes.done;
  },
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const configOf = async ({ settings, host }: Context): Promise<FleetConfig> =>
  settings.fleet === undefined
    ? {}
    : (await import("../../context/read-fleet.ts")).readFleet(host, settings.fleet);

const showSteps = async (
  context: Context,
  config: FleetConfig,
  role: ReadRoleOptions & { readonly roleName: string },
): Promise<void> => {
  const { organization, accounts = [] } = config;
  const region = firstRegionOf(config) ?? "us-east-1";
  const options = { ...role, file: textOf(context.options["file"]) ?? "role.json", region };
  const listed = organization === undefined && accounts.length > 0;
  const steps: readonly SetUpStep[] = listed
    ? accountSteps({ ...options, accounts })
    : stackSetSteps({ ...options, units: organization?.units });
  if (steps.length === 0)
    throw new UsageError(
      "All accounts of the fleet configuration are direct, and read without a role.",
      "Nothing has to be created: run `windowpane accounts check`.",
    );
  const roles = [
    ...(listed ? [] : [role.roleName]),
    ...(organization?.role === undefined ? [] : [organization.role]),
    ...accounts.flatMap((account) => (account.direct === true ? [] : [account.role ?? role.roleName])),
  ];
  const policy = callerPolicy({
    partition: partitionOf(region).id,
    roles: [...new Set(roles)],
    // Its role lists the accounts, if it has one.
    organization: organization !== undefined && organization.role === undefined,
  });
  if (role.principal === undefined)
    await context.console.note(
      "PRINCIPAL stands for the identity that assumes the role. Replace it, or give it with --principal.",
    );
  await show(context, {
    value: { steps, callerPolicy: policy },
    rows: steps.map((step, index) => ({ step: index + 1, ...step })),
    text: () => {
      const page = pageFor(context);
      return [
        ...steps.map(
          ({ about, command }, index) =>
            `${paragraph(page, about, { lead: `${index + 1}. ` })}\n   ${command}\n\n`,
        ),
        paragraph(page, "Attach this policy to the principal that assumes the roles:", {
          lead: `${steps.length + 1}. `,
        }),
        `\n${JSON.stringify(policy, undefined, 2)}\n`,
      ].join("");
    },
  });
};
