import { readParameters } from "@windowpane/core";
import {
  automationSteps,
  machineIdsOf,
  messageOf,
  resultOf,
  stepOf,
} from "../automation/automation-machines.ts";
import type { Automation, StepExecution } from "../context/automations.ts";
import type { GapReader } from "../reading/reader.ts";
import type { InvocationOutput, MachineOutput, OutputText, StepOutput } from "../../model/output.ts";
import { present } from "../../model/present.ts";

type OutputPart = Pick<InvocationOutput, "machines" | "note" | "gaps">;

/**
 * Reads the messages of an automation's steps, which print nothing themselves. Leaves out the steps' outputs, because they can
 * contain secrets.
 */
export const automationOutput = async (
  reader: GapReader,
  AutomationExecutionId: string,
): Promise<OutputPart> => {
  const purpose = { ids: { AutomationExecutionId }, what: "What the automation did" };
  const { value, gap } = await reader.call("GetAutomationExecution", { AutomationExecutionId }, purpose);
  const automation = value?.AutomationExecution;
  if (automation === undefined) {
    return gap === undefined
      ? { machines: [], note: "The response contains no automation.", gaps: [] }
      : { machines: [], gaps: [gap] };
  }
  const { steps, gap: stepsGap } = await automationSteps(reader, automation);
  return {
    machines: [automationMachine(automation, steps)],
    gaps: stepsGap === undefined ? [] : [stepsGap],
  };
};

const automationMachine = (automation: Automation, steps: readonly StepExecution[]): MachineOutput => {
  const [id, ...others] = machineIdsOf(automation, readParameters(undefined));
  const InstanceId = others.length === 0 ? id : undefined;
  const outputs = steps.map(stepOutput);
  const hasMessage = outputs.some(({ texts }) => texts.length > 0);
  const message = messageOf(automation, undefined);
  return {
    result: resultOf(automation, steps),
    name: InstanceId ?? automation.DocumentName ?? "automation",
    ...present({
      InstanceId,
      DocumentName: automation.DocumentName,
      Status: automation.AutomationExecutionStatus,
    }),
    // The message of a failure outside of any step is shown as a step of its name.
    steps:
      hasMessage || message === undefined
        ? outputs
        : [...outputs, { Name: "automation", texts: [messageText(message)] }],
  };
};

const stepOutput = (step: StepExecution): StepOutput => ({
  ...stepOf(step),
  texts: [step.FailureMessage ?? "", step.WarningMessage ?? ""]
    .filter((message) => message !== "")
    .map(messageText),
});

const messageText = (text: string): OutputText => ({
  stream: "message",
  text,
  from: "GetAutomationExecution",
  cut: false,
});
