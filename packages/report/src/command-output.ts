import { isInstanceId, type Output } from "@windowpane/core";
import { isBad } from "./bucket.ts";
import type { CommandInvocation, CommandPlugin } from "./collect/command-machine.ts";
import type { Reader } from "./collect/reader.ts";
import { expiredHole } from "./hole.ts";
import type { Hole } from "./model.ts";
import { isCut, LIST_LIMIT, STDERR_LIMIT, STDOUT_LIMIT } from "./output-limits.ts";
import type { InvocationOutput, MachineOutput, OutputRest, OutputText, StepOutput } from "./output-model.ts";
import { present } from "./present.ts";
import { commandBucket } from "./status.ts";

/** Which command's output to read. */
export interface CommandOutputOptions {
  readonly CommandId: string;
  /** Default: every machine, cut as the list cuts. */
  readonly InstanceId?: string | undefined;
  /** Whether the invocation has ended: its detail is then either there or gone. */
  readonly isFinal: boolean;
}

type Found = Pick<InvocationOutput, "machines" | "note" | "holes">;

/** What a command printed on its machines, or on one of them. */
export const commandOutput = async (
  reader: Reader,
  { CommandId, InstanceId, isFinal }: CommandOutputOptions,
): Promise<Found> => {
  const ids = { CommandId, ...present({ InstanceId }) };
  const what = "What the command printed";
  const items: CommandInvocation[] = [];
  const gap = await reader.walk(
    "ListCommandInvocations",
    { ...ids, Details: true, MaxResults: 50 },
    { ids, what },
    (page) => items.push(...page),
  );
  const listHoles = gap === undefined ? [] : [gap.hole];
  if (items.length === 0 && gap === undefined) {
    return isFinal
      ? { machines: [], holes: [expiredHole({ operation: "ListCommandInvocations", ids, what })] }
      : { machines: [], note: "The command has not reached a machine yet.", holes: [] };
  }
  if (InstanceId === undefined)
    return { machines: items.map((item) => machineOutput(item, listSteps(item))), holes: listHoles };

  const holes: Hole[] = [...listHoles];
  const machines = await Promise.all(
    items.map(async (item) => {
      const steps = await Promise.all(
        (item.CommandPlugins ?? []).map((plugin) => wholeStep(reader, item, plugin)),
      );
      holes.push(...steps.flatMap(({ hole }) => hole ?? []));
      return machineOutput(
        item,
        steps.map(({ step }) => step),
      );
    }),
  );
  return { machines, holes };
};

const machineOutput = (item: CommandInvocation, steps: readonly StepOutput[]): MachineOutput => {
  const { InstanceId, InstanceName, DocumentName, Status, StatusDetails } = item;
  return {
    name: InstanceId ?? "machine not named",
    ...present({ InstanceId, InstanceName: InstanceName || undefined, DocumentName, Status, StatusDetails }),
    steps,
  };
};

const listSteps = (item: CommandInvocation): readonly StepOutput[] =>
  (item.CommandPlugins ?? []).map((plugin) => stepOutput(plugin, listTexts(item, plugin)));

const listTexts = (item: CommandInvocation, plugin: CommandPlugin): readonly OutputText[] => {
  const { Output: text = "" } = plugin;
  if (text === "") return [];
  const cut = isCut(text, LIST_LIMIT);
  const rest = restOf(plugin.StandardOutputUrl || bucketUrl(plugin), item);
  return [
    { stream: "output", text, from: "ListCommandInvocations", limit: LIST_LIMIT, cut, ...present({ rest }) },
  ];
};

/** A step that has not begun has nothing that could be asked for. */
const isOver = ({ Status, StatusDetails, ResponseCode }: CommandPlugin): boolean => {
  const bucket = commandBucket(Status, StatusDetails);
  return ResponseCode !== -1 && (bucket === "passed" || isBad(bucket));
};

const wholeStep = async (
  reader: Reader,
  item: CommandInvocation,
  plugin: CommandPlugin,
): Promise<{ readonly step: StepOutput; readonly hole?: Hole | undefined }> => {
  const listed = stepOutput(plugin, listTexts(item, plugin));
  const { CommandId = "", InstanceId = "" } = item;
  if (!isOver(plugin) || !isInstanceId(InstanceId)) return { step: listed };
  const ids = { CommandId, InstanceId, ...present({ PluginName: plugin.Name }) };
  const { value, hole } = await reader.ask("GetCommandInvocation", ids, {
    ids,
    what: "The whole output of a step",
  });
  if (value === undefined) return { step: listed, hole };
  const texts = wholeTexts(value);
  // The list may hold what this answer leaves out: its stdout is empty where the step was stopped.
  return { step: texts.length === 0 ? listed : stepOutput(plugin, texts) };
};

const wholeTexts = (whole: Output<"GetCommandInvocation">): readonly OutputText[] => {
  const texts = [
    {
      stream: "stdout",
      text: whole.StandardOutputContent,
      limit: STDOUT_LIMIT,
      url: whole.StandardOutputUrl,
    },
    { stream: "stderr", text: whole.StandardErrorContent, limit: STDERR_LIMIT, url: whole.StandardErrorUrl },
  ] as const;
  return texts.flatMap(({ stream, text = "", limit, url }) => {
    if (text === "") return [];
    const rest = restOf(url, whole);
    return [
      {
        stream,
        text,
        from: "GetCommandInvocation",
        limit,
        cut: isCut(text, limit),
        ...present({ rest }),
      } as const,
    ];
  });
};

const stepOutput = (plugin: CommandPlugin, texts: readonly OutputText[]): StepOutput => {
  const { Name, Status, StatusDetails, ResponseCode, ResponseStartDateTime, ResponseFinishDateTime } = plugin;
  return {
    Name: Name ?? "",
    ...present({
      Status,
      StatusDetails,
      ResponseCode,
      StartTime: ResponseStartDateTime,
      EndTime: ResponseFinishDateTime,
    }),
    texts,
  };
};

type Configured = Pick<CommandInvocation, "CloudWatchOutputConfig" | "DocumentName">;

/** Where the whole text lies, if the command was told to put it anywhere. */
const restOf = (
  url: string | undefined,
  { CloudWatchOutputConfig, DocumentName }: Configured,
): OutputRest | undefined => {
  const { CloudWatchOutputEnabled, CloudWatchLogGroupName } = CloudWatchOutputConfig ?? {};
  // Without a name of its own the group is called after the document.
  const logGroup =
    CloudWatchOutputEnabled === true ? CloudWatchLogGroupName || `/aws/ssm/${DocumentName ?? ""}` : undefined;
  const rest = present({ url: url || undefined, logGroup });
  return Object.keys(rest).length === 0 ? undefined : rest;
};

const bucketUrl = ({ OutputS3BucketName = "", OutputS3KeyPrefix = "" }: CommandPlugin): string | undefined =>
  OutputS3BucketName === "" ? undefined : `s3://${OutputS3BucketName}/${OutputS3KeyPrefix}`;
