/** RUN_COMMAND: the machines that the command lists, checked against those that the invocation names. */
import { isFinalStatus, isInstanceId } from "@windowpane/core";
import { isBad, worse } from "../../model/result.ts";
import { expiredGap, missingGap } from "../../model/gap.ts";
import type { Gap, Machine } from "../../model/report.ts";
import { isCut, LIST_LIMIT } from "./output-limits.ts";
import { patchRunOf } from "../../judge/patching/patch-run.ts";
import { present } from "../../model/present.ts";
import { commandMachine, tellingPlugin, type CommandInvocation } from "./command-machine.ts";
import type { InvocationContext, InvocationReading } from "../context/invocation-context.ts";
import {
  explainLeftOut,
  explainNotStarted,
  unlistedMachines,
  type ExplainedResult,
} from "../context/unlisted.ts";

const MACHINES_PER_PAGE = 50;

/** The machines of a RUN_COMMAND invocation, with those that the invocation names and the list does not. */
export const readCommand = async (context: InvocationContext): Promise<InvocationReading> => {
  const { reader, ref, invocation, parameters, urgent } = context;
  const CommandId = invocation.ExecutionId;
  if (CommandId === undefined || CommandId === "") return notStarted(context);

  const listed = new Map<string, ListedMachine>();
  let DocumentName = parameters.documentName;
  const purpose = { ids: { CommandId }, what: "What the command did on its machines", urgent };
  const timeoutSeconds = executionTimeout(parameters.raw);
  const failed = await reader.list(
    "ListCommandInvocations",
    { CommandId, Details: true, MaxResults: MACHINES_PER_PAGE },
    purpose,
    (items) => {
      for (const item of items) {
        DocumentName = item.DocumentName ?? DocumentName;
        const machine = commandMachine(ref, item, { timeoutSeconds });
        // Each row without an ID counts as another machine.
        const key = item.InstanceId ?? `row ${listed.size}`;
        const before = listed.get(key);
        // A list that changes while it is read can repeat a machine: it counts once, with its worst result.
        if (before !== undefined && worse(before.machine.result, machine.result) === before.machine.result)
          continue;
        listed.set(key, { machine, item });
      }
      context.onMachines([...listed.values()].map(({ machine }) => machine));
    },
  );

  const listGap = failed?.gap;
  const unlisted = unlistedOf(context, listed, listGap);
  const refined = await Promise.all([...listed.values()].map((one) => explain(context, one, timeoutSeconds)));
  const gaps = [listGap ?? unlisted.gap, ...refined.map(({ gap }) => gap)].filter((gap) => gap !== undefined);
  const machines = [...refined.map(({ machine }) => machine), ...unlisted.machines];
  return {
    machines,
    exact: listGap === undefined && machines.every(({ kind }) => kind !== "unnamed"),
    gaps,
    ...present({
      DocumentName,
      patchRun: patchRunOf({
        DocumentName,
        parameters,
        // Every machine has all steps of the document; steps for other platforms are skipped.
        steps: machines.find(({ steps }) => steps.length > 0)?.steps ?? [],
        CommandIds: [CommandId],
      }),
    }),
  };
};

/** A machine with the list item it was made from. */
interface ListedMachine {
  readonly machine: Machine;
  readonly item: CommandInvocation;
}

const notStarted = (context: InvocationContext): InvocationReading => {
  const explained = explainNotStarted(context);
  const machines = unlistedMachines(context, explained);
  const { documentName } = context.parameters;
  return {
    machines,
    exact: machines.every(({ kind }) => kind !== "unnamed"),
    gaps: explained.result === "unknown" ? [unnamedGap(context, explained)] : [],
    ...present({
      DocumentName: documentName,
      patchRun: patchRunOf({
        DocumentName: documentName,
        parameters: context.parameters,
        steps: [],
        CommandIds: [],
      }),
    }),
  };
};

interface Unlisted {
  readonly machines: readonly Machine[];
  readonly gap?: Gap | undefined;
}

const unlistedOf = (
  context: InvocationContext,
  listed: ReadonlyMap<string, ListedMachine>,
  listGap: Gap | undefined,
): Unlisted => {
  const { invocation, parameters } = context;
  const missing = parameters.instanceIds.filter((id) => !listed.has(id));
  if (listGap !== undefined) {
    const explained: ExplainedResult = { result: "unknown", reason: listGap.why };
    // If tags select the machines, the rest of the list can contain any number of them.
    return {
      machines:
        missing.length > 0 || parameters.instanceIds.length === 0
          ? unlistedMachines(context, explained, missing)
          : [],
    };
  }
  if (listed.size > 0) {
    if (missing.length === 0) return { machines: [] };
    const explained = explainLeftOut(context);
    const machines = unlistedMachines(context, explained, missing);
    return explained.result === "unknown" ? { machines, gap: leftOutGap(context, missing[0]) } : { machines };
  }
  if (!isFinalStatus(invocation.Status)) {
    return {
      machines: unlistedMachines(context, {
        result: "pending",
        reason: "The command does not list any machines yet.",
      }),
    };
  }
  const gap = expiredGap({
    operation: "ListCommandInvocations",
    ids: { CommandId: invocation.ExecutionId ?? "" },
    what: "What the command did on its machines",
  });
  return { machines: unlistedMachines(context, { result: "unknown", reason: gap.why }), gap };
};

/** `InstanceId`: the first machine that is missing. */
const leftOutGap = ({ invocation }: InvocationContext, InstanceId: string | undefined): Gap =>
  missingGap(
    {
      operation: "ListCommandInvocations",
      ids: { CommandId: invocation.ExecutionId ?? "", ...present({ InstanceId }) },
      what: "The command does not list a machine that its invocation names",
    },
    "Check whether the machine was terminated or deregistered, and update the window's target.",
  );

const unnamedGap = ({ ref }: InvocationContext, { reason }: ExplainedResult): Gap =>
  missingGap(
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      ids: {
        WindowExecutionId: ref.WindowExecutionId,
        TaskId: ref.TaskExecutionId,
        InvocationId: ref.InvocationId,
      },
      what: reason.replace(/\.$/u, ""),
    },
    "Search Run Command's history for a command at the time of the invocation.",
  );

/** The machine with the cause from its whole output. The output is read only if the list cut it and the cause is not certain. */
const explain = async (
  { reader, ref, urgent }: InvocationContext,
  { machine, item }: ListedMachine,
  timeoutSeconds: number | undefined,
): Promise<{ readonly machine: Machine; readonly gap?: Gap | undefined }> => {
  const { InstanceId, CommandId, CommandPlugins = [] } = item;
  const plugin = tellingPlugin(CommandPlugins);
  if (!isBad(machine.result) || isCertain(machine) || !isCut(plugin?.Output ?? "", LIST_LIMIT))
    return { machine };
  if (InstanceId === undefined || CommandId === undefined || !isInstanceId(InstanceId)) return { machine };
  const { value, gap } = await reader.call(
    "GetCommandInvocation",
    { CommandId, InstanceId, ...(plugin?.Name === undefined ? {} : { PluginName: plugin.Name }) },
    { ids: { CommandId, InstanceId }, what: "The whole output of a machine that failed", urgent },
  );
  return value === undefined
    ? { machine, gap }
    : { machine: commandMachine(ref, item, { whole: value, timeoutSeconds }) };
};

const isCertain = ({ cause }: Machine): boolean =>
  cause !== undefined &&
  cause.certainty !== "likely" &&
  cause.key === cause.slug &&
  cause.from !== "response-code" &&
  cause.slug !== "output-cut";

/** Seconds that the task allows each step: the parameter `executionTimeout` of AWS's shell documents. */
const executionTimeout = (raw: unknown): number | undefined => {
  const [seconds] = [memberOf(memberOf(raw, "parameters"), "executionTimeout")].flat();
  return typeof seconds === "string" && /^\d+$/u.test(seconds) ? Number(seconds) : undefined;
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    : undefined;
