/** The commands that automation steps sent. */
import { isInstanceId } from "@windowpane/core";
import { present } from "../../model/present.ts";
import { automationResult } from "../../judge/verdict/status.ts";
import type { AutomationCommand, StepExecution } from "../context/automations.ts";

/**
 * The commands of an automation's steps, each once, in the order of the steps. Reads only `CommandId` of the outputs, which
 * can contain secrets, and only the members above of the inputs. Unverified: that a step names its command there follows from
 * AWS's description of the action. Never throws.
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

/** The commands of steps that passed and may have sent one without naming it. */
export const unnamedCommandsOf = (
  steps: readonly StepExecution[],
): readonly Omit<AutomationCommand, "CommandId">[] =>
  steps.filter((step) => maySendCommand(step) && hasPassed(step) && idsOf(step).length === 0).map(requestOf);

/** The document of the command or automation that a step starts. */
export const documentOf = ({ Inputs = {} }: StepExecution): string | undefined =>
  textOf(read(Inputs["DocumentName"]));

/** Whether a step passed. */
export const hasPassed = ({ StepStatus }: StepExecution): boolean =>
  automationResult(StepStatus) === "passed";

/**
 * Whether other executions of the same document may have run commands, judged by the steps of one that passed. Branches,
 * loops and child automations can differ between executions. Without steps, this is assumed.
 */
export const canRunCommands = (steps: readonly StepExecution[]): boolean =>
  steps.length === 0 || steps.some((step) => maySendCommand(step) || mayRunCommands.has(step.Action ?? ""));

const mayRunCommands: ReadonlySet<string> = new Set(["aws:executeAutomation", "aws:branch", "aws:loop"]);

/** Whether a step sends a command, by its action or with an API call of SendCommand, or has no action. */
const maySendCommand = ({ Action = "", Inputs = {} }: StepExecution): boolean =>
  Action === "" ||
  Action === "aws:runCommand" ||
  (Action === "aws:executeAwsApi" && /^send_?command$/iu.test(textOf(read(Inputs["Api"])) ?? ""));

const idsOf = ({ Outputs = {} }: StepExecution): readonly string[] =>
  Object.entries(Outputs)
    // The document names the outputs of an API call.
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

/** The value of an input: parsed JSON, or the text if it is not JSON. */
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
