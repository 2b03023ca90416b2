import { isInstanceId, type Output } from "@windowpane/core";
import { isBad } from "../../model/result.ts";
import { toStep, type CommandInvocation, type CommandPlugin } from "../command/command-machine.ts";
import type { GapReader, ReadResponse } from "../reading/reader.ts";
import { expiredGap, foldGaps } from "../../model/gap.ts";
import type { DocumentStep, Gap } from "../../model/report.ts";
import { isCut, LIST_LIMIT, STDERR_LIMIT, STDOUT_LIMIT } from "../command/output-limits.ts";
import {
  machinesNamed,
  type InvocationOutput,
  type MachineName,
  type MachineOutput,
  type OutputText,
  type StepOutput,
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
  /** Steps of the machine, if they are known. Default: the list names them. */
  readonly steps?: readonly DocumentStep[] | undefined;
  /** The machine's item from an earlier read, used if the list cannot be read. Default: none. */
  readonly listed?: CommandInvocation | undefined;
}

type OutputPart = Pick<InvocationOutput, "machines" | "note" | "choices" | "gaps">;

/** The output of a machine as its item in the list has it: the first 2,500 characters of each step. */
export const listedOutput = (item: CommandInvocation): MachineOutput => machineOutput(item, listSteps(item));

/**
 * Reads the output of a command on all its machines, or on one of them. For one machine it yields the texts in the list
 * before the whole ones. The whole output of known steps is requested beside the list.
 */
export async function* commandOutput(
  reader: GapReader,
  { InstanceName, ...options }: CommandOutputOptions,
): AsyncGenerator<OutputPart, void, undefined> {
  if (InstanceName === undefined) {
    yield* outputOf(reader, options);
    return;
  }
  const { machines, gaps } = await machinesOf(reader, options.CommandId);
  const named = machinesNamed(machines, InstanceName);
  const [only, second] = named;
  if (only !== undefined && second === undefined)
    yield* outputOf(reader, { ...options, InstanceId: only.InstanceId });
  else if (machines.length === 0) yield* outputOf(reader, options);
  else yield { machines: [], note: ABSENT, choices: second === undefined ? machines : named, gaps };
}

const ABSENT = "The invocation does not include this machine.";

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

async function* outputOf(
  reader: GapReader,
  {
    CommandId,
    InstanceId,
    isFinal,
    steps: known = [],
    listed: earlier,
  }: Omit<CommandOutputOptions, "InstanceName">,
): AsyncGenerator<OutputPart, void, undefined> {
  const ids = { CommandId, ...present({ InstanceId }) };
  const what = "What the command printed";
  const items: CommandInvocation[] = [];
  const asked = new Map<string, Promise<WholeStep>>();
  const whole = (machine: string, step: string | undefined, isOver: boolean): Promise<WholeStep> => {
    const key = step ?? "";
    const request = asked.get(key) ?? (isOver ? requestStep(reader, CommandId, machine, step) : notOver);
    asked.set(key, request);
    // It is awaited after the list, which may reject before.
    request.catch(() => {});
    return request;
  };
  const listing = reader.list(
    "ListCommandInvocations",
    { ...ids, Details: true, MaxResults: 50 },
    { ids, what },
    (page) => items.push(...page),
  );
  if (InstanceId !== undefined && isInstanceId(InstanceId)) {
    for (const step of known) if (isOver(step)) void whole(InstanceId, step.Name, true);
  }
  // Most documents have one step, which needs no name. For another one, this response is not used.
  const guess =
    InstanceId !== undefined && known.length === 0 && isInstanceId(InstanceId)
      ? requestStep(reader, CommandId, InstanceId, undefined)
      : undefined;
  guess?.catch(() => {});
  const failed = await listing;
  const gaps: Gap[] = failed === undefined ? [] : [failed.gap];
  if (items.length === 0 && failed === undefined) {
    // An empty list also means that the command has other machines.
    const others = InstanceId === undefined ? undefined : await machinesOf(reader, CommandId);
    if (others !== undefined && others.machines.length > 0) {
      yield { machines: [], note: ABSENT, choices: others.machines, gaps: others.gaps };
      return;
    }
    yield isFinal
      ? { machines: [], gaps: [expiredGap({ operation: "ListCommandInvocations", ids, what })] }
      : { machines: [], note: "The command has not reached a machine yet.", gaps: [] };
    return;
  }
  if (failed !== undefined && items.length === 0 && earlier !== undefined) items.push(earlier);
  yield { machines: items.map(listedOutput), gaps };
  if (InstanceId === undefined) return;
  // Without its item, the machine has the steps that were known before.
  const machines: readonly CommandInvocation[] = items.length > 0 ? items : [{ CommandId, InstanceId }];
  const read = await Promise.all(
    machines.map(async (item) => {
      const steps = await Promise.all(
        (item.CommandPlugins ?? []).map(async (plugin) => {
          const listed = { ...toStep(plugin), texts: listTexts(item, plugin) };
          if (!isInstanceId(item.InstanceId ?? "")) return { step: listed };
          const guessed = item.CommandPlugins?.length === 1 && isOver(plugin) ? await guess : undefined;
          const { value, gap } =
            guessed?.value === undefined
              ? await whole(item.InstanceId ?? "", plugin.Name, isOver(plugin))
              : { value: guessed.value, gap: undefined };
          const texts = value === undefined ? [] : wholeTexts(value);
          // The list can have output that this response lacks: its stdout is empty if the step was stopped.
          return { step: texts.length === 0 ? listed : { ...toStep(plugin), texts }, gap };
        }),
      );
      const alone =
        items.length > 0
          ? []
          : await Promise.all(
              known.map(async (step) => {
                const { value, gap } = await whole(InstanceId, step.Name, isOver(step));
                return { step: { ...step, texts: value === undefined ? [] : wholeTexts(value) }, gap };
              }),
            );
      const all = [...steps, ...alone];
      gaps.push(...all.flatMap(({ gap }) => gap ?? []));
      return machineOutput(
        item,
        all.map(({ step }) => step),
      );
    }),
  );
  yield { machines: items.length === 0 && known.length === 0 ? [] : read, gaps: foldGaps(gaps) };
}

type WholeStep = ReadResponse<Output<"GetCommandInvocation"> | undefined>;

const notOver: Promise<WholeStep> = Promise.resolve({ value: undefined });

const requestStep = (
  reader: GapReader,
  CommandId: string,
  InstanceId: string,
  PluginName: string | undefined,
): Promise<WholeStep> => {
  const ids = { CommandId, InstanceId, ...present({ PluginName }) };
  return reader.call("GetCommandInvocation", ids, { ids, what: "The whole output of a step" });
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
const isOver = ({
  Status,
  StatusDetails,
  ResponseCode,
}: Pick<CommandPlugin, "Status" | "StatusDetails" | "ResponseCode">): boolean => {
  const result = commandResult(Status, StatusDetails);
  return ResponseCode !== -1 && (result === "passed" || isBad(result));
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
