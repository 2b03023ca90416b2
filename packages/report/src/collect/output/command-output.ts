import { isInstanceId, type Output } from "@windowpane/core";
import { isBad } from "../../model/result.ts";
import { toStep, type CommandInvocation, type CommandPlugin } from "../command/command-machine.ts";
import type { GapReader } from "../reading/reader.ts";
import { expiredGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { isCut, LIST_LIMIT, STDERR_LIMIT, STDOUT_LIMIT } from "../command/output-limits.ts";
import type {
  InvocationOutput,
  MachineName,
  MachineOutput,
  OutputText,
  StepOutput,
} from "../../model/output.ts";
import { bucketUrl, restOf } from "../command/output-rest.ts";
import { present } from "../../model/present.ts";
import { commandResult } from "../../judge/verdict/status.ts";

/** The command whose output to read. */
export interface CommandOutputOptions {
  readonly CommandId: string;
  /** Default: all machines, with the output that the list includes. */
  readonly InstanceId?: string | undefined;
  /** The machine by name. */
  readonly InstanceName?: string | undefined;
  /** Whether the invocation has ended. If so, an empty list means that its history has expired. */
  readonly isFinal: boolean;
}

type OutputPart = Pick<InvocationOutput, "machines" | "note" | "choices" | "gaps">;

/** Reads the output of a command on all its machines, or on one of them. */
export const commandOutput = async (
  reader: GapReader,
  { InstanceName, ...options }: CommandOutputOptions,
): Promise<OutputPart> => {
  if (InstanceName === undefined) return outputOf(reader, options);
  const { machines, gaps } = await machinesOf(reader, options.CommandId);
  const [only, second] = machinesNamed(machines, InstanceName);
  if (only !== undefined && second === undefined)
    return outputOf(reader, { ...options, InstanceId: only.InstanceId });
  if (machines.length === 0) return outputOf(reader, options);
  const choices = second === undefined ? machines : machinesNamed(machines, InstanceName);
  return { machines: [], note: ABSENT, choices, gaps };
};

const ABSENT = "The invocation does not include this machine.";

/** Machines by their whole name, else by their name without the domain. */
const machinesNamed = (machines: readonly MachineName[], name: string): readonly MachineName[] => {
  const wanted = name.toLowerCase();
  const whole = machines.filter(({ InstanceName = "" }) => InstanceName.toLowerCase() === wanted);
  if (whole.length > 0) return whole;
  return machines.filter(({ InstanceName = "" }) => InstanceName.toLowerCase().startsWith(`${wanted}.`));
};

/** The machines of a command, without their output. */
const machinesOf = async (
  reader: GapReader,
  CommandId: string,
): Promise<{ readonly machines: readonly MachineName[]; readonly gaps: readonly Gap[] }> => {
  const purpose = { ids: { CommandId }, what: "The machines of a command" };
  const machines: MachineName[] = [];
  const failed = await reader.list(
    "ListCommandInvocations",
    { CommandId, MaxResults: 50 },
    purpose,
    (page) => {
      for (const { InstanceId, InstanceName } of page)
        if (InstanceId !== undefined)
          machines.push({ InstanceId, ...present({ InstanceName: InstanceName || undefined }) });
    },
  );
  return { machines, gaps: failed === undefined ? [] : [failed.gap] };
};

const outputOf = async (
  reader: GapReader,
  { CommandId, InstanceId, isFinal }: Omit<CommandOutputOptions, "InstanceName">,
): Promise<OutputPart> => {
  const ids = { CommandId, ...present({ InstanceId }) };
  const what = "What the command printed";
  const items: CommandInvocation[] = [];
  const failed = await reader.list(
    "ListCommandInvocations",
    { ...ids, Details: true, MaxResults: 50 },
    { ids, what },
    (page) => items.push(...page),
  );
  const listGaps = failed === undefined ? [] : [failed.gap];
  if (items.length === 0 && failed === undefined) {
    // An empty list also means that the command has other machines.
    const others = InstanceId === undefined ? undefined : await machinesOf(reader, CommandId);
    if (others !== undefined && others.machines.length > 0)
      return { machines: [], note: ABSENT, choices: others.machines, gaps: others.gaps };
    return isFinal
      ? { machines: [], gaps: [expiredGap({ operation: "ListCommandInvocations", ids, what })] }
      : { machines: [], note: "The command has not reached a machine yet.", gaps: [] };
  }
  if (InstanceId === undefined)
    return { machines: items.map((item) => machineOutput(item, listSteps(item))), gaps: listGaps };

  const gaps: Gap[] = [...listGaps];
  const machines = await Promise.all(
    items.map(async (item) => {
      const steps = await Promise.all(
        (item.CommandPlugins ?? []).map((plugin) => wholeStep(reader, item, plugin)),
      );
      gaps.push(...steps.flatMap(({ gap }) => gap ?? []));
      return machineOutput(
        item,
        steps.map(({ step }) => step),
      );
    }),
  );
  return { machines, gaps };
};

const machineOutput = (item: CommandInvocation, steps: readonly StepOutput[]): MachineOutput => {
  const { InstanceId, InstanceName, DocumentName, Status, StatusDetails } = item;
  return {
    name: InstanceId ?? "machine not named",
    ...present({ InstanceId, InstanceName: InstanceName || undefined, DocumentName, Status, StatusDetails }),
    result: commandResult(Status, StatusDetails),
    steps,
  };
};

const listSteps = (item: CommandInvocation): readonly StepOutput[] =>
  (item.CommandPlugins ?? []).map((plugin) => ({ ...toStep(plugin), texts: listTexts(item, plugin) }));

const listTexts = (item: CommandInvocation, plugin: CommandPlugin): readonly OutputText[] => {
  const rest = restOf(plugin.StandardOutputUrl || bucketUrl(plugin), item);
  return textsOf(plugin.Output, {
    stream: "output",
    from: "ListCommandInvocations",
    limit: LIST_LIMIT,
    rest,
  });
};

const textsOf = (
  text = "",
  { stream, from, limit, rest }: Pick<OutputText, "stream" | "from" | "rest"> & { readonly limit: number },
): readonly OutputText[] =>
  text === "" ? [] : [{ stream, text, from, limit, cut: isCut(text, limit), ...present({ rest }) }];

/** Whether a step has ended; other steps have no output to request. */
const isOver = ({ Status, StatusDetails, ResponseCode }: CommandPlugin): boolean => {
  const result = commandResult(Status, StatusDetails);
  return ResponseCode !== -1 && (result === "passed" || isBad(result));
};

const wholeStep = async (
  reader: GapReader,
  item: CommandInvocation,
  plugin: CommandPlugin,
): Promise<{ readonly step: StepOutput; readonly gap?: Gap | undefined }> => {
  const listed = { ...toStep(plugin), texts: listTexts(item, plugin) };
  const { CommandId = "", InstanceId = "" } = item;
  if (!isOver(plugin) || !isInstanceId(InstanceId)) return { step: listed };
  const ids = { CommandId, InstanceId, ...present({ PluginName: plugin.Name }) };
  const { value, gap } = await reader.call("GetCommandInvocation", ids, {
    ids,
    what: "The whole output of a step",
  });
  if (value === undefined) return { step: listed, gap };
  const texts = wholeTexts(value);
  // The list can have output that this response lacks: its stdout is empty if the step was stopped.
  return { step: texts.length === 0 ? listed : { ...toStep(plugin), texts } };
};

const wholeTexts = (whole: Output<"GetCommandInvocation">): readonly OutputText[] => {
  const { StandardOutputContent, StandardOutputUrl, StandardErrorContent, StandardErrorUrl } = whole;
  const from = "GetCommandInvocation";
  return [
    ...textsOf(StandardOutputContent, {
      stream: "stdout",
      from,
      limit: STDOUT_LIMIT,
      rest: restOf(StandardOutputUrl, whole),
    }),
    ...textsOf(StandardErrorContent, {
      stream: "stderr",
      from,
      limit: STDERR_LIMIT,
      rest: restOf(StandardErrorUrl, whole),
    }),
  ];
};
