import type { Command } from "../../context/command.ts";

export const accounts: Command = {
  description:
    "Works with the accounts of a fleet configuration (--fleet or $WINDOWPANE_FLEET), and lists them without a command. " +
    "docs/accounts.md describes the set-up from the role in each account to the configuration.",
  arguments: [],
  options: [],
  refuses: ["showCli"],
  examples: [
    { line: "accounts list --fleet fleet.json", about: "List the accounts and regions" },
    { line: "accounts check --account payments", about: "Check whether one account can be read" },
    { line: "accounts template > role.json", about: "Save the CloudFormation template of the read role" },
  ],
  commands: [
    {
      name: "list",
      summary: "List the accounts and regions of the fleet",
      isDefault: true,
      load: async () => (await import("./list.ts")).listAccounts,
    },
    {
      name: "check",
      summary: "Check that each account and region can be read",
      load: async () => (await import("./check.ts")).checkAccounts,
    },
    {
      name: "template",
      summary: "Print the CloudFormation template of the read role",
      load: async () => (await import("./template.ts")).template,
    },
  ],
};
