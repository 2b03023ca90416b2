import type { FailuresReport, Group } from "@windowpane/report";
import type { Command } from "../command.ts";
import type { Connection } from "../connect.ts";
import type { Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/format.ts";
import { readSince } from "../since.ts";
import { executionChain } from "./chain.ts";
import { placeholder } from "../show-cli.ts";

export const failuresCommand: Command = {
  name: "failures",
  summary: "show everything that failed, grouped by cause, worst first",
  description:
    "Reads every execution since a time down to its machines, because AWS's SUCCESS may stand over machines that " +
    "failed. Several profiles and regions are read one beside the other; their reports come one after the other, and " +
    "as JSON in a list.",
  arguments: [],
  options: ["since", "exitStatus"],
  examples: [
    { line: "failures", gives: "the last 24 hours" },
    { line: "failures --since 12h --exit-status", gives: "for a pipeline: exit 1 unless everything passed" },
    { line: "failures --profile prod --profile stage --region eu-west-1", gives: "two accounts" },
    { line: "failures --output csv", gives: "a row for each machine that failed, to retry them" },
  ],
  async run(context) {
    const { settings, host } = context;
    const since = readSince(settings.since ?? "24h", host.now());
    if (settings.showCli) {
      await showChain(context, since);
      return exitCodes.done;
    }
    const connections = await context.connections();
    const settled = await Promise.allSettled(
      connections.map((connection) => read(context, connection, since)),
    );
    const reports: Sourced[] = [];
    let broken: ExitCode | undefined;
    for (const [index, outcome] of settled.entries()) {
      const connection = connections[index];
      if (connection === undefined) continue;
      if (outcome.status === "fulfilled") reports.push({ connection, report: outcome.value });
      else if (connections.length === 1 || host.interrupt.aborted) throw outcome.reason;
      else broken ??= await tellBroken(context, connection, outcome.reason);
    }
    await showReports(context, reports, connections.length > 1);
    if (broken !== undefined) return broken;
    const passed = reports.every(({ report }) => report.verdict === "PASSED");
    return settings.exitStatus && !passed ? exitCodes.notPassed : exitCodes.done;
  },
};

interface Sourced {
  readonly connection: Connection;
  readonly report: FailuresReport;
}

const read = async (context: Context, connection: Connection, since: Date): Promise<FailuresReport> => {
  const { host, screen } = context;
  const { reportFailures } = await import("@windowpane/report");
  const { client } = await connection.open();
  return reportFailures(client, {
    since,
    now: host.now(),
    signal: host.interrupt,
    onProgress: ({ executionsRead, executions, requests }) =>
      void screen.progress(`${executionsRead} of ${executions} executions read, ${requests} requests`),
  });
};

const showReports = async (
  context: Context,
  reports: readonly Sourced[],
  several: boolean,
): Promise<void> => {
  const { failuresText } = await import("../prose/failures.ts");
  const { pageFor } = await import("../prose/page.ts");
  const page = pageFor(context);
  const sourced = <Value extends object>({ profile, region }: Connection, value: Value): Value =>
    several ? { profile, region, ...value } : value;
  const values = reports.map(({ connection, report }) => sourced(connection, report));
  const text = (): string =>
    reports
      .map(({ connection, report }) => {
        const title = several ? `${page.theme.paint("strong", sourceName(connection))}\n` : "";
        return title + failuresText(page, report);
      })
      .join("\n");
  await context.show({
    value: several ? values : values[0],
    lines: reports.flatMap(({ connection, report }) =>
      report.groups.map((group) => sourced(connection, group)),
    ),
    rows: reports.flatMap(({ connection, report }) =>
      report.groups.flatMap((group) => memberRows(group, report).map((row) => sourced(connection, row))),
    ),
    columns: several ? [{ name: "profile" }, { name: "region" }, ...columns] : columns,
    text,
  });
};

/** Which profile and region a connection reads. */
const sourceName = ({ profile, region }: Connection): string =>
  [profile, region].filter((word) => word !== undefined).join(", ");

const tellBroken = async (
  { screen }: Context,
  connection: Connection,
  reason: unknown,
): Promise<ExitCode> => {
  const { describeFailure } = await import("../failure.ts");
  const { text, exitCode } = describeFailure(reason, { debug: false });
  await screen.note(`${sourceName(connection)} is missing from the answer. ${text.trim()}`);
  return exitCode;
};

const memberRows = ({ members, ...group }: Group, { windows }: FailuresReport): readonly Row[] =>
  members.map((member) => {
    const window = windows.find(({ WindowId }) => WindowId === member.WindowId);
    return { ...group, ...member, Name: window?.Name };
  });

const columns: readonly Column[] = [
  { name: "title" },
  { name: "slug" },
  { name: "weight" },
  { name: "kind" },
  { name: "name" },
  { name: "bucket" },
  { name: "evidence" },
  { name: "nextStep" },
  { name: "Name" },
  { name: "WindowId" },
  { name: "WindowExecutionId" },
  { name: "TaskExecutionId" },
  { name: "InvocationId" },
  { name: "InstanceId" },
];

const showChain = (context: Context, since: Date): Promise<void> => {
  const WindowId = placeholder("WindowId");
  // One that began before may still have been under way, so the whole list is read.
  return context.showCalls([
    { operation: "DescribeMaintenanceWindows", input: {} },
    "# for each WindowId:",
    { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
    `# for each WindowExecutionId that was under way at or began after ${since.toISOString()}:`,
    ...executionChain(placeholder("WindowExecutionId")),
  ]);
};
