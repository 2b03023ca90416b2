/** AUTOMATION: one automation per target; its machines are what the invocation or the automation itself names. */
import { isBad } from "../bucket.ts";
import { causeOf } from "../cause.ts";
import type { Hole, Machine } from "../model.ts";
import { plainLine } from "../plain-text.ts";
import { present } from "../present.ts";
import { automationBucket, windowBucket } from "../status.ts";
import {
  automationSteps,
  fateOfMachine,
  machineIdsOf,
  stepOf,
  type Automation,
  type StepExecution,
} from "./automation-machines.ts";
import type { InvocationContext, InvocationReading } from "./invocation-context.ts";
import { machineRow } from "./machine-row.ts";
import { callRow, notStartedFate, unlistedMachines, type Fate } from "./unlisted.ts";

/**
 * The machines of an AUTOMATION invocation. The automation is read only where the invocation did not clearly pass or names no
 * machine, because an account may send three such requests per second.
 */
export const readAutomation = async (context: InvocationContext): Promise<InvocationReading> => {
  const { reader, invocation, parameters, urgent } = context;
  const AutomationExecutionId = invocation.ExecutionId;
  if (AutomationExecutionId === undefined || AutomationExecutionId === "") {
    return reading(context, rowsOf(context, parameters.instanceIds, notStartedFate(context)));
  }
  const byWindow = windowBucket(invocation.Status, invocation.StatusDetails);
  if (byWindow === "passed" && parameters.instanceIds.length > 0) {
    return reading(
      context,
      rowsOf(context, parameters.instanceIds, { bucket: "passed", reason: "The automation passed." }),
    );
  }

  const asked = { ids: { AutomationExecutionId }, what: "What the automation did", urgent };
  const { value, hole } = await reader.ask("GetAutomationExecution", { AutomationExecutionId }, asked);
  const automation = value?.AutomationExecution;
  if (hole !== undefined || automation === undefined) {
    // What AWS calls bad is bad, whoever may not look closer; what it calls good could hide a failed step.
    const fate: Fate = isBad(byWindow)
      ? {
          bucket: byWindow,
          reason: `AWS says ${plainLine(invocation.Status ?? "")}.`,
          cause: causeOf(invocation),
        }
      : { bucket: "unknown", reason: hole?.why ?? "The answer holds no automation." };
    return reading(context, rowsOf(context, parameters.instanceIds, fate), hole === undefined ? [] : [hole]);
  }

  const { steps, hole: stepsHole } = await automationSteps(reader, automation, urgent);
  const ids = machineIdsOf(automation, parameters);
  const bucket = worseOf(automationBucket(automation.AutomationExecutionStatus), byWindow);
  const rows =
    ids.length === 0
      ? [withSteps(callRow(context, fateOfMachine({ automation, steps, bucket })), automation, steps)]
      : ids.flatMap((id) => {
          const fate = fateOfMachine({ automation, steps, bucket, id, of: ids.length });
          return unlistedMachines(context, fate, [id]).map((row) => withSteps(row, automation, steps));
        });
  const isTruncated = automation.ResolvedTargets?.Truncated === true && parameters.instanceIds.length === 0;
  return {
    machines: rows,
    exact: !isTruncated,
    holes: stepsHole === undefined ? [] : [stepsHole],
    ...present({ DocumentName: automation.DocumentName ?? parameters.documentName }),
  };
};

const reading = (
  context: InvocationContext,
  machines: readonly Machine[],
  holes: readonly Hole[] = [],
): InvocationReading => ({
  machines,
  exact: true,
  holes,
  ...present({ DocumentName: context.parameters.documentName }),
});

/** An automation that names no machine counts as a call. */
const rowsOf = (context: InvocationContext, ids: readonly string[], fate: Fate): readonly Machine[] =>
  ids.length === 0 ? [callRow(context, fate)] : unlistedMachines(context, fate, ids);

const worseOf = (
  automation: ReturnType<typeof automationBucket>,
  invocation: ReturnType<typeof automationBucket>,
) => {
  if (isBad(automation)) return automation;
  if (isBad(invocation)) return invocation;
  // A parent that has ended says nothing about an automation that still runs.
  return automation === "passed" ? invocation : automation;
};

const withSteps = (machine: Machine, automation: Automation, steps: readonly StepExecution[]): Machine =>
  machineRow(machine, {
    ...machine,
    Status: automation.AutomationExecutionStatus ?? machine.Status,
    StartTime: automation.ExecutionStartTime ?? machine.StartTime,
    EndTime: automation.ExecutionEndTime ?? machine.EndTime,
    steps: steps.map(stepOf),
  });
