/** Arguments that several commands take. */
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { readUuid, type UuidArgument } from "./ids.ts";

export const executionArgument: ArgumentRow = {
  name: "EXECUTION",
  about: "WindowExecutionId, as `windowpane executions` lists them",
};

export const taskArgument: ArgumentRow = {
  name: "TASK",
  about: "TaskExecutionId, as `windowpane tasks EXECUTION` lists them",
};

export const invocationArgument: ArgumentRow = {
  name: "INVOCATION",
  about: "InvocationId, as `windowpane invocations EXECUTION TASK` lists them",
};

/** The ids that stand after a command's name, in that order. */
export const readUuids = <const Names extends readonly UuidArgument["name"][]>(
  { args }: Context,
  ...names: Names
): { readonly [Place in keyof Names]: string } => {
  const ids = names.map((name, place) => readUuid({ name, text: args[place] ?? "" }));
  return ids as { readonly [Place in keyof Names]: string }; // One id for each name.
};
