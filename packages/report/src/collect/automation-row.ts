import type { Machine } from "../model.ts";
import { stepOf, type Automation, type StepExecution } from "./automation-machines.ts";
import { machineRow } from "./machine-row.ts";

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
