/** IDs as users paste them, and the arguments that take one. */
import { UsageError } from "../../host/usage-error.ts";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";

export const executionArgument: ArgumentRow = {
  name: "EXECUTION",
  about: "WindowExecutionId; `windowpane executions` lists them",
  completes: "executions",
};

export const taskArgument: ArgumentRow = {
  name: "TASK",
  about: "TaskExecutionId; `windowpane tasks EXECUTION` lists them",
};

export const invocationArgument: ArgumentRow = {
  name: "INVOCATION",
  about: "InvocationId; `windowpane invocations EXECUTION TASK` lists them",
};

/** What the form of an ID tells about it. */
export type IdKind = "window" | "uuid" | "machine" | "arn" | "unknown";

/** Removes spaces, quotes, brackets and commas around a pasted ID. The ARN of a window gives the window ID. */
export const cleanId = (text: string): string => {
  const bare = text
    .trim()
    .replace(/^["'`“”‘’<([{]+|["'`“”‘’>)\]},;.]+$/g, "")
    .trim();
  return /:maintenancewindow\/(mw-[0-9a-f]{17})$/.exec(bare)?.[1] ?? bare;
};

export const idKind = (id: string): IdKind => {
  if (/^mw-[0-9a-f]{17}$/.test(id)) return "window";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return "uuid";
  if (/^m?i-\w{8,17}$/.test(id)) return "machine";
  return id.startsWith("arn:") ? "arn" : "unknown";
};

/** Arguments that take a UUID. */
type UuidArgument = keyof typeof uuidArguments;

/**
 * Reads the IDs after a command's name, in the given order.
 *
 * @throws UsageError when one is not a UUID.
 */
export const readUuids = <const Names extends readonly UuidArgument[]>(
  { args }: Pick<Context, "args">,
  ...names: Names
): { readonly [Index in keyof Names]: string } => {
  const ids = names.map((name, index) => readUuid(name, args[index] ?? ""));
  return ids as { readonly [Index in keyof Names]: string }; // One ID for each name.
};

const uuidArguments = {
  EXECUTION: {
    noun: "a window execution ID (36 characters, like 4d1c0f6e-...)",
    advice:
      "Run `windowpane executions` for all executions, or `windowpane executions WINDOW` for those of one window.",
  },
  TASK: {
    noun: "a TaskExecutionId (36 characters)",
    advice: "Run `windowpane tasks EXECUTION` for the tasks of an execution.",
  },
  INVOCATION: {
    noun: "an invocation ID (36 characters)",
    advice: "Run `windowpane invocations EXECUTION TASK` for the invocations of a task.",
  },
} as const;

const readUuid = (name: UuidArgument, text: string): string => {
  const id = cleanId(text);
  if (idKind(id) === "uuid") return id;
  const { noun, advice } = uuidArguments[name];
  throw new UsageError(`${name} must be ${noun}; "${id}" ${describeId(id)}.`, advice);
};

const describeId = (id: string): string => {
  switch (idKind(id)) {
    case "window":
      return "is a window ID";
    case "machine":
      return "is an instance ID";
    case "arn":
      return "is an ARN";
    default:
      return /^[0-9a-f-]{20,}$/i.test(id)
        ? `has ${[...id].length} characters, or misplaced dashes`
        : "is not a UUID";
  }
};
