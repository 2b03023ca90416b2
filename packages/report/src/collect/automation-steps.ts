import type { Hole } from "../model.ts";
import { automationBucket } from "../status.ts";
import type { Automation, StepExecution } from "./automation-machines.ts";
import type { Reader } from "./reader.ts";

/** The steps of an automation; the list is asked for only where the automation says that it holds not all of them. */
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
