import type { Item, Output } from "@windowpane/core";
import { isBad, isOpen, type Bucket } from "../bucket.ts";
import { causeOf } from "../cause.ts";
import type { Cause, Machine, Place, Step } from "../model.ts";
import { plainLine } from "../plain-text.ts";
import { outputTextsOf } from "../output-limits.ts";
import { present } from "../present.ts";
import { sharedText } from "../shared-text.ts";
import { commandBucket, isKnownStatus } from "../status.ts";
import { machineRow } from "./machine-row.ts";

export type CommandInvocation = Item<"ListCommandInvocations">;
export type CommandPlugin = NonNullable<CommandInvocation["CommandPlugins"]>[number];

/** One machine of a command, as the command's list tells it. */
export const commandMachine = (
  place: Place,
  invocation: CommandInvocation,
  whole?: Output<"GetCommandInvocation">,
): Machine => {
  const { InstanceId, InstanceName, Status, StatusDetails, CommandPlugins = [] } = invocation;
  const plugin = tellingPlugin(CommandPlugins);
  const bucket = bucketOf(invocation);
  const cause = isBad(bucket) ? causeOfMachine(invocation, plugin, whole) : undefined;
  return machineRow(place, {
    kind: InstanceId === undefined ? "unnamed" : "machine",
    name: InstanceId ?? "machine not named",
    InstanceId,
    InstanceName: InstanceName === "" ? undefined : InstanceName,
    bucket,
    reason: reasonOf(bucket, invocation, plugin),
    cause,
    Status,
    StatusDetails,
    ResponseCode: isOpen(bucket) ? undefined : plugin?.ResponseCode,
    StartTime: CommandPlugins.find(({ ResponseStartDateTime }) => ResponseStartDateTime !== undefined)
      ?.ResponseStartDateTime,
    EndTime: CommandPlugins.findLast(({ ResponseFinishDateTime }) => ResponseFinishDateTime !== undefined)
      ?.ResponseFinishDateTime,
    steps: CommandPlugins.map(toStep),
  });
};

/** The step that failed, or the last one: its exit code and its output tell most. */
export const tellingPlugin = (plugins: readonly CommandPlugin[]): CommandPlugin | undefined =>
  plugins.find(({ Status, StatusDetails }) => isBad(commandBucket(Status, StatusDetails))) ?? plugins.at(-1);

const bucketOf = ({ Status, StatusDetails, CommandPlugins = [] }: CommandInvocation): Bucket => {
  const bucket = commandBucket(Status, StatusDetails);
  // A command that the system stopped never ran, unless one of its steps did.
  if (bucket === "neverRan" && CommandPlugins.some(hasStarted)) return "cancelled";
  if (bucket !== "passed") return bucket;
  const steps = CommandPlugins.map((plugin) => commandBucket(plugin.Status, plugin.StatusDetails));
  return steps.find(isBad) ?? (CommandPlugins.some(hasUnknownStatus) ? "unknown" : "passed");
};

const hasUnknownStatus = ({ Status = "", StatusDetails = "" }: CommandPlugin): boolean =>
  unknownWord(Status, StatusDetails) !== undefined;

/** The first word that is given and not known. */
const unknownWord = (...words: readonly string[]): string | undefined =>
  words.find((word) => word !== "" && !isKnownStatus("command", word));

const hasStarted = ({ ResponseCode, ResponseStartDateTime }: CommandPlugin): boolean =>
  ResponseStartDateTime !== undefined && ResponseCode !== -1;

const causeOfMachine = (
  { Status, StatusDetails, TraceOutput }: CommandInvocation,
  plugin: CommandPlugin | undefined,
  whole: Output<"GetCommandInvocation"> | undefined,
): Cause => {
  const details = isBad(commandBucket(Status, StatusDetails)) ? StatusDetails : plugin?.StatusDetails;
  return causeOf({
    Status,
    StatusDetails: details,
    ResponseCode: plugin?.ResponseCode,
    texts: [
      whole?.StandardErrorContent ?? "",
      whole?.StandardOutputContent ?? "",
      ...outputTextsOf(plugin?.Output ?? ""),
      TraceOutput ?? "",
    ].filter((text) => text !== ""),
  });
};

const reasonOf = (
  bucket: Bucket,
  invocation: CommandInvocation,
  plugin: CommandPlugin | undefined,
): string => {
  const status = plainLine(invocation.StatusDetails ?? invocation.Status ?? "");
  const code = plugin?.ResponseCode;
  const step = plainLine(plugin?.Name ?? "");
  switch (bucket) {
    case "passed":
      return "Every step passed.";
    case "failed":
      return step === ""
        ? `Run Command says ${status}.`
        : `Step ${step} failed${code === undefined || code === -1 ? "" : ` with exit code ${code}`}.`;
    case "undeliverable":
      return `The command did not reach it: ${status}.`;
    case "neverRan":
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
