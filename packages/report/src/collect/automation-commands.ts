/** The commands that the steps of an automation ran. */
import { isInstanceId } from "@windowpane/core";
import { present } from "../present.ts";
import type { StepExecution } from "./automation-machines.ts";

/** A command that a step of an automation ran with `aws:runCommand`. */
export interface AutomationCommand {
  readonly CommandId: string;
  /** The document of the command: a name or an ARN. Absent where the step does not give it. */
  readonly DocumentName?: string | undefined;
  /** The machines that the step names; empty where tags choose them. */
  readonly InstanceIds: readonly string[];
  /** `Scan` or `Install`, of a document that patches. */
  readonly Operation?: string | undefined;
  readonly RebootOption?: string | undefined;
  /** URL of the baseline that replaces the machine's own. Can be a presigned URL: do not write it anywhere. */
  readonly BaselineOverride?: string | undefined;
}

/**
 * The commands of an automation's steps, each once, in the order of the steps. Of the outputs, which can hold secrets, only
 * `CommandId` is read, and of the inputs only the members above. That a step names its command there follows from AWS's
 * description of the action, but was not seen in a live response. Never throws.
 */
export const commandsOf = (steps: readonly StepExecution[]): readonly AutomationCommand[] => {
  const commands = new Map<string, AutomationCommand>();
  for (const { Action, Inputs = {}, Outputs = {} } of steps) {
    if (Action !== RUN_COMMAND) continue;
    const parameters = read(Inputs["Parameters"]);
    const DocumentName = textOf(read(Inputs["DocumentName"]));
    const InstanceIds = textsOf(read(Inputs["InstanceIds"])).filter(isInstanceId);
    for (const CommandId of Outputs["CommandId"] ?? []) {
      if (!COMMAND_ID.test(CommandId) || commands.has(CommandId)) continue;
      commands.set(
        CommandId,
        present({
          CommandId,
          DocumentName,
          InstanceIds,
          Operation: parameterOf(parameters, "Operation"),
          RebootOption: parameterOf(parameters, "RebootOption"),
          BaselineOverride: parameterOf(parameters, "BaselineOverride"),
        }),
      );
    }
  }
  return [...commands.values()];
};

/**
 * Whether other executions of the same document can have run commands, by the steps of one that passed. A branch, a loop or a
 * child automation can do in one execution what it does not do in another. A response without steps proves nothing.
 */
export const canRunCommands = (steps: readonly StepExecution[]): boolean =>
  steps.length === 0 || steps.some(({ Action }) => Action === undefined || mayRunCommands.has(Action));

const RUN_COMMAND = "aws:runCommand";
const mayRunCommands: ReadonlySet<string> = new Set([
  RUN_COMMAND,
  "aws:executeAutomation",
  "aws:branch",
  "aws:loop",
]);

const COMMAND_ID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/iu;

/** The value of an input, which is JSON inside a string, or the plain text. */
const read = (input: string | undefined): unknown => {
  if (input === undefined) return undefined;
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
};

const textsOf = (value: unknown): readonly string[] => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text) => typeof text === "string").filter((text) => text !== "");
};

const textOf = (value: unknown): string | undefined => textsOf(value)[0];

const parameterOf = (parameters: unknown, name: string): string | undefined =>
  typeof parameters === "object" && parameters !== null && Object.hasOwn(parameters, name)
    ? textOf(Reflect.get(parameters, name))
    : undefined;
