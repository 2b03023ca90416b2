/** AUTOMATION: a runbook, run once for each machine. */
import type { AutomationPlan, StepPlan } from "../../automation-plan.ts";
import type { Action, Place } from "./action.ts";
import type { Machine } from "./fleet.ts";
import { SECOND, type Slot } from "./when.ts";

/** An Automation runbook and its steps in order. */
export interface Runbook {
  readonly name: string;
  readonly steps: readonly { readonly StepName: string; readonly Action: string }[];
}

/** Where a runbook stops short. */
export interface StepTrouble {
  readonly step: string;
  readonly outcome: "Failed" | "TimedOut";
  readonly message: string;
}

/**
 * One automation on one machine. The shape of `Parameters` is unverified for this task type: it is made after that of
 * RUN_COMMAND. That `ExecutionId` is the automation's id is likely, and unverified too.
 */
export const runAutomation = (runbook: Runbook, machine: Machine, trouble?: StepTrouble): Action => ({
  outcome: trouble === undefined ? "SUCCESS" : trouble.outcome === "Failed" ? "FAILED" : "TIMED_OUT",
  details: trouble === undefined ? "Success" : trouble.outcome,
  weight: 1,
  machines: [machine],
  at: (place) => ({
    ExecutionId: place.chance.uuid(`${place.key}/automation`),
    Parameters: JSON.stringify({
      documentName: runbook.name,
      documentVersion: "$DEFAULT",
      parameters: { InstanceId: [machine.InstanceId] },
    }),
    automation: automationPlan(runbook, machine, trouble, place),
  }),
});

const automationPlan = (
  runbook: Runbook,
  machine: Machine,
  trouble: StepTrouble | undefined,
  place: Place,
): AutomationPlan => {
  const last =
    trouble === undefined ? -1 : runbook.steps.findIndex(({ StepName }) => StepName === trouble.step);
  const reached = last === -1 ? runbook.steps : runbook.steps.slice(0, last + 1);
  return {
    DocumentName: runbook.name,
    Parameters: { InstanceId: [machine.InstanceId] },
    start: new Date(place.start),
    end: new Date(place.end),
    outcome: trouble?.outcome ?? "Success",
    ...(trouble !== undefined && { FailureMessage: trouble.message }),
    steps: reached.map((step, index) =>
      stepPlan({
        ...step,
        machine,
        trouble: index === last ? trouble : undefined,
        ...shareOf(place, index, reached.length),
      }),
    ),
  };
};

interface StepRecipe extends Slot {
  readonly StepName: string;
  readonly Action: string;
  readonly machine: Machine;
  readonly trouble: StepTrouble | undefined;
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

/** The n-th of equal shares of a time, with a second at either end for Automation itself where there is room. */
const shareOf = ({ start, end }: Slot, index: number, count: number): Slot => {
  const margin = Math.min(SECOND, Math.floor((end - start) / 4));
  const share = (end - start - 2 * margin) / count;
  return {
    start: start + margin + Math.floor(share * index),
    end: start + margin + Math.floor(share * (index + 1)),
  };
};
