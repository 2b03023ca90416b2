/** Arguments that take an ID. */
import { shellQuote } from "@windowpane/text";
import { cleanId, idKind } from "@windowpane/explorer";

import { UsageError } from "../../host/usage-error.ts";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";

export const executionArgument: ArgumentRow = {
  name: "EXECUTION",
  about:
    "WindowExecutionId, the ID of anything in it, or the name or ID of a window for its newest execution; " +
    "`windowpane executions` lists them",
  completes: "executions",
};

export const exactExecutionArgument: ArgumentRow = {
  ...executionArgument,
  about: "WindowExecutionId; `windowpane executions` lists them",
};

export const taskArgument: ArgumentRow = {
  name: "TASK",
  about:
    "TaskExecutionId, or the name of what the task runs; `windowpane tasks EXECUTION` lists them " +
    "(default: the task that EXECUTION names, or the only one)",
  optional: true,
};

export const invocationArgument: ArgumentRow = {
  name: "INVOCATION",
  about:
    "InvocationId; `windowpane invocations EXECUTION TASK` lists them (default: the invocation that EXECUTION names, or the only one)",
  optional: true,
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
    advice: "Run `windowpane executions` for all executions.",
  },
  TASK: {
    noun: "a TaskExecutionId (36 characters) or a task's name",
    advice: "Run `windowpane tasks EXECUTION` for the tasks of an execution.",
  },
  INVOCATION: {
    noun: "an invocation ID (36 characters)",
    advice: "Run `windowpane invocations EXECUTION TASK` for the invocations of a task.",
  },
} as const;

/**
 * Reads an ID of a level.
 *
 * @param parents - the arguments before it, for the advice. Default: their names.
 * @throws UsageError when it is not a UUID.
 */
export const readUuid = (name: UuidArgument, text: string, parents: readonly string[] = []): string => {
  const id = cleanId(text);
  if (idKind(id) === "uuid") return id;
  const { noun, advice: general } = uuidArguments[name];
  const advice = parents.reduce(
    (line, word, index) => line.replace(parentNames[index] ?? "", shellQuote(word)),
    general,
  );
  throw new UsageError(`${name} must be ${noun}; "${id}" ${describeId(id)}.`, advice);
};

const parentNames = ["EXECUTION", "TASK"] as const;

/** What a text is, if it is not the wanted ID: the end of a sentence. */
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
