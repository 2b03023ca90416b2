/** The machines of an automation and their results. */
import { isInstanceId, type InvocationParameters } from "@windowpane/core";
import { isBad, isOpen, type MachineResult } from "../../model/result.ts";
import { causeOf } from "../../judge/causes/cause.ts";
import type { Gap, Machine, DocumentStep } from "../../model/report.ts";
import { plainLine, sharedText } from "../../model/text.ts";
import { present } from "../../model/present.ts";
import { automationResult, isKnownStatus } from "../../judge/verdict/status.ts";
import type { Automation, StepExecution } from "../context/automations.ts";
import { machineRow } from "../../model/machine-row.ts";
import type { GapReader } from "../reading/reader.ts";
import type { ExplainedResult } from "../context/unlisted.ts";

/**
 * The machines that an automation names, from the first member that names any. Unverified: which member a window uses, so all
 * members are checked that AWS documents for an automation.
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

/** Reads the steps of an automation. Requests their list only if the automation does not contain all of them. */
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
 * The result of an automation, from its status. A failed critical step overrides a passed status: AWS documents that such a
 * step fails the automation. A step with an unknown status makes the result unknown.
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

/** Without IsCritical, a step counts as critical unless the automation continues after its failure. */
const isCriticalFailure = (step: StepExecution): boolean =>
  isFailure(step) && (step.IsCritical ?? !/^(?:continue$|step:)/iu.test(step.OnFailure ?? ""));

/** What the result of a machine is derived from. */
export interface AutomationEvidence {
  readonly automation: Automation;
  readonly steps: readonly StepExecution[];
  /** The result of the automation as a whole. */
  readonly result: MachineResult;
  /** The machine. Absent if the automation names none. */
  readonly id?: string | undefined;
  /** Number of machines of the automation. Default: 1. */
  readonly of?: number;
}

/**
 * The result of a machine. The only machine of an automation has the automation's result. Several machines share a pass, but
 * only machines that a failed step names have failed; the result of a machine that no step names is unknown.
 */
export const explainMachine = ({
  automation,
  steps,
  result,
  id,
  of = 1,
}: AutomationEvidence): ExplainedResult => {
  const failed = steps.find(isCriticalFailure) ?? steps.find(isFailure);
  const unknownStep = steps.find(hasUnknownStatus);
  if (
    result === "unknown" &&
    unknownStep !== undefined &&
    automationResult(automation.AutomationExecutionStatus) === "passed"
  ) {
    const { StepName = "", StepStatus = "" } = unknownStep;
    return {
      result,
      reason: `Step ${plainLine(StepName)} has an unknown status: ${plainLine(StepStatus)}.`,
    };
  }
  if (id === undefined || of === 1 || !isBad(result)) return explainStep(result, automation, failed);
  const own = steps.filter((step) => names(step, id));
  const ownFailure = own.find(isFailure);
  if (ownFailure !== undefined)
    return explainStep(automationResult(ownFailure.StepStatus), automation, ownFailure);
  return own.length > 0 && own.every(({ StepStatus }) => automationResult(StepStatus) === "passed")
    ? { result: "passed", reason: "Every step that names this machine passed, but the automation did not." }
    : {
        result: "unknown",
        reason: "The automation did not pass, and no step has a result for this machine.",
      };
};

/** A step without its inputs and outputs, which can contain secrets. */
export const stepOf = ({
  StepName,
  StepStatus,
  ExecutionStartTime,
  ExecutionEndTime,
  ResponseCode,
}: StepExecution): DocumentStep =>
  present({
    Name: sharedText(StepName ?? ""),
    Status: sharedText(StepStatus),
    ResponseCode: /^-?\d+$/u.test(ResponseCode ?? "") ? Number(ResponseCode) : undefined,
    StartTime: ExecutionStartTime,
    EndTime: ExecutionEndTime,
  });

/** A row with the status, times and steps of its automation. */
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

/** The message of a step that failed, or else of the automation. */
export const messageOf = (automation: Automation, step: StepExecution | undefined): string | undefined => {
  const messages = [step?.FailureMessage, step?.Response, automation.FailureMessage];
  return messages.find((message) => message !== undefined && message !== "");
};

/**
 * A result with its reason and cause.
 *
 * @param step - the step that did not pass, if any.
 */
export const explainStep = (
  result: MachineResult,
  automation: Automation,
  step: StepExecution | undefined,
): ExplainedResult => {
  const status = plainLine(automation.AutomationExecutionStatus ?? "no status");
  const name = plainLine(step?.StepName ?? "");
  const stepStatus = plainLine(step?.StepStatus ?? "");
  if (result === "passed") {
    const tolerated = name === "" ? "" : ` Step ${name} did not (${stepStatus}), but it is not critical.`;
    return { result, reason: `The automation passed.${tolerated}` };
  }
  if (result === "unknown" && status !== "no status")
    return { result, reason: `Automation reports an unknown status: ${status}.` };
  if (isOpen(result) || result === "unknown") return { result, reason: `Automation reports ${status}.` };
  const cause = causeOf({
    Status: step?.StepStatus ?? automation.AutomationExecutionStatus,
    message: messageOf(automation, step),
  });
  return {
    result,
    reason: name === "" ? `Automation reports ${status}.` : `Step ${name} did not pass: ${stepStatus}.`,
    cause,
  };
};

/** Whether the inputs or targets of a step name a machine. Checks values only: the names of inputs differ by action. */
const names = ({ Inputs = {}, Targets = [], ParentStepDetails }: StepExecution, id: string): boolean =>
  Object.values(Inputs).some((value) => value.includes(id)) ||
  Targets.some(({ Values = [] }) => Values.includes(id)) ||
  ParentStepDetails?.IteratorValue?.includes(id) === true;
