import type { Item, Output } from "@windowpane/core";
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import type { CauseText } from "../../judge/causes/lines.ts";
import type { Cause, Machine, ExecutionRef, DocumentStep } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { isCut, outputTextsOf, STDERR_LIMIT, STDOUT_LIMIT } from "./output-limits.ts";
import { bucketUrl, restName, restOf } from "./output-rest.ts";
import { present } from "../../model/present.ts";
import { commandResult, isKnownStatus } from "../../judge/verdict/status.ts";
import { machineRow } from "../../model/machine-row.ts";

/** What is known about a command on a machine besides its row in the list. */
export interface CommandKnowledge {
  /** The whole output of the step that failed. */
  readonly whole?: Output<"GetCommandInvocation"> | undefined;
  /** Seconds after which the agent stops the step, if the task sets them. */
  readonly timeoutSeconds?: number | undefined;
}

export type CommandInvocation = Item<"ListCommandInvocations">;
export type CommandPlugin = NonNullable<CommandInvocation["CommandPlugins"]>[number];

/** The row of a machine, from its item in the list of a command's invocations. */
export const commandMachine = (
  ref: ExecutionRef,
  invocation: CommandInvocation,
  knowledge: CommandKnowledge = {},
): Machine => {
  const { InstanceId, InstanceName, Status, StatusDetails, CommandPlugins = [] } = invocation;
  const plugin = tellingPlugin(CommandPlugins);
  const result = machineResultOf(invocation);
  const cause = isBad(result) ? causeOfMachine(invocation, plugin, knowledge) : undefined;
  return machineRow(ref, {
    kind: InstanceId === undefined ? "unnamed" : "machine",
    name: InstanceId ?? "machine not named",
    InstanceId,
    InstanceName: InstanceName === "" ? undefined : InstanceName,
    result,
    reason: reasonOf(result, invocation, plugin),
    cause,
    Status,
    StatusDetails,
    ResponseCode: isOpen(result) ? undefined : plugin?.ResponseCode,
    StartTime: CommandPlugins.find(({ ResponseStartDateTime }) => ResponseStartDateTime !== undefined)
      ?.ResponseStartDateTime,
    EndTime: CommandPlugins.findLast(({ ResponseFinishDateTime }) => ResponseFinishDateTime !== undefined)
      ?.ResponseFinishDateTime,
    steps: CommandPlugins.map(toStep),
  });
};

/** The step that failed, or the last one: its exit code and output explain most. */
export const tellingPlugin = (plugins: readonly CommandPlugin[]): CommandPlugin | undefined =>
  plugins.find(({ Status, StatusDetails }) => isBad(commandResult(Status, StatusDetails))) ?? plugins.at(-1);

const machineResultOf = ({
  Status,
  StatusDetails,
  CommandPlugins = [],
}: CommandInvocation): MachineResult => {
  const result = commandResult(Status, StatusDetails);
  // A command that Systems Manager stopped did not run, unless one of its steps has started.
  if (result === "notRun" && CommandPlugins.some(hasStarted)) return "cancelled";
  if (result !== "passed") return result;
  const steps = CommandPlugins.map((plugin) => commandResult(plugin.Status, plugin.StatusDetails));
  const bad = steps.find(isBad);
  if (bad !== undefined) return bad;
  return CommandPlugins.some(hasUnknownStatus) ? "unknown" : (steps.find(isOpen) ?? "passed");
};

const hasUnknownStatus = ({ Status = "", StatusDetails = "" }: CommandPlugin): boolean =>
  unknownWord(Status, StatusDetails) !== undefined;

/** The first status that Windowpane does not know. */
const unknownWord = (...words: readonly string[]): string | undefined =>
  words.find((word) => word !== "" && !isKnownStatus("command", word));

const hasStarted = ({ ResponseCode, ResponseStartDateTime }: CommandPlugin): boolean =>
  ResponseStartDateTime !== undefined && ResponseCode !== -1;

const causeOfMachine = (
  invocation: CommandInvocation,
  plugin: CommandPlugin | undefined,
  { whole, timeoutSeconds }: CommandKnowledge,
): Cause => {
  const { Status, StatusDetails, TraceOutput, DocumentName } = invocation;
  const details = isBad(commandResult(Status, StatusDetails)) ? StatusDetails : plugin?.StatusDetails;
  const { ResponseCode, Name, Output = "" } = plugin ?? {};
  const texts = wholeTexts(whole);
  const rest =
    whole === undefined ? undefined : restOf(whole.StandardOutputUrl || whole.StandardErrorUrl, whole);
  const listed = restOf(
    plugin === undefined ? undefined : plugin.StandardOutputUrl || bucketUrl(plugin),
    invocation,
  );
  return causeOf({
    Status,
    StatusDetails: details,
    ResponseCode,
    DocumentName,
    StepName: Name,
    elapsedSeconds: elapsedSeconds(plugin),
    timeoutSeconds,
    // The list can have output that the whole output lacks: its stdout is empty if the step was stopped.
    texts: [...(texts.length === 0 ? outputTextsOf(Output) : texts), { text: TraceOutput ?? "" }].filter(
      ({ text }) => text !== "",
    ),
    wholeOutput: restName(rest ?? listed),
  });
};

const wholeTexts = (whole: Output<"GetCommandInvocation"> | undefined): readonly CauseText[] => {
  const { StandardErrorContent = "", StandardOutputContent = "" } = whole ?? {};
  return [
    { text: StandardErrorContent, cut: isCut(StandardErrorContent, STDERR_LIMIT) },
    { text: StandardOutputContent, cut: isCut(StandardOutputContent, STDOUT_LIMIT) },
  ].filter(({ text }) => text !== "");
};

const elapsedSeconds = ({ ResponseStartDateTime, ResponseFinishDateTime }: Partial<CommandPlugin> = {}):
  | number
  | undefined =>
  ResponseStartDateTime === undefined || ResponseFinishDateTime === undefined
    ? undefined
    : (ResponseFinishDateTime.getTime() - ResponseStartDateTime.getTime()) / 1000;

const reasonOf = (
  result: MachineResult,
  invocation: CommandInvocation,
  plugin: CommandPlugin | undefined,
): string => {
  const { CommandPlugins = [] } = invocation;
  const isOwn =
    commandResult(invocation.Status, invocation.StatusDetails) !== "passed" || result === "passed";
  const source = isOwn
    ? invocation
    : CommandPlugins.find(({ Status, StatusDetails }) => commandResult(Status, StatusDetails) === result);
  const status = plainLine(source?.StatusDetails ?? source?.Status ?? "");
  const code = plugin?.ResponseCode;
  const step = plainLine(plugin?.Name ?? "");
  switch (result) {
    case "passed":
      return "Every step passed.";
    case "failed":
      return step === ""
        ? `Run Command reports ${status}.`
        : `Step ${step} failed${code === undefined || code === -1 ? "" : ` with exit code ${code}`}.`;
    case "unreachable":
      return `The command did not reach the machine: ${status}.`;
    case "notRun":
      return "The command was stopped before it reached this machine: too many errors on other machines.";
    case "unknown": {
      const word = unknownWord(...wordsOf(invocation));
      return word === undefined
        ? "Run Command reports no status for this machine."
        : `Run Command reports an unknown status: ${plainLine(word)}.`;
    }
    default:
      return `Run Command reports ${status}.`;
  }
};

const wordsOf = ({ Status = "", StatusDetails = "", CommandPlugins = [] }: CommandInvocation) => [
  StatusDetails,
  Status,
  ...CommandPlugins.flatMap((plugin) => [plugin.StatusDetails ?? "", plugin.Status ?? ""]),
];

/** One step of a command, without its output. */
export const toStep = ({
  Name,
  Status,
  StatusDetails,
  ResponseCode,
  ResponseStartDateTime,
  ResponseFinishDateTime,
}: CommandPlugin): DocumentStep =>
  present({
    Name: sharedText(Name ?? ""),
    Status: sharedText(Status),
    StatusDetails: sharedText(StatusDetails),
    ResponseCode,
    StartTime: ResponseStartDateTime,
    EndTime: ResponseFinishDateTime,
  });
