import type { TableColumn } from "@windowpane/explorer";
import { exitCodes } from "../../../host/exit-code.ts";
import type { Command } from "../../context/command.ts";
import { show } from "../../output/show.ts";
import { fleetConnections } from "./fleet-connections.ts";

export const listAccounts: Command = {
  description:
    "Lists the accounts of the configuration, and of the organization if it names one, with their regions and roles. Requests " +
    "nothing from the accounts themselves, unless their regions are 'all'.",
  arguments: [],
  options: [],
  refuses: ["showCli"],
  examples: [
    { line: "accounts list", about: "List all accounts" },
    { line: "accounts list --output csv", about: "Export a row for each account and region" },
  ],
  async run(context) {
    const connections = await fleetConnections(context);
    const locations = connections.map(({ origin, role }) => ({ ...origin, role }));
    const { output } = context.settings;
    const accounts = new Map(
      locations.map(({ Account, AccountName, role }) => [Account, { Account, AccountName, role }]),
    );
    const rows = [...accounts.values()].map((account) => ({
      ...account,
      regions: locations
        .flatMap(({ Account, Region = "" }) => (Account === account.Account ? [Region] : []))
        .join(", "),
    }));
    await show(context, {
      value: locations,
      ...(output === "csv"
        ? { rows: locations, columns: locationColumns }
        : { rows, columns: accountColumns }),
    });
    return exitCodes.done;
  },
};

const accountColumns: readonly TableColumn[] = [
  { name: "AccountName", least: 8 },
  { name: "Account" },
  { name: "regions", least: 12, rank: 1 },
  { name: "role", least: 16, rank: 2 },
];

const locationColumns: readonly TableColumn[] = [
  { name: "AccountName" },
  { name: "Account" },
  { name: "Region" },
  { name: "role" },
];
