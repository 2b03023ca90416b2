import { errorCode, mapAtMost, type UnreadLocation } from "@windowpane/core";
import type { TableColumn } from "@windowpane/explorer";
import type { Connection } from "@windowpane/sources";
import { exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { unreadText } from "../../../host/failure.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { locationFailure } from "../../context/location-failure.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { createTable } from "../../output/table.ts";
import { fleetConnections } from "./fleet-connections.ts";

export const checkAccounts: Command = {
  description:
    "Assumes the role of each account and lists a page of its windows in each region, in parallel. Prints a row for each, and for " +
    "those that cannot be read the reason and what to do; the exit code is then that of the first one. `windowpane doctor` with " +
    "--account tests every permission of an account.",
  arguments: [],
  options: [],
  refuses: ["showCli"],
  examples: [
    { line: "accounts check", about: "Check all accounts" },
    { line: "accounts check --region eu-west-1 --output csv", about: "Export the checks of one region" },
  ],
  async run(context) {
    const connections = await fleetConnections(context);
    let ended = 0;
    const checks = await mapAtMost(AT_ONCE, connections, async (connection) => {
      const result = await check(context, connection);
      ended += 1;
      void context.console.progress(`${ended} of ${counted(connections.length, "location")} checked`);
      return result;
    });
    const value = checks.map(({ unread: _, exitCode: __, ...row }) => row);
    await show(context, {
      value,
      rows: value,
      columns,
      text: () => checksText(pageFor(context), checks),
    });
    return checks.find(({ exitCode }) => exitCode !== undefined)?.exitCode ?? exitCodes.done;
  },
};

/** Checks at the same time. Each account has its own rate limit; STS has one for the source. */
const AT_ONCE = 64;

/** The check of one account and region. */
interface LocationCheck {
  readonly status: "readable" | "unread";
  readonly Account?: string | undefined;
  readonly AccountName?: string | undefined;
  readonly Region?: string | undefined;
  /** Time of the requests. */
  readonly milliseconds: number;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  readonly remedy?: string | undefined;
  readonly unread?: UnreadLocation | undefined;
  readonly exitCode?: ExitCode | undefined;
}

const check = async ({ host }: Context, connection: Connection): Promise<LocationCheck> => {
  const { origin } = connection;
  const started = host.now().getTime();
  const took = (): number => host.now().getTime() - started;
  try {
    const { client } = await connection.open();
    await client.call("DescribeMaintenanceWindows", { MaxResults: 10 }, { signal: host.interrupt });
    return { status: "readable", ...origin, milliseconds: took() };
  } catch (error) {
    host.interrupt.throwIfAborted();
    // The source credentials are the same for all accounts.
    const { wrong, todo, unread, exitCode } = await locationFailure(connection, error);
    if (unread === undefined) throw error;
    return {
      status: "unread",
      ...origin,
      milliseconds: took(),
      code: errorCode(unread.error),
      reason: wrong,
      remedy: todo,
      unread,
      exitCode,
    };
  }
};

const checksText = (page: Page, checks: readonly LocationCheck[]): string => {
  const { theme } = page;
  const rows = checks.map((one) => ({
    ...one,
    state:
      one.status === "readable"
        ? `${theme.glyph("good")} readable`.trim()
        : `${theme.glyph("bad")} unread`.trim(),
  }));
  const unread = checks.flatMap((one) => one.unread ?? []);
  const readable = checks.length - unread.length;
  return [
    createTable(textColumns, page)(rows),
    "\n",
    paragraph(page, `${readable} of ${counted(checks.length, "location")} can be read.`, {
      tone: unread.length === 0 ? "good" : "warn",
    }),
    ...(unread.length === 0
      ? []
      : unreadText(unread)
          .split("\n")
          .map((line) =>
            line.startsWith("- ")
              ? paragraph(page, line.slice(2), { lead: `${theme.bullet} `, indent: 2 })
              : paragraph(page, line),
          )),
  ].join("");
};

const columns: readonly TableColumn[] = [
  { name: "status" },
  { name: "AccountName" },
  { name: "Account" },
  { name: "Region" },
  { name: "milliseconds" },
  { name: "code" },
  { name: "reason" },
  { name: "remedy" },
];

const textColumns: readonly TableColumn[] = [
  { name: "status", value: ({ state }) => state },
  { name: "AccountName", least: 8 },
  { name: "Account", rank: 1 },
  { name: "Region" },
  { name: "milliseconds", rank: 3 },
  { name: "code", least: 8, rank: 2 },
];
