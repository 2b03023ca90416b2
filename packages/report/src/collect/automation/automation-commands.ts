/** The commands that the steps of an automation ran. */
import { isInstanceId } from "@windowpane/core";
import { present } from "../../model/present.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import type { AutomationCommand, StepExecution } from "../context/automations.ts";

/**
 * The commands of an automation's steps, each once, in the order of the steps. Of the outputs, which can hold secrets, only
 * `CommandId` is read, and of the inputs only the members above. That a step names its command there follows from AWS's
 * description of the action, but was not seen in a live response. Never throws.
 */
export const commandsOf = (steps: readonly StepExecution[]): readonly AutomationCommand[] => {
  const commands = new Map<string, AutomationCommand>();
  for (const step of steps) {
    if (!maySendCommand(step)) continue;
    for (const CommandId of idsOf(step)) {
      if (!commands.has(CommandId)) commands.set(CommandId, present({ CommandId, ...requestOf(step) }));
    }
  }
  return [...commands.values()];
};

/** What the steps that passed and can have sent a command sent, without naming it. */
export const unnamedCommandsOf = (
  steps: readonly StepExecution[],
): readonly Omit<AutomationCommand, "CommandId">[] =>
  steps.filter((step) => maySendCommand(step) && hasPassed(step) && idsOf(step).length === 0).map(requestOf);

/** The document that a step names: that of a command, or of another automation. */
export const documentOf = ({ Inputs = {} }: StepExecution): string | undefined =>
  textOf(read(Inputs["DocumentName"]));

/** Whether a step passed. */
export const hasPassed = ({ StepStatus }: StepExecution): boolean =>
  automationResult(StepStatus) === "passed";

/**
 * Whether other executions of the same document can have run commands, by the steps of one that passed. A branch, a loop or a
 * child automation can do in one execution what it does not do in another. A response without steps proves nothing.
 */
export const canRunCommands = (steps: readonly StepExecution[]): boolean =>
  steps.length === 0 || steps.some((step) => maySendCommand(step) || mayRunCommands.has(step.Action ?? ""));

const mayRunCommands: ReadonlySet<string> = new Set(["aws:executeAutomation", "aws:branch", "aws:loop"]);

/** Whether a step sends a command, or does not say what it does. Calls of AWS's API send one with SendCommand. */
const maySendCommand = ({ Action = "", Inputs = {} }: StepExecution): boolean =>
  Action === "" ||
  Action === "aws:runCommand" ||
  (Action === "aws:executeAwsApi" && /^send_?command$/iu.test(textOf(read(Inputs["Api"])) ?? ""));

const idsOf = ({ Outputs = {} }: StepExecution): readonly string[] =>
  Object.entries(Outputs)
    // A call of the API names its outputs as the document says.
    .filter(([name]) => /command_?id$/iu.test(name))
    .flatMap(([, values]) => values)
    .filter((id) => COMMAND_ID.test(id));

const requestOf = (step: StepExecution): Omit<AutomationCommand, "CommandId"> => {
  const { Inputs = {} } = step;
  const parameters = read(Inputs["Parameters"]);
  return present({
    DocumentName: documentOf(step),
    InstanceIds: textsOf(read(Inputs["InstanceIds"])).filter(isInstanceId),
    Operation: parameterOf(parameters, "Operation"),
    RebootOption: parameterOf(parameters, "RebootOption"),
    BaselineOverride: parameterOf(parameters, "BaselineOverride"),
  });
};

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
