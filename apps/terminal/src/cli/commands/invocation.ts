import { safeLine, safeText } from "@windowpane/text";
import { exitCodes } from "../../host/exit-code.ts";
import { executionArgument, invocationArgument, taskArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { tookText } from "@windowpane/explorer";
import { awsTime } from "../context/times.ts";
import { get } from "../output/get.ts";
import type { TableRow } from "../output/rows.ts";

export const invocation: Command = {
  arguments: [executionArgument, taskArgument, invocationArgument],
  options: [],
  examples: [
    { line: "invocation EXECUTION TASK INVOCATION", about: "Show all members of an invocation" },
    {
      line: "invocation EXECUTION TASK INVOCATION --query Parameters --output text",
      about: "Print the parameters as AWS returns them",
    },
  ],
  async run(context) {
    const { withFound } = await import("../arguments/find-execution.ts");
    const { findInvocation } = await import("../arguments/find-task.ts");
    await withFound(context, findInvocation, ({ ids, context: there }) => {
      const { WindowExecutionId, TaskExecutionId: TaskId, InvocationId } = ids;
      return get(there, {
        operation: "GetMaintenanceWindowExecutionTaskInvocation",
        input: { WindowExecutionId, TaskId, InvocationId },
        table: (output) => invocationText(there, output),
      });
    });
    return exitCodes.done;
  },
};

const invocationText = ({ theme, host }: Context, output: TableRow): string => {
  const took = tookText(output["StartTime"], output["EndTime"], host.now());
  const members: readonly (readonly [string, unknown])[] = [
    ...Object.entries(output).filter(([name]) => name !== "Parameters"),
    ...(took === undefined ? [] : [["took", took] as const]),
  ];
  const width = members.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  const lines = members.map(([name, value]) => {
    const text = value instanceof Date ? awsTime(value, host.utcOffset(value)) : safeLine(String(value));
    const status = name === "Status" ? theme.status(text) : { text, tone: "plain" as const };
    return `${theme.paint("muted", name.padEnd(width))}  ${theme.paint(status.tone, status.text)}\n`;
  });
  return `${lines.join("")}${parametersText(output["Parameters"], theme.paint("muted", "Parameters"))}`;
};

/** Run Command's parameters are a JSON document in a string. Other task types can have other text. */
const parametersText = (parameters: unknown, title: string): string => {
  if (typeof parameters !== "string") return "";
  const lines = treeLines(parseJson(parameters), "  ");
  return `${title}\n${lines.map((line) => `${line}\n`).join("")}`;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown; // JSON.parse gives any.
  } catch {
    return text;
  }
};

/** A value as indented lines: `name: value` if the value fits in a line, else the value one level deeper. */
const treeLines = (value: unknown, indent: string): readonly string[] => {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.flatMap((item) => {
      if (typeof item !== "object" || item === null) return textLines(item).map((line) => `${indent}${line}`);
      return [`${indent}-`, ...treeLines(item, `${indent}  `)];
    });
  }
  if (typeof value !== "object" || value === null) return textLines(value).map((line) => `${indent}${line}`);
  return Object.entries(value).flatMap(([name, member]) => {
    const label = `${indent}${safeLine(name)}:`;
    const short = shortText(member);
    return short === undefined
      ? [label, ...treeLines(member, `${indent}  `)]
      : [`${label} ${short}`.trimEnd()];
  });
};

/** A scalar or a list of short scalars in one line; else undefined. */
const shortText = (value: unknown): string | undefined => {
  if (typeof value === "string" && value.includes("\n")) return undefined;
  if (typeof value !== "object" || value === null) return safeLine(String(value));
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const texts = items.map((item) => (typeof item === "object" ? undefined : shortText(item)));
  const line = texts.join(", ");
  return texts.includes(undefined) || line.length > 60 ? undefined : line;
};

const textLines = (value: unknown): readonly string[] => safeText(String(value)).split("\n").map(safeLine);
