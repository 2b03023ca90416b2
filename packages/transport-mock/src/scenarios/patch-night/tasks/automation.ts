/** AUTOMATION: a runbook for each machine. */
import type { AutomationPlan, StepPlan } from "../../../plan/automation-plan.ts";
import type { FleetMachine } from "../account/fleet.ts";
import type { InvocationAction, InvocationSlot } from "./recipe.ts";
import { SECOND, type TimeSlot } from "../account/when.ts";

/** An Automation runbook and its steps in order. */
export interface RunbookPlan {
  readonly name: string;
  readonly steps: readonly { readonly StepName: string; readonly Action: string }[];
}

/** The step at which a runbook fails. */
export interface StepFailure {
  readonly step: string;
  readonly outcome: "Failed" | "TimedOut";
  readonly message: string;
}

/**
 * An automation on a machine. The format of `Parameters` is unverified for this task type and follows RUN_COMMAND. That
 * `ExecutionId` is the automation's ID is likely but unverified.
 */
export const runAutomation = (
  runbook: RunbookPlan,
  machine: FleetMachine,
  trouble?: StepFailure,
): InvocationAction => ({
  outcome: trouble === undefined ? "SUCCESS" : trouble.outcome === "Failed" ? "FAILED" : "TIMED_OUT",
  details: trouble === undefined ? "Success" : trouble.outcome,
  weight: 1,
  machines: [machine],
  at: (slot) => ({
    ExecutionId: slot.chance.uuid(`${slot.key}/automation`),
    Parameters: JSON.stringify({
      documentName: runbook.name,
      documentVersion: "$DEFAULT",
      parameters: { InstanceId: [machine.InstanceId] },
    }),
    automation: automationPlan(runbook, machine, trouble, slot),
  }),
});

const automationPlan = (
  runbook: RunbookPlan,
  machine: FleetMachine,
  trouble: StepFailure | undefined,
  slot: InvocationSlot,
): AutomationPlan => {
  const last =
    trouble === undefined ? -1 : runbook.steps.findIndex(({ StepName }) => StepName === trouble.step);
  const reached = last === -1 ? runbook.steps : runbook.steps.slice(0, last + 1);
  return {
    DocumentName: runbook.name,
    Parameters: { InstanceId: [machine.InstanceId] },
    start: new Date(slot.start),
    end: new Date(slot.end),
    outcome: trouble?.outcome ?? "Success",
    ...(trouble !== undefined && { FailureMessage: trouble.message }),
    steps: reached.map((step, index) =>
      stepPlan({
        ...step,
        machine,
        trouble: index === last ? trouble : undefined,
        ...shareOf(slot, index, reached.length),
      }),
    ),
  };
};

interface StepRecipe extends TimeSlot {
  readonly StepName: string;
  readonly Action: string;
  readonly machine: FleetMachine;
  readonly trouble: StepFailure | undefined;
}

const stepPlan = ({ StepName, Action, machine, trouble, start, end }: StepRecipe): StepPlan => ({
  StepName,
  Action,
  start: new Date(start),
  end: new Date(end),
  outcome: trouble?.outcome ?? "Success",
  ...(trouble !== undefined && { FailureMessage: trouble.message }),
  Inputs: {
    ...(Action === "aws:runCommand" && { DocumentName: '"AWS-RunShellScript"' }),
    InstanceIds: JSON.stringify([machine.InstanceId]),
  },
  ...(trouble === undefined && { Outputs: { Status: ["Success"] } }),
});

/** The n-th of equal parts of a time slot, with up to a second before and after for Automation itself. */
const shareOf = ({ start, end }: TimeSlot, index: number, count: number): TimeSlot => {
  const margin = Math.min(SECOND, Math.floor((end - start) / 4));
  const share = (end - start - 2 * margin) / count;
  return {
    start: start + margin + Math.floor(share * index),
    end: start + margin + Math.floor(share * (index + 1)),
  };
};

/** AWS's runbook that stops a machine and starts it again. */
export const restartInstance: RunbookPlan = {
  name: "AWS-RestartEC2Instance",
  steps: [
    { StepName: "stopInstances", Action: "aws:changeInstanceState" },
    { StepName: "startInstances", Action: "aws:changeInstanceState" },
  ],
};

/** The account's runbook that takes snapshots of all volumes while writes are frozen. */
export const snapshotVolumes: RunbookPlan = {
  name: "Ops-SnapshotDatabaseVolumes",
  steps: [
    { StepName: "freezeWrites", Action: "aws:runCommand" },
    { StepName: "createSnapshots", Action: "aws:executeAwsApi" },
    { StepName: "checkSnapshots", Action: "aws:assertAwsResourceProperty" },
    { StepName: "thawWrites", Action: "aws:runCommand" },
  ],
};

/** Too many snapshots of one volume at the same time. */
export const snapshotRateExceeded: StepFailure = {
  step: "createSnapshots",
  outcome: "Failed",
  message:
    "Step fails when it is Execute/Cancelling action. An error occurred (SnapshotCreationPerVolumeRateExceeded) when calling the CreateSnapshots operation: The maximum per volume CreateSnapshot request rate has been exceeded. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** Snapshots that were not complete before the timeout. */
export const snapshotTimedOut: StepFailure = {
  step: "checkSnapshots",
  outcome: "TimedOut",
  message: "Step timed out while it was waiting for the snapshots to be completed: State was pending.",
};

/** A machine that does not stop. */
export const stopTimedOut: StepFailure = {
  step: "stopInstances",
  outcome: "Failed",
  message:
    "Step fails when it is Poll action status for completion. Traceback: waiter InstanceStopped failed: Max attempts exceeded. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** A machine for which EC2 has insufficient capacity. */
export const startRefused: StepFailure = {
  step: "startInstances",
  outcome: "Failed",
  message:
    "Step fails when it is Execute/Cancelling action. An error occurred (InsufficientInstanceCapacity) when calling the StartInstances operation: Insufficient capacity. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** AWS's message for a role without the required permissions. */
export const inputsUnresolved: StepFailure = {
  step: "stopInstances",
  outcome: "Failed",
  message: "Step fails when it is validating and resolving the step inputs. The assume role can't be used.",
};
