import { callsBehind, cleanId, idKind, type TableColumn } from "@windowpane/explorer";
import {
  readOutput,
  type InvocationOutput,
  type MachineOutput,
  type OutputText,
  type StepOutput,
} from "@windowpane/report";
import { safeLine, safeText } from "@windowpane/text";
import { exitCodes } from "../../host/exit-code.ts";
import { UsageError } from "../../host/usage-error.ts";
import { executionArgument, invocationArgument, readUuids, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import { showCalls } from "../output/command-lines.ts";
import { gapsText } from "../output/gaps.ts";
import { countText, pageFor, paragraph, statusText, type Page } from "../output/page.ts";
import type { TableRow } from "../output/rows.ts";
import { show } from "../output/show.ts";

export const output: Command = {
  description:
    "Shows where each text comes from and where it was cut. With MACHINE, reads up to 24,000 characters of output and 8,000 " +
    "of errors; without, up to 2,500 characters of each text.",
  arguments: [
    executionArgument,
    taskArgument,
    invocationArgument,
    {
      name: "MACHINE",
      about: "instance ID, as `windowpane targets` lists them (default: all machines)",
      optional: true,
    },
  ],
  options: [],
  examples: [
    { line: "output EXECUTION TASK INVOCATION", about: "Show the output of all machines" },
    {
      line: "output EXECUTION TASK INVOCATION i-0123456789abcdef0",
      about: "Show the longer output of one machine",
    },
  ],
  async run(context) {
    const { args, host, settings } = context;
    const [WindowExecutionId, TaskId, InvocationId] = readUuids(context, "EXECUTION", "TASK", "INVOCATION");
    const InstanceId = args[3] === undefined ? undefined : readInstanceId(args[3]);
    if (settings.showCli) {
      const ref = { WindowExecutionId, TaskExecutionId: TaskId, InvocationId, InstanceId };
      await showCalls(context, callsBehind.output(ref));
      return exitCodes.done;
    }
    const result = await readOutput(await context.client(), {
      WindowExecutionId,
      TaskExecutionId: TaskId,
      InvocationId,
      InstanceId,
      signal: host.interrupt,
    });
    await show(context, {
      value: result,
      lines: result.machines,
      rows: result.machines.flatMap(rowsOf),
      columns,
      gaps: result.gaps,
      text: () => outputText(pageFor(context), result),
    });
    return exitCodes.done;
  },
};

const readInstanceId = (text: string): string => {
  const id = cleanId(text);
  if (idKind(id) === "machine") return id;
  throw new UsageError(
    `MACHINE must be an instance ID (i-... or mi-...); "${id}" is not.`,
    "Run `windowpane targets EXECUTION` for the machines of an execution.",
  );
};

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

const outputText = (page: Page, { machines, note, gaps }: InvocationOutput): string =>
  [
    machines.map((machine) => machineText(page, machine)).join("\n"),
    note === undefined ? "" : paragraph(page, note),
    gapsText(page, gaps),
  ].join("");

const machineText = (page: Page, machine: MachineOutput): string => {
  const { name, InstanceName = "", DocumentName = "", Status, StatusDetails, steps } = machine;
  const names = [name, InstanceName === "" ? "" : `(${InstanceName})`, DocumentName]
    .map(safeLine)
    .filter(Boolean);
  const status = Status === undefined ? "" : `  ${statusText(page, safeLine(StatusDetails ?? Status))}`;
  const body = steps.map((step) => stepText(page, step)).join("");
  return `${page.theme.paint("strong", names.join(" "))}${status}\n${body}`;
};

const stepText = (page: Page, { Name, Status, ResponseCode, texts }: StepOutput): string => {
  const code = ResponseCode === undefined ? "" : `, exit code ${ResponseCode}`;
  const status = Status === undefined ? "" : `: ${safeLine(Status)}${code}`;
  const printed = texts.filter(({ text }) => text.trim() !== "");
  const nothing = printed.length === 0 ? page.theme.paint("muted", "  no output\n") : "";
  return `${safeLine(Name)}${status}\n${nothing}${printed.map((text) => streamText(page, text)).join("")}`;
};

const streamText = (page: Page, { stream, text, from, limit, cut, rest }: OutputText): string => {
  const locations = [
    rest?.url,
    rest?.logGroup === undefined ? undefined : `log group ${rest.logGroup}`,
  ].filter(Boolean);
  const end = cut ? `, cut at ${limit === undefined ? "its limit of" : countText(limit)} characters` : "";
  const whole =
    locations.length === 0 ? "" : `; complete in ${locations.join(" and ")}, unless the upload failed`;
  const title = safeLine(`${stream} from ${from}${end}${whole}`);
  const lines = safeText(text).replace(/\n$/, "").split("\n");
  return `  ${page.theme.paint("muted", title)}\n${lines.map((line) => `    ${line}\n`).join("")}`;
};
