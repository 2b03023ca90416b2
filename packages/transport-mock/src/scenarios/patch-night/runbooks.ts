/** The Automation runbooks that the account's tasks use, and how they stop short. */
import type { Runbook, StepTrouble } from "./automation.ts";

/** AWS's own: stops a machine and starts it again. */
export const restartInstance: Runbook = {
  name: "AWS-RestartEC2Instance",
  steps: [
    { StepName: "stopInstances", Action: "aws:changeInstanceState" },
    { StepName: "startInstances", Action: "aws:changeInstanceState" },
  ],
};

/** The account's own: snapshots of all volumes while the database holds its breath. */
export const snapshotVolumes: Runbook = {
  name: "Ops-SnapshotDatabaseVolumes",
  steps: [
    { StepName: "freezeWrites", Action: "aws:runCommand" },
    { StepName: "createSnapshots", Action: "aws:executeAwsApi" },
    { StepName: "checkSnapshots", Action: "aws:assertAwsResourceProperty" },
    { StepName: "thawWrites", Action: "aws:runCommand" },
  ],
};

/** Too many snapshots of one volume at once. */
export const snapshotRateExceeded: StepTrouble = {
  step: "createSnapshots",
  outcome: "Failed",
  message:
    "Step fails when it is Execute/Cancelling action. An error occurred (SnapshotCreationPerVolumeRateExceeded) when calling the CreateSnapshots operation: The maximum per volume CreateSnapshot request rate has been exceeded. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** Snapshots that were not complete when the time was up. */
export const snapshotTimedOut: StepTrouble = {
  step: "checkSnapshots",
  outcome: "TimedOut",
  message: "Step timed out while it was waiting for the snapshots to be completed: State was pending.",
};

/** A machine that does not stop. */
export const stopTimedOut: StepTrouble = {
  step: "stopInstances",
  outcome: "Failed",
  message:
    "Step fails when it is Poll action status for completion. Traceback: waiter InstanceStopped failed: Max attempts exceeded. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** A machine that EC2 has no room for. */
export const startRefused: StepTrouble = {
  step: "startInstances",
  outcome: "Failed",
  message:
    "Step fails when it is Execute/Cancelling action. An error occurred (InsufficientInstanceCapacity) when calling the StartInstances operation: Insufficient capacity. Please refer to Automation Service Troubleshooting Guide for more diagnosis details.",
};

/** AWS's own words for a role that may not do what the runbook wants. */
export const inputsUnresolved: StepTrouble = {
  step: "stopInstances",
  outcome: "Failed",
  message: "Step fails when it is validating and resolving the step inputs. The assume role can't be used.",
};
