/** Which machines an automation worked on, and what became of each. */
import { isInstanceId, type InvocationParameters } from "@windowpane/core";
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import type { Gap, Machine, Step } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { present } from "../../model/present.ts";
import { automationResult, isKnownStatus } from "../../judge/verdict/status.ts";
import type { Automation, StepExecution } from "../context/automations.ts";
import { machineRow } from "../../model/machine-row.ts";
import type { GapReader } from "../reading/reader.ts";
import type { ExplainedResult } from "../context/unlisted.ts";

/**
 * The machines that an automation names, by the first place that names any: where a window puts them is not verified,
 * so all places are looked at that AWS documents for an automation.
 */
export const machineIdsOf = (automation: Automation, parameters: InvocationParameters): readonly string[] => {
  const { ResolvedTargets, Target, Targets = [], Parameters = {} } = automation;
  const places: readonly (readonly string[])[] = [
    parameters.instanceIds,
    ResolvedTargets?.ParameterValues ?? [],
    Target === undefined ? [] : [Target],
    Targets.filter(({ Key = "" }) => /^(?:ParameterValues|(?:aws:)?InstanceIds?)$/iu.test(Key)).flatMap(
      ({ Values = [] }) => Values,
    ),
    Object.entries(Parameters)
      .filter(([name]) => /^(?:aws:)?instance_?ids?$/iu.test(name))
      .flatMap(([, values]) => values),
  ];
  for (const place of places) {
    const ids = [...new Set(place)].filter(isInstanceId);
    if (ids.length > 0) return ids;
  }
  return [];
};

/** Whether an automation starts a child automation for each of its targets. */
export const isRateControlled = ({
  TargetsSummary,
  TargetParameterName = "",
  Targets = [],
  TargetMaps = [],
}: Pick<Automation, "TargetsSummary" | "TargetParameterName" | "Targets" | "TargetMaps">): boolean =>
  TargetsSummary !== undefined || (TargetParameterName !== "" && Targets.length + TargetMaps.length > 0);

/** The steps of an automation; the list is requested only where the automation says that it does not hold all of them. */
export const automationSteps = async (
  reader: GapReader,
  automation: Automation,
  urgent = false,
): Promise<{ readonly steps: readonly StepExecution[]; readonly gap?: Gap | undefined }> => {
  const { AutomationExecutionId, StepExecutions = [], StepExecutionsTruncated } = automation;
  if (StepExecutionsTruncated !== true || AutomationExecutionId === undefined)
    return { steps: StepExecutions };
  const steps: StepExecution[] = [];
  const failed = await reader.list(
    "DescribeAutomationStepExecutions",
    { AutomationExecutionId, MaxResults: 50 },
    { ids: { AutomationExecutionId }, what: "The steps of the automation", urgent },
    (items) => steps.push(...items),
  );
  return { steps: steps.length >= StepExecutions.length ? steps : StepExecutions, gap: failed?.gap };
};

/**
 * The result of an automation, by its status. It did not pass where it says that it did over a failed step that is critical:
 * AWS documents that such a step fails the automation. A step whose status is not known makes the result unknown.
 */
export const resultOf = (automation: Automation, steps: readonly StepExecution[]): MachineResult => {
  const result = automationResult(automation.AutomationExecutionStatus);
  if (result !== "passed") return result;
  const step = steps.find(isCriticalFailure);
  if (step !== undefined) return automationResult(step.StepStatus);
  return steps.some(hasUnknownStatus) ? "unknown" : result;
};

const hasUnknownStatus = ({ StepStatus = "" }: StepExecution): boolean =>
  StepStatus !== "" && !isKnownStatus("automation", StepStatus);

const isFailure = ({ StepStatus }: StepExecution): boolean => isBad(automationResult(StepStatus));

/** Where AWS does not say whether a step is critical, it is unless the automation goes on after its failure. */
const isCriticalFailure = (step: StepExecution): boolean =>
  isFailure(step) && (step.IsCritical ?? !/^(?:continue$|step:)/iu.test(step.OnFailure ?? ""));

/** What an automation's status and its steps say of one machine. */
export interface AutomationEvidence {
  readonly automation: Automation;
  readonly steps: readonly StepExecution[];
  /** The result of the automation as a whole. */
  readonly result: MachineResult;
  /** The machine; absent where none is named. */
  readonly id?: string | undefined;
  /** How many machines it has. Default: 1. */
  readonly of?: number;
}

/**
 * The result of a machine. The only machine of an automation has the automation's. One of several shares a pass; only machines
 * that a failed step names have failed, and where no step names a machine its result is unknown.
 */
export const explainMachine = ({
  automation,
  steps,
  result,
  id,
  of = 1,
}: AutomationEvidence): ExplainedResult => {
  const failed = steps.find(isCriticalFailure) ?? steps.find(isFailure);
  const strange = steps.find(hasUnknownStatus);
  if (
    result === "unknown" &&
    strange !== undefined &&
    automationResult(automation.AutomationExecutionStatus) === "passed"
  ) {
    const { StepName = "", StepStatus = "" } = strange;
    return {
      result,
      reason: `Step ${plainLine(StepName)} has a status that is not known here: ${plainLine(StepStatus)}.`,
    };
  }
  if (id === undefined || of === 1 || !isBad(result)) return explainStep(result, automation, failed);
  const own = steps.filter((step) => names(step, id));
  const ownFailure = own.find(isFailure);
  if (ownFailure !== undefined)
    return explainStep(automationResult(ownFailure.StepStatus), automation, ownFailure);
  return own.length > 0 && own.every(({ StepStatus }) => automationResult(StepStatus) === "passed")
    ? { result: "passed", reason: "Every step that names it passed, though the automation did not." }
    : {
        result: "unknown",
        reason: "The automation did not pass, and no step says what became of this machine.",
      };
};

/** One step, without what it was given and what it gave back: both can hold secrets. */
export const stepOf = ({
  StepName,
  StepStatus,
  ExecutionStartTime,
  ExecutionEndTime,
  ResponseCode,
}: StepExecution): Step =>
  present({
    Name: sharedText(StepName ?? ""),
    Status: sharedText(StepStatus),
    ResponseCode: /^-?\d+$/u.test(ResponseCode ?? "") ? Number(ResponseCode) : undefined,
    StartTime: ExecutionStartTime,
    EndTime: ExecutionEndTime,
  });

/** A row with the status, the times and the steps of its automation. */
export const automationRow = (
  machine: Machine,
  automation: Automation,
  steps: readonly StepExecution[] = [],
): Machine =>
  machineRow(machine, {
    ...machine,
    Status: automation.AutomationExecutionStatus ?? machine.Status,
    StartTime: automation.ExecutionStartTime ?? machine.StartTime,
    EndTime: automation.ExecutionEndTime ?? machine.EndTime,
    steps: steps.map(stepOf),
  });

/** The message of a step that failed, and where there is none, of the automation. */
export const messageOf = (automation: Automation, step: StepExecution | undefined): string | undefined => {
  const messages = [step?.FailureMessage, step?.Response, automation.FailureMessage];
  return messages.find((message) => message !== undefined && message !== "");
};

/** A result with its reason and cause. `step`: the one that did not pass, if any. */
export const explainStep = (
  result: MachineResult,
  automation: Automation,
  step: StepExecution | undefined,
): ExplainedResult => {
  const status = plainLine(automation.AutomationExecutionStatus ?? "nothing");
  const name = plainLine(step?.StepName ?? "");
  const stepStatus = plainLine(step?.StepStatus ?? "");
  if (result === "passed") {
    const tolerated = name === "" ? "" : ` Step ${name} did not (${stepStatus}), but it is not critical.`;
    return { result, reason: `The automation passed.${tolerated}` };
  }
  if (result === "unknown" && status !== "nothing")
    return { result, reason: `Automation gives a status that is not known here: ${status}.` };
  if (isOpen(result) || result === "unknown") return { result, reason: `Automation says ${status}.` };
  const cause = causeOf({
    Status: step?.StepStatus ?? automation.AutomationExecutionStatus,
    message: messageOf(automation, step),
  });
  return {
    result,
    reason: name === "" ? `Automation says ${status}.` : `Step ${name} did not pass: ${stepStatus}.`,
    cause,
  };
};

/** Whether a step was given the machine, or aimed at it. Looks at values only: the names of inputs differ by action. */
const names = ({ Inputs = {}, Targets = [], ParentStepDetails }: StepExecution, id: string): boolean =>
  Object.values(Inputs).some((value) => value.includes(id)) ||
  Targets.some(({ Values = [] }) => Values.includes(id)) ||
  ParentStepDetails?.IteratorValue?.includes(id) === true;
