import { callsBehind, type TableColumn } from "@windowpane/explorer";
import {
  describeRecurrence,
  mergeFailures,
  type ExecutionReport,
  type FailuresReport,
  type Group,
} from "@windowpane/report";
import { safeJson } from "@windowpane/text";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { readSince } from "../../arguments/times.ts";
import { withHistory } from "../../context/archive-history.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import { showCalls } from "../../output/command-lines.ts";
import { ndjsonText } from "../../output/json.ts";
import { recurrenceContext } from "../../output/groups.ts";
import { pageFor, type Page } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { failuresText } from "./failures-text.ts";
import { readLocations, type LocationReading, type PartOrigin } from "./read-locations.ts";

export const failures: Command = {
  description:
    "Reads every execution of the last 24 hours, or since --since, down to its machines, because AWS can report SUCCESS " +
    "although machines failed. Reads several profiles and regions in parallel; each row tells where it is from, and a location " +
    "that cannot be read is a gap in the result. ndjson prints each execution that did not pass as soon as it is read, then " +
    "each cause and gap, and a summary last; `type` distinguishes them.",
  arguments: [],
  options: [commonOptions.since, commonOptions.archive, commonOptions.patches, commonOptions.exitStatus],
  examples: [
    { line: "failures", about: "Show the last 24 hours" },
    { line: "failures --since 7d", about: "See since when each cause occurs, and which machines are new" },
    {
      line: "failures --since 12h --exit-status",
      about: "In a pipeline, exit with 1 unless everything passed",
    },
    { line: "failures --profile prod --profile stage --region eu-west-1", about: "Show two accounts" },
    { line: "failures --region all", about: "Show every region that is enabled for the account" },
    { line: "failures --output csv", about: "Export the failed machines" },
  ],
  async run(context) {
    const { settings, host, console } = context;
    const since = readSince(settings.since ?? "24h", host);
    if (settings.showCli) {
      await showCalls(context, callsBehind.failures({ since, patches: context.settings.patches }));
      return exitCodes.done;
    }
    const times = { since, now: host.now() };
    const readings = await withHistory(context, async (trends) =>
      readLocations(context, {
        connections: await context.connections(),
        ...times,
        trends,
        onExecution: executionWriter(context),
      }),
    );
    const merged = mergedReport(readings, times);
    await showReport(context, readings, merged);
    for (const { problem } of readings) if (problem !== undefined) await console.note(problem);
    return exitCode(readings) ?? exitCodeFor(merged.verdict === "PASSED" && merged.complete, settings);
  },
};

/** The exit code of the first location that could not be read. */
const exitCode = (readings: readonly LocationReading[]): ExitCode | undefined =>
  readings.find((reading) => reading.exitCode !== undefined)?.exitCode;

/** Writes executions as lines of NDJSON as soon as they are read. Undefined for other formats and with `--query`. */
const executionWriter = ({ settings, console, host }: Context) => {
  if (settings.output !== "ndjson" || settings.query !== undefined) return undefined;
  return async (execution: ExecutionReport, origin: PartOrigin): Promise<void> => {
    const text = ndjsonText({ type: "execution", ...execution, origin });
    await console.result(host.stdout.isTerminal ? safeJson(text) : text);
  };
};

type FailuresOutput = FailuresReport & { readonly origin?: PartOrigin };

/** Merges the reports of several locations; a single one is kept unchanged. */
const mergedReport = (
  readings: readonly LocationReading[],
  times: Pick<FailuresReport, "since" | "now">,
): FailuresOutput => {
  const parts = readings.map(({ part }) => part);
  const [only, ...others] = parts;
  if (only !== undefined && "report" in only && others.length === 0) {
    return Object.keys(only.origin).length === 0 ? only.report : { ...only.report, origin: only.origin };
  }
  return mergeFailures(parts, times);
};

const showReport = async (
  context: Context,
  readings: readonly LocationReading[],
  merged: FailuresOutput,
): Promise<void> => {
  // The command notes the problems of these gaps separately.
  const unread = new Set(
    readings.flatMap(({ part, problem }) =>
      "missing" in part && problem !== undefined ? [part.missing.why] : [],
    ),
  );
  await show(context, {
    value: merged,
    lines: finalLines(merged),
    rows: merged.groups.flatMap((group) => memberRows(pageFor(context), group, merged)),
    columns,
    gaps: merged.gaps.filter(({ why }) => !unread.has(why)),
    text: () => failuresText(pageFor(context), merged, readings),
  });
};

/** The last lines of NDJSON: causes worst first, gaps, and a summary. */
const finalLines = ({
  groups,
  gaps,
  executions: _,
  windows: __,
  ...summary
}: FailuresReport): readonly object[] => [
  ...groups.map((group) => ({ type: "group", ...group })),
  ...gaps.map((gap) => ({ type: "gap", ...gap })),
  { type: "summary", ...summary },
];

const memberRows = (
  page: Page,
  { members, ...group }: Group,
  { windows, origin }: FailuresOutput,
): readonly TableRow[] =>
  members.map((member) => {
    const window = windows.find(({ WindowId }) => WindowId === member.WindowId);
    const ofWindow = group.recurrence?.find(({ WindowId }) => WindowId === member.WindowId);
    // A level without machines has the recurrence of its cause.
    const found = member.recurrence ?? (member.kind === "machine" ? undefined : ofWindow);
    return {
      ...group,
      ...member,
      recurrence: found === undefined ? undefined : describeRecurrence(found, recurrenceContext(page)),
      since: found?.since,
      consecutive: found?.consecutive,
      Name: window?.Name,
      ...(member.origin ?? origin),
    };
  });

const columns: readonly TableColumn[] = [
  { name: "cause", value: ({ title }) => title },
  { name: "slug" },
  { name: "weight" },
  { name: "kind" },
  { name: "name" },
  { name: "InstanceName" },
  { name: "result" },
  { name: "evidence" },
  { name: "nextStep" },
  { name: "recurrence" },
  { name: "since" },
  { name: "consecutive" },
  { name: "Name" },
  { name: "WindowId" },
  { name: "WindowExecutionId" },
  { name: "TaskExecutionId" },
  { name: "InvocationId" },
  { name: "InstanceId" },
  { name: "profile" },
  { name: "AccountName" },
  { name: "Account" },
  { name: "Region" },
];
