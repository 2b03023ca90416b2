import type { MachineOutput } from "@windowpane/report";
import type { Command } from "../context/command.ts";
import { exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/errors/usage-error.ts";
import { cleanId, idKind } from "../arguments/ids.ts";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { placeholder } from "../show-cli.ts";
import { executionArgument, invocationArgument, readUuids, taskArgument } from "../arguments/id-arguments.ts";

export const outputCommand: Command = {
  name: "output",
  summary: "show what the machines of an invocation printed",
  description:
    "Says where each text comes from and where it was cut. With a MACHINE the text is asked for whole: up to 24,000 " +
    "characters of output and 8,000 of errors; without one, each text is what the list gives, up to 2,500 characters.",
  arguments: [
    executionArgument,
    taskArgument,
    invocationArgument,
    {
      name: "MACHINE",
      about: "InstanceId, as `windowpane targets` shows them; default: every machine",
      optional: true,
    },
  ],
  options: [],
  examples: [
    { line: "output EXECUTION TASK INVOCATION", gives: "every machine's output" },
    { line: "output EXECUTION TASK INVOCATION i-0123456789abcdef0", gives: "one machine's, longer" },
  ],
  async run(context) {
    const { args, host, settings } = context;
    const [WindowExecutionId, TaskExecutionId, InvocationId] = readUuids(
      context,
      "EXECUTION",
      "TASK",
      "INVOCATION",
    );
    const InstanceId = args[3] === undefined ? undefined : readMachine(args[3]);
    if (settings.showCli) {
      const CommandId = placeholder("ExecutionId");
      await context.showCalls([
        {
          operation: "GetMaintenanceWindowExecutionTaskInvocation",
          input: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
        },
        "# of its ExecutionId:",
        { operation: "ListCommandInvocations", input: { CommandId, InstanceId, Details: true } },
        ...(InstanceId === undefined
          ? []
          : [{ operation: "GetCommandInvocation", input: { CommandId, InstanceId } } as const]),
      ]);
      return exitCodes.done;
    }
    const { readOutput } = await import("@windowpane/report");
    const output = await readOutput(await context.client(), {
      WindowExecutionId,
      TaskExecutionId,
      InvocationId,
      InstanceId,
      signal: host.interrupt,
    });
    const { outputText } = await import("./output-text.ts");
    const { pageFor } = await import("../output/page.ts");
    await context.show({
      value: output,
      lines: output.machines,
      rows: output.machines.flatMap(textRows),
      columns,
      gaps: output.gaps,
      text: () => outputText(pageFor(context), output),
    });
    return exitCodes.done;
  },
};

const readMachine = (text: string): string => {
  const id = cleanId(text);
  if (idKind(id) === "machine") return id;
  throw new UsageError(
    `MACHINE must be the id of a managed node (i-... or mi-...); "${id}" is none.`,
    "`windowpane targets EXECUTION` lists the machines of an execution.",
  );
};

/** A row for each text; a step that printed nothing has one, too. */
const textRows = ({ steps, ...machine }: MachineOutput): readonly Row[] =>
  steps.flatMap(({ texts, Name, ...step }) =>
    (texts.length === 0 ? [{}] : texts).map((text) => ({ ...machine, ...step, step: Name, ...text })),
  );

const columns: readonly Column[] = [
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
