/** Which machines an automation worked on, and what became of each. */
import { isInstanceId, type InvocationParameters, type Item, type Output } from "@windowpane/core";
import { isBad, isOpen, type Bucket } from "../bucket.ts";
import { causeOf } from "../cause.ts";
import type { Hole, Step } from "../model.ts";
import { plainLine } from "../plain-text.ts";
import { present } from "../present.ts";
import { sharedText } from "../shared-text.ts";
import { automationBucket } from "../status.ts";
import type { Reader } from "./reader.ts";
import type { Fate } from "./unlisted.ts";

export type Automation = NonNullable<Output<"GetAutomationExecution">["AutomationExecution"]>;
export type StepExecution = Item<"DescribeAutomationStepExecutions">;

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

/** The steps of an automation; the list is requested only where the automation says that it does not hold all of them. */
export const automationSteps = async (
  reader: Reader,
  automation: Automation,
  urgent = false,
): Promise<{ readonly steps: readonly StepExecution[]; readonly hole?: Hole | undefined }> => {
  const { AutomationExecutionId, StepExecutions = [], StepExecutionsTruncated } = automation;
  if (StepExecutionsTruncated !== true || AutomationExecutionId === undefined)
    return { steps: StepExecutions };
  // Of one that passed, no step needs to be explained.
  if (automationBucket(automation.AutomationExecutionStatus) === "passed") return { steps: StepExecutions };
  const steps: StepExecution[] = [];
  const gap = await reader.walk(
    "DescribeAutomationStepExecutions",
    { AutomationExecutionId, MaxResults: 50 },
    { ids: { AutomationExecutionId }, what: "The steps of the automation", urgent },
    (items) => steps.push(...items),
  );
  return { steps: steps.length >= StepExecutions.length ? steps : StepExecutions, hole: gap?.hole };
};

/** What an automation's own word and its steps say of one machine. */
export interface AutomationEvidence {
  readonly automation: Automation;
  readonly steps: readonly StepExecution[];
  /** Where the automation as a whole stands. */
  readonly bucket: Bucket;
  /** Whose fate; absent where no machine is named. */
  readonly id?: string;
  /** How many machines it has. Default: 1. */
  readonly of?: number;
}

/**
 * The result of a machine. The only machine of an automation has the automation's. One of several shares a pass; only machines
 * that a failed step names have failed, and where no step names a machine its result is unknown.
 */
export const fateOfMachine = ({ automation, steps, bucket, id, of = 1 }: AutomationEvidence): Fate => {
  const failed = steps.filter(({ StepStatus }) => isBad(automationBucket(StepStatus)));
  if (id === undefined || of === 1 || !isBad(bucket)) return fate(bucket, automation, failed[0]);
  const own = steps.filter((step) => names(step, id));
  const ownFailure = own.find(({ StepStatus }) => isBad(automationBucket(StepStatus)));
  if (ownFailure !== undefined) return fate(automationBucket(ownFailure.StepStatus), automation, ownFailure);
  return own.length > 0 && own.every(({ StepStatus }) => automationBucket(StepStatus) === "passed")
    ? { bucket: "passed", reason: "Every step that names it passed, though the automation did not." }
    : {
        bucket: "unknown",
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

/** The message of a step that failed, and where there is none, of the automation. */
export const messageOf = (automation: Automation, step: StepExecution | undefined): string | undefined => {
  const messages = [step?.FailureMessage, step?.Response, automation.FailureMessage];
  return messages.find((message) => message !== undefined && message !== "");
};

const fate = (bucket: Bucket, automation: Automation, step: StepExecution | undefined): Fate => {
  const status = plainLine(automation.AutomationExecutionStatus ?? "nothing");
  if (bucket === "passed") return { bucket, reason: "The automation passed." };
  if (isOpen(bucket) || bucket === "unknown") return { bucket, reason: `Automation says ${status}.` };
  const cause = causeOf({
    Status: step?.StepStatus ?? automation.AutomationExecutionStatus,
    message: messageOf(automation, step),
  });
  const name = plainLine(step?.StepName ?? "");
  return {
    bucket,
    reason:
      name === ""
        ? `Automation says ${status}.`
        : `Step ${name} did not pass: ${plainLine(step?.StepStatus ?? "")}.`,
    cause,
  };
};

/** Whether a step was given the machine, or aimed at it. Looks at values only: the names of inputs differ by action. */
const names = ({ Inputs = {}, Targets = [], ParentStepDetails }: StepExecution, id: string): boolean =>
  Object.values(Inputs).some((value) => value.includes(id)) ||
  Targets.some(({ Values = [] }) => Values.includes(id)) ||
  ParentStepDetails?.IteratorValue?.includes(id) === true;
