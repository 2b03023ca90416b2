import type { Item, Output } from "@windowpane/core";
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import type { CauseText } from "../../judge/causes/lines.ts";
import type { Cause, Machine, ExecutionRef, Step } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { isCut, outputTextsOf, STDERR_LIMIT, STDOUT_LIMIT } from "./output-limits.ts";
import { bucketUrl, restName, restOf } from "./output-rest.ts";
import { present } from "../../model/present.ts";
import { commandResult, isKnownStatus } from "../../judge/verdict/status.ts";
import { machineRow } from "../../model/machine-row.ts";

/** What is known about a machine's command beside its row of the list. */
export interface CommandKnowledge {
  /** The step that failed, read by itself. */
  readonly whole?: Output<"GetCommandInvocation"> | undefined;
  /** After how many seconds the agent stops the step, where the task sets it. */
  readonly timeoutSeconds?: number | undefined;
}

export type CommandInvocation = Item<"ListCommandInvocations">;
export type CommandPlugin = NonNullable<CommandInvocation["CommandPlugins"]>[number];

/** One machine of a command, as the command's list tells it. */
export const commandMachine = (
  place: ExecutionRef,
  invocation: CommandInvocation,
  knowledge: CommandKnowledge = {},
): Machine => {
  const { InstanceId, InstanceName, Status, StatusDetails, CommandPlugins = [] } = invocation;
  const plugin = tellingPlugin(CommandPlugins);
  const result = machineResultOf(invocation);
  const cause = isBad(result) ? causeOfMachine(invocation, plugin, knowledge) : undefined;
  return machineRow(place, {
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

/** The step that failed, or the last one: its exit code and its output tell most. */
export const tellingPlugin = (plugins: readonly CommandPlugin[]): CommandPlugin | undefined =>
  plugins.find(({ Status, StatusDetails }) => isBad(commandResult(Status, StatusDetails))) ?? plugins.at(-1);

const machineResultOf = ({
  Status,
  StatusDetails,
  CommandPlugins = [],
}: CommandInvocation): MachineResult => {
  const result = commandResult(Status, StatusDetails);
  // A command that the system stopped never ran, unless one of its steps did.
  if (result === "notRun" && CommandPlugins.some(hasStarted)) return "cancelled";
  if (result !== "passed") return result;
  const steps = CommandPlugins.map((plugin) => commandResult(plugin.Status, plugin.StatusDetails));
  const bad = steps.find(isBad);
  if (bad !== undefined) return bad;
  return CommandPlugins.some(hasUnknownStatus) ? "unknown" : (steps.find(isOpen) ?? "passed");
};

const hasUnknownStatus = ({ Status = "", StatusDetails = "" }: CommandPlugin): boolean =>
  unknownWord(Status, StatusDetails) !== undefined;

/** The first word that is given and not known. */
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
    // The list may hold what the whole output leaves out: its stdout is empty where the step was stopped.
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
  const said = isOwn
    ? invocation
    : CommandPlugins.find(({ Status, StatusDetails }) => commandResult(Status, StatusDetails) === result);
  const status = plainLine(said?.StatusDetails ?? said?.Status ?? "");
  const code = plugin?.ResponseCode;
  const step = plainLine(plugin?.Name ?? "");
  switch (result) {
    case "passed":
      return "Every step passed.";
    case "failed":
      return step === ""
        ? `Run Command says ${status}.`
        : `Step ${step} failed${code === undefined || code === -1 ? "" : ` with exit code ${code}`}.`;
    case "unreachable":
      return `The command did not reach it: ${status}.`;
    case "notRun":
      return "The command was stopped before its turn came: too many errors on other machines.";
    case "unknown": {
      const word = unknownWord(...wordsOf(invocation));
      return word === undefined
        ? "Run Command gives no status for it."
        : `Run Command gives a status that is not known here: ${plainLine(word)}.`;
    }
    default:
      return `Run Command says ${status}.`;
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
}: CommandPlugin): Step =>
  present({
    Name: sharedText(Name ?? ""),
    Status: sharedText(Status),
    StatusDetails: sharedText(StatusDetails),
    ResponseCode,
    StartTime: ResponseStartDateTime,
    EndTime: ResponseFinishDateTime,
  });
