import type { Command } from "../../context/command.ts";
import type { Connection } from "../../../sources/connect.ts";
import type { Context } from "../../context/context.ts";
import type { Examination } from "./examine.ts";
import type { Policy } from "./policy.ts";
import { UsageError } from "../../../host/errors/usage-error.ts";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import type { Column } from "../../output/column.ts";
import { placeName } from "../../output/place-name.ts";
import { placeholder } from "../../show-cli.ts";

export const doctorCommand: Command = {
  name: "doctor",
  summary: "check who asks, what may be asked, the clock and how far AWS is",
  description:
    "Tries each permission with a harmless call and says what is lost without it. Changes nothing; the one operation that " +
    "does is not tried. Permissions for patch results are optional: without them --exit-status is still 0. Takes several profiles and regions.",
  arguments: [],
  options: ["exitStatus"],
  ownOptions: [
    {
      flags: "--policy",
      about: "print the least IAM policy that everything works with, and ask nothing",
      group: "Options",
    },
  ],
  examples: [
    { line: "doctor", gives: "for the account and region that are set" },
    { line: "doctor --profile prod --profile stage", gives: "for two accounts" },
    { line: "doctor --policy > policy.json", gives: "the policy to ask an administrator for" },
  ],
  async run(context) {
    if (context.own["policy"] === true) return showPolicy(context);
    if (context.settings.showCli) return showTrials(context);
    const connections = await context.connections();
    const patients = await Promise.all(connections.map((connection) => examineOne(context, connection)));
    await showPatients(context, patients);
    const broken = patients.find(({ exitCode }) => exitCode !== undefined);
    if (broken?.exitCode !== undefined) return broken.exitCode;
    const isWell = patients.every(({ examination }) => examination?.complete === true);
    return exitCodeFor(isWell, context.settings);
  },
};

const showTrials = async (context: Context): Promise<ExitCode> => {
  const { shapeOf } = await import("@windowpane/core");
  const { readingNames } = await import("./permissions.ts");
  await context.showCalls([
    "aws sts get-caller-identity",
    ...readingNames.map((operation) => {
      const { required } = shapeOf(operation, "input");
      return { operation, input: Object.fromEntries(required.map((name) => [name, placeholder(name)])) };
    }),
  ]);
  return exitCodes.done;
};

const showPolicy = async (context: Context): Promise<ExitCode> => {
  const { partitionOf, policyFor } = await import("./policy.ts");
  const { settings, host } = context;
  const region = settings.regions[0] ?? (host.env["AWS_REGION"] || host.env["AWS_DEFAULT_REGION"]);
  const policy = policyFor(partitionOf(region));
  // A policy is JSON, so that is what stands in place of a table, too.
  const text = (): string => `${JSON.stringify(policy, undefined, 2)}\n`;
  await context.show({ value: policy, text, rows: policyRows(policy) });
  return exitCodes.done;
};

const policyRows = ({ Statement }: Policy): readonly Record<string, string>[] =>
  Statement.flatMap(({ Sid, Action, Resource }) =>
    Action.flatMap((action) => [Resource].flat().map((arn) => ({ Sid, Action: action, Resource: arn }))),
  );

interface Patient {
  readonly connection: Connection;
  readonly examination?: Examination;
  /** In place of an examination: what kept it from being made, in words. */
  readonly problem?: string;
  readonly exitCode?: ExitCode;
}

const examineOne = async (context: Context, connection: Connection): Promise<Patient> => {
  const { host, screen, settings } = context;
  const { examine } = await import("./examine.ts");
  try {
    void screen.progress(`trying ${placeName(connection) || settings.source}`);
    const opened = await connection.open();
    const examination = await examine(opened, { now: () => host.now().getTime(), signal: host.interrupt });
    return { connection, examination };
  } catch (error) {
    host.interrupt.throwIfAborted();
    if (error instanceof UsageError) throw error;
    const { describeFailure } = await import("../../../host/failure.ts");
    const { text, exitCode } = describeFailure(error, { debug: settings.debug });
    return { connection, problem: text, exitCode };
  }
};

const showPatients = async (context: Context, patients: readonly Patient[]): Promise<void> => {
  const { doctorText } = await import("./doctor-text.ts");
  const { pageFor } = await import("../../output/page.ts");
  const page = pageFor(context);
  const { settings, screen } = context;
  const value = patients.map(({ connection: { profile, region }, examination, problem }) => ({
    source: settings.source,
    profile,
    region,
    ...examination,
    problem,
  }));
  const well = patients.flatMap(({ connection, examination }) =>
    examination === undefined ? [] : [{ name: nameOf(settings.source, connection), examination }],
  );
  await context.show({
    value,
    lines: value,
    rows: value.flatMap(({ permissions = [], profile, region }) =>
      permissions.map((permission) => ({ profile, region, ...permission })),
    ),
    columns,
    text: () => well.map(({ name, examination }) => doctorText(page, name, examination)).join("\n"),
  });
  for (const { connection, problem } of patients) {
    if (problem === undefined) continue;
    const name = placeName(connection);
    await screen.note(name === "" ? problem : `${name}: ${problem}`);
  }
};

const columns: readonly Column[] = [
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

const nameOf = (source: string, { profile }: Connection): string =>
  profile === undefined ? source : `${source} (profile ${profile})`;
