import { shellQuote } from "@windowpane/text";
import { mapAtMost, partitionOf, shapeOf, type UnreadLocation } from "@windowpane/core";
import { originOfItem } from "@windowpane/report";
import { placeholder, type TableColumn } from "@windowpane/explorer";
import { readOperations, readPolicy, type Policy } from "@windowpane/fleet";
import { configuredRegion, isSourceError, type Connection } from "@windowpane/sources";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { describeFailure, unreadText } from "../../../host/failure.ts";
import type { Command } from "../../context/command.ts";
import { connectionName, type Context } from "../../context/context.ts";
import { locationFailure } from "../../context/location-failure.ts";
import { commonOptions } from "../../context/option.ts";
import { accountFlags, showCalls } from "../../output/command-lines.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import { createTable } from "../../output/table.ts";
import { show } from "../../output/show.ts";
import { doctorText, LOCAL } from "./doctor-text.ts";
import { examine, type Examination } from "./examine.ts";

export const doctor: Command = {
  description:
    "Tests each permission with a read request and lists what does not work without it. The permission to cancel an execution " +
    "is not tested. Permissions for patch results are optional: --exit-status exits with 0 without them. With a fleet " +
    "configuration that has messages, also checks whether their destinations can be reached, and counts dead letters.",
  arguments: [],
  options: [
    {
      flags: "--policy",
      about: "print the minimum IAM policy, and send no requests",
      group: "Options",
    },
    {
      ...commonOptions.exitStatus,
      about: "exit with 1 if a required permission is missing",
    },
  ],
  examples: [
    { line: "doctor", about: "Check the default account and region" },
    { line: "doctor --profile prod --profile stage", about: "Check two accounts" },
    { line: "doctor --policy > policy.json", about: "Save the policy to request from an administrator" },
  ],
  async run(context) {
    if (context.options["policy"] === true) return showPolicy(context);
    if (context.settings.showCli) return showTrialCalls(context);
    const connections = await context.connections();
    const checks = await mapAtMost(AT_ONCE, connections, (connection) => check(context, connection));
    await showChecks(context, checks);
    await noteMessages(context);
    const failed = checks.find(({ exitCode }) => exitCode !== undefined);
    if (failed?.exitCode !== undefined) return failed.exitCode;
    const isComplete = checks.every(({ examination }) => examination?.complete === true);
    return exitCodeFor(isComplete, context.settings);
  },
};

/** Tells whether the destinations of messages can be reached, and whether there are dead letters. */
const noteMessages = async (context: Context): Promise<void> => {
  if (context.settings.fleet === undefined) return;
  const { checkMessages } = await import("../messages/check-messages.ts");
  const found = await checkMessages(context);
  if (found === undefined) return;
  for (const text of [`${found.summary}.`, ...found.problems]) await context.console.note(text);
};

const showTrialCalls = async (context: Context): Promise<ExitCode> => {
  await showCalls(context, [
    ["aws", "sts", "get-caller-identity", ...accountFlags(context).map(shellQuote)].join(" "),
    ...readOperations.map((operation) => {
      const { required } = shapeOf(operation, "input");
      return { operation, input: Object.fromEntries(required.map((name) => [name, placeholder(name)])) };
    }),
  ]);
  return exitCodes.done;
};

const showPolicy = async (context: Context): Promise<ExitCode> => {
  const { settings, host } = context;
  const [profile] = settings.profiles;
  const [region = await configuredRegion({ profile, region: undefined, platform: host })] = settings.regions;
  const policy = readPolicy(partitionOf(region ?? "").id);
  await show(context, {
    value: policy,
    rows: policyRows(policy),
    // A policy is JSON, also without --output json.
    text: () => `${JSON.stringify(policy, undefined, 2)}\n`,
  });
  return exitCodes.done;
};

const policyRows = ({ Statement }: Policy): readonly Record<string, string>[] =>
  Statement.flatMap(({ Sid, Action, Resource }) =>
    Action.flatMap((action) => [Resource].flat().map((arn) => ({ Sid, Action: action, Resource: arn }))),
  );

/** The check of one profile in one region. */
interface LocationCheck {
  readonly connection: Connection;
  readonly examination?: Examination;
  /** Why there is no examination, for people. */
  readonly problem?: string;
  /** The same for an account of a fleet. */
  readonly unread?: UnreadLocation | undefined;
  readonly exitCode?: ExitCode;
}

const check = async (context: Context, connection: Connection): Promise<LocationCheck> => {
  const { host, console, settings } = context;
  try {
    void console.progress(`checking ${connectionName(connection) || settings.source}`);
    const opened = await connection.open();
    const examination = await examine(opened, { now: () => host.now().getTime(), signal: host.interrupt });
    return { connection, examination };
  } catch (error) {
    host.interrupt.throwIfAborted();
    if (isSourceError(error) && error.kind === "usage") throw error;
    const { wrong, todo, unread, exitCode } = await locationFailure(connection, error);
    const problem =
      unread === undefined ? describeFailure(error, { debug: settings.debug }).text : `${wrong}\n${todo}`;
    return { connection, problem, unread, exitCode };
  }
};

/** Locations that are checked at the same time. */
const AT_ONCE = 64;

const showChecks = async (context: Context, checks: readonly LocationCheck[]): Promise<void> => {
  const { settings, console } = context;
  const { source } = settings;
  const page = pageFor(context);
  const isFleet =
    checks.length > SHOWN_ONE_BY_ONE && checks.every(({ connection }) => connection.origin !== undefined);
  const value = checks.map(({ connection: { profile, region, origin }, examination, problem }) => ({
    source,
    profile,
    region,
    ...(origin === undefined ? {} : { Account: origin.Account, AccountName: origin.AccountName }),
    ...examination,
    problem,
  }));
  await show(context, {
    value,
    lines: value,
    rows: value.flatMap(({ permissions = [], profile, region, ...rest }) =>
      permissions.map((permission) => ({ ...originOfItem(rest), profile, region, ...permission })),
    ),
    columns,
    text: () =>
      isFleet
        ? fleetText(page, checks)
        : checks
            .flatMap(({ connection: { profile }, examination }) => {
              const name = profile === undefined ? source : `${source} (profile ${profile})`;
              return examination === undefined ? [] : [doctorText(page, name, examination)];
            })
            .join("\n"),
  });
  const unread = checks.flatMap((one) => one.unread ?? []);
  if (unread.length > 0) await console.note(unreadText(unread));
  for (const one of checks) {
    const { connection, problem } = one;
    if (problem === undefined || one.unread !== undefined) continue;
    const name = connectionName(connection);
    await console.note(name === "" ? problem : `${name}: ${problem}`);
  }
};

/** Accounts of a fleet whose permissions are listed one by one. */
const SHOWN_ONE_BY_ONE = 2;

/** A line for each account and region of a fleet, with the permissions that are missing. */
const fleetText = (page: Page, checks: readonly LocationCheck[]): string => {
  const rows = checks.map(({ connection: { origin, region }, examination }) => {
    const permissions = examination?.permissions ?? [];
    const missing = permissions.filter(({ state, optional }) => state !== "allowed" && !optional);
    return {
      ...origin,
      Region: region,
      state: stateOf(examination, missing.length),
      latency: examination?.latency === undefined ? undefined : `${Math.round(examination.latency)} ms`,
      missing: missing.map(({ action }) => action).join(", "),
    };
  });
  const complete = rows.filter(({ state }) => state === "complete").length;
  const isLocal = checks.every(
    ({ examination }) => examination === undefined || examination.permittedBy === undefined,
  );
  return [
    createTable(fleetColumns, page)(rows),
    paragraph(
      page,
      isLocal
        ? LOCAL
        : `${complete} of ${counted(rows.length, "location")} have all required permissions. Add --account for those of one account.`,
    ),
  ].join("\n");
};

const stateOf = (examination: Examination | undefined, missing: number): string => {
  if (examination === undefined) return "unread";
  if (examination.permittedBy === undefined) return "not needed";
  return missing === 0 ? "complete" : "incomplete";
};

const fleetColumns: readonly TableColumn[] = [
  { name: "permissions", value: ({ state }) => state },
  { name: "AccountName", least: 8 },
  { name: "Account", rank: 1 },
  { name: "Region" },
  { name: "latency", rank: 2 },
  { name: "missing", least: 16 },
];

const columns: readonly TableColumn[] = [
  { name: "AccountName" },
  { name: "Account" },
  { name: "profile" },
  { name: "region" },
  { name: "action" },
  { name: "state" },
  { name: "resource" },
  { name: "optional" },
  { name: "real" },
  { name: "code" },
  { name: "message" },
  { name: "lost" },
  { name: "milliseconds" },
];
