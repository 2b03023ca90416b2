import { callsBehind, callsToFind, leftOut, placeholder, type TableColumn } from "@windowpane/explorer";
import {
  isBad,
  isNotPatched,
  readExecutionOutput,
  readOutput,
  type ExecutionOutput,
  type InvocationOutput,
  type MachineOutput,
} from "@windowpane/report";
import { exitCodes } from "../../../host/exit-code.ts";
import { callsOfExecution, readExecution, windowOption } from "../../arguments/execution.ts";
import type { FoundExecution } from "../../arguments/find-execution.ts";
import { executionArgument, invocationArgument, taskArgument } from "../../arguments/ids.ts";
import { absentMachine, machineIn, type MachineWord } from "../../arguments/machine-word.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { ownCommandLine } from "../../context/own-command.ts";
import { showCalls } from "../../output/command-lines.ts";
import { pageFor } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { outputText } from "./output-text.ts";
import { findLevel, findWords } from "./words.ts";

export const output: Command = {
  description:
    "Shows where each text comes from and where it was cut. Machines that failed come first. With MACHINE, reads up to 24,000 " +
    "characters of output and 8,000 of errors; without, up to 2,500 characters of each text. TASK and INVOCATION can be left " +
    "out with MACHINE or --bad, which then read the whole execution.",
  arguments: [
    executionArgument,
    {
      ...taskArgument,
      about: "TaskExecutionId, or the name of what the task runs (default: all tasks, with MACHINE or --bad)",
    },
    { ...invocationArgument, about: "InvocationId (default: all invocations, with MACHINE or --bad)" },
    {
      name: "MACHINE",
      about: "instance ID or name, as `windowpane targets` lists them (default: all machines)",
      optional: true,
    },
  ],
  options: [
    { flags: "--bad", about: "only machines that did not pass or are not patched", group: "Filtering" },
    windowOption,
  ],
  examples: [
    {
      line: "output nightly-patch web-prod-004",
      about: "Show what a machine printed in the newest execution",
    },
    { line: "output EXECUTION --bad", about: "Show the output of all machines that did not pass" },
    { line: "output EXECUTION TASK INVOCATION", about: "Show the output of all machines of an invocation" },
    {
      line: "output EXECUTION TASK INVOCATION i-0123456789abcdef0",
      about: "Show the longer output of one machine",
    },
  ],
  async run(given) {
    const isBadOnly = given.options["bad"] === true;
    const { words, found: known } = await findWords(given);
    const found = await findLevel(given, { words, isBadOnly, found: known });
    const { context, ids } = found;
    const machine = words.machine ?? machineIn(ids.InstanceId);
    if (context.settings.showCli) {
      if (machine?.InstanceName !== undefined)
        await showCalls(context, callsToFind.machineNamed(machine.InstanceName));
      const InstanceId =
        machine === undefined ? undefined : (machine.InstanceId ?? placeholder("InstanceId"));
      const calls =
        ids.InvocationId === undefined
          ? [
              ...callsOfExecution(context, ids),
              "# for each machine of these:",
              ...callsBehind.output({ ...ids, InstanceId }),
            ]
          : callsBehind.output({ ...ids, InstanceId });
      await showCalls(context, [...calls, ...leftOut({ onlyBad: isBadOnly })]);
      return exitCodes.done;
    }
    const { TaskExecutionId, InvocationId } = ids;
    if (TaskExecutionId !== undefined && InvocationId !== undefined) {
      const result = await readOne(context, { ...ids, TaskExecutionId, InvocationId }, machine);
      const machines = result.machines.filter(({ result: one }) => !isBadOnly || isBad(one));
      await showOutput(context, { ...result, machines });
      return exitCodes.done;
    }
    await showOutput(context, await readMany(context, found, { machine, isBadOnly }));
    return exitCodes.done;
  },
};

interface InvocationRef {
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
}

/** Reads the output of one invocation. @throws NowhereError when it does not have the machine. */
const readOne = async (
  context: Context,
  { WindowExecutionId, TaskExecutionId, InvocationId }: InvocationRef,
  machine: MachineWord | undefined,
): Promise<InvocationOutput> => {
  const { client, host, settings } = context;
  const ref = { WindowExecutionId, TaskExecutionId, InvocationId };
  const result = await readOutput(await client(), { ...ref, ...machine, signal: host.interrupt });
  if (machine === undefined || result.choices === undefined) return result;
  throw absentMachine(machine, {
    where: `Invocation ${InvocationId}`,
    machines: result.choices,
    list: ownCommandLine(settings, "targets", WindowExecutionId, TaskExecutionId),
  });
};

/** Reads the outputs of a machine, or of the machines that did not pass, in all invocations of an execution or a task. */
const readMany = async (
  context: Context,
  found: FoundExecution,
  { machine, isBadOnly }: { readonly machine: MachineWord | undefined; readonly isBadOnly: boolean },
): Promise<ExecutionOutput> => {
  const { WindowExecutionId, TaskExecutionId, InvocationId } = found.ids;
  // Outputs do not name the window.
  const report = await readExecution(context, found, { search: false });
  const all = report.tasks
    .filter((task) => TaskExecutionId === undefined || task.TaskExecutionId === TaskExecutionId)
    .flatMap(({ invocations }) => invocations)
    .filter((invocation) => InvocationId === undefined || invocation.InvocationId === InvocationId)
    .flatMap(({ machines }) => machines);
  const named = machine === undefined ? all : machine.among(all);
  if (machine !== undefined && named.length === 0) {
    throw absentMachine(machine, {
      where: TaskExecutionId === undefined ? `Execution ${WindowExecutionId}` : `Task ${TaskExecutionId}`,
      machines: all,
      list: ownCommandLine(
        context.settings,
        "targets",
        WindowExecutionId,
        ...(TaskExecutionId === undefined ? [] : [TaskExecutionId]),
      ),
    });
  }
  const wanted = named.filter(
    ({ result, patch }) => !isBadOnly || isBad(result) || (patch !== undefined && isNotPatched(patch)),
  );
  return readExecutionOutput(await context.client(), report, {
    machines: wanted,
    // The longer output takes a request for each step, so only a single machine gets it.
    isOne: machine !== undefined,
    signal: context.host.interrupt,
    onProgress: ({ read, invocations }) =>
      void context.console.progress(`${read} of ${invocations} invocations read`),
  });
};

const showOutput = async (context: Context, result: InvocationOutput | ExecutionOutput): Promise<void> => {
  const { machines, gaps } = result;
  await show(context, {
    value: result,
    lines: machines,
    rows: machines.flatMap(rowsOf),
    columns,
    gaps,
    text: () => outputText(pageFor(context), { ...result, note: noteOf(result) }),
  });
  if (machines.length === 0 && noteOf(result) === undefined && gaps.length === 0)
    await context.console.note("No machine matches.");
};

/** Why there is no output. */
const noteOf = (result: InvocationOutput | ExecutionOutput): string | undefined =>
  "notes" in result ? [...new Set(result.notes.map(({ note }) => note))].join(" ") || undefined : result.note;

/** A row for each text, and one for each step without output. */
const rowsOf = ({ steps, ...machine }: MachineOutput): readonly TableRow[] =>
  steps.flatMap(({ texts, Name, ...step }) =>
    (texts.length === 0 ? [{}] : texts).map((text) => ({ ...machine, ...step, step: Name, ...text })),
  );

const columns: readonly TableColumn[] = [
  { name: "name" },
  { name: "InstanceName" },
  { name: "step" },
  { name: "Status", kind: "status" },
  { name: "StatusDetails" },
  { name: "ResponseCode" },
  { name: "stream" },
  { name: "from" },
  { name: "cut" },
  { name: "text" },
];
