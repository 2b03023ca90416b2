import { safeJson } from "@windowpane/text";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import type { PlaceReading } from "./read-locations.ts";
import { readSince } from "../../arguments/times.ts";
import { executionChain } from "../../execution/chain.ts";
import { placeholder } from "../../show-cli.ts";

export const failuresCommand: Command = {
  name: "failures",
  summary: "show everything that failed, grouped by cause, worst first",
  description:
    "Reads every execution of the last 24 hours, or since another time, down to its machines, because AWS's SUCCESS may stand over machines that " +
    "failed. Several profiles and regions are read side by side into one answer, in which everything says where it is " +
    "from; one that cannot be read is a gap in it. ndjson has a line for each execution that did not pass as soon as it " +
    "is read, then one for each cause and gap, and a summary as the last; `type` tells them apart.",
  arguments: [],
  options: ["since", "patches", "exitStatus"],
  examples: [
    { line: "failures", gives: "the last 24 hours" },
    { line: "failures --since 12h --exit-status", gives: "for a pipeline: exit 1 unless everything passed" },
    { line: "failures --profile prod --profile stage --region eu-west-1", gives: "two accounts" },
    { line: "failures --region all", gives: "every region that the account has enabled" },
    { line: "failures --output csv", gives: "a row for each machine that failed, to retry them" },
  ],
  async run(context) {
    const { settings, host } = context;
    const since = readSince(settings.since ?? "24h", host.now());
    if (settings.showCli) {
      await showChain(context, since);
      return exitCodes.done;
    }
    const { readPlaces } = await import("./read-locations.ts");
    const { answerOf, showAnswer } = await import("./show-places.ts");
    const time = { since, now: host.now() };
    const connections = await context.connections();
    const onExecution = await executionWriter(context);
    const readings = await readPlaces(context, { connections, ...time, onExecution });
    const answer = answerOf(readings, time);
    await showAnswer(context, readings, answer);
    const broken = await tellBroken(context, readings);
    if (broken !== undefined) return broken;
    return exitCodeFor(answer.verdict === "PASSED" && answer.complete, settings);
  },
};

/** Lines of JSON are written as they come, unless an expression wants to see the whole. */
const executionWriter = async ({ settings, screen, host }: Context) => {
  if (settings.output !== "ndjson" || settings.query !== undefined) return undefined;
  const { executionLine } = await import("./show-places.ts");
  const { ndjsonText } = await import("../../output/json.ts");
  return async (...[execution, origin]: Parameters<typeof executionLine>): Promise<void> => {
    const text = ndjsonText(executionLine(execution, origin));
    await screen.result(host.stdout.isTerminal ? safeJson(text) : text);
  };
};

const tellBroken = async (
  { screen }: Context,
  readings: readonly PlaceReading[],
): Promise<ExitCode | undefined> => {
  for (const { problem } of readings) if (problem !== undefined) await screen.note(problem);
  return readings.find(({ exitCode }) => exitCode !== undefined)?.exitCode;
};

const showChain = (context: Context, since: Date): Promise<void> => {
  const WindowId = placeholder("WindowId");
  // One that began before may still have been under way, so the whole list is read.
  return context.showCalls([
    { operation: "DescribeMaintenanceWindows", input: {} },
    "# for each WindowId:",
    { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
    `# for each WindowExecutionId that was under way at or began after ${since.toISOString()}:`,
    ...executionChain(placeholder("WindowExecutionId"), context.settings),
  ]);
};
