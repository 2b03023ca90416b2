/** A window that starts one automation. */
import type { AutomationPlan } from "../../automation-plan.ts";
import type { Run, WindowPlan } from "../../plan.ts";
import { automationIds } from "./ids.ts";

/** The window of an automation, with one execution that takes as long as the automation. */
export const windowOf = (Name: string, automation: AutomationPlan): WindowPlan => {
  const { WindowId, WindowExecutionId, TaskId, InvocationId, WindowTaskId } = automationIds;
  const { start, end, DocumentName, Parameters = {} } = automation;
  const run: Run = { start, end, outcome: outcomes[automation.outcome], details: automation.outcome };
  const task = {
    TaskArn: DocumentName,
    Type: "AUTOMATION",
    Priority: 1,
    MaxConcurrency: "1",
    MaxErrors: "1",
  };
  return {
    window: {
      WindowId,
      Name,
      Enabled: true,
      Duration: 4,
      Cutoff: 1,
      Schedule: "rate(1 day)",
      AllowUnassociatedTargets: false,
      CreatedDate: new Date(start.getTime() - 100 * 24 * 3_600_000),
    },
    tasks: [{ WindowId, WindowTaskId, Name: "patch", ...task, TaskParameters: {} }],
    executions: [
      {
        WindowExecutionId,
        ...run,
        tasks: [
          {
            TaskExecutionId: TaskId,
            ...run,
            task: { ...task, TaskParameters: [{}] },
            invocations: [
              {
                InvocationId,
                ExecutionId: automationIds.AutomationExecutionId,
                ...run,
                Parameters: JSON.stringify({
                  documentName: DocumentName,
                  documentVersion: "$DEFAULT",
                  parameters: Parameters,
                }),
                automation,
              },
            ],
          },
        ],
      },
    ],
  };
};

const outcomes: Readonly<Record<AutomationPlan["outcome"], Run["outcome"]>> = {
  Success: "SUCCESS",
  Failed: "FAILED",
  TimedOut: "TIMED_OUT",
  Cancelled: "CANCELLED",
};
