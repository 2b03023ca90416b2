/** The window of the automation scenarios, and their IDs. IDs contain a number that identifies them in tests. */
import type { AutomationPlan } from "../../plan/automation-plan.ts";
import type { RunPlan, WindowPlan } from "../../plan/plan.ts";
import { hex } from "../../world/random.ts";

/** Creates a window with one execution, which has the times of the automation. */
export const windowOf = (Name: string, automation: AutomationPlan): WindowPlan => {
  const { WindowId, WindowExecutionId, TaskId, InvocationId, WindowTaskId } = automationIds;
  const { start, end, DocumentName, Parameters = {} } = automation;
  const run: RunPlan = { start, end, outcome: outcomes[automation.outcome], details: automation.outcome };
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

const outcomes: Readonly<Record<AutomationPlan["outcome"], RunPlan["outcome"]>> = {
  Success: "SUCCESS",
  Failed: "FAILED",
  TimedOut: "TIMED_OUT",
  Cancelled: "CANCELLED",
};

/** The n-th ID of a kind: two hex digits of the kind, then the number. */
export const numbered = (kind: number, number: number): string =>
  `a070${hex(kind, 4)}-0000-4000-8000-${hex(number, 12)}`;

/** The n-th machine. */
export const machineId = (number: number): string => `i-${hex(number, 17)}`;

/** The runbook that patches one machine. */
export const PATCH_RUNBOOK = "Ops-PatchInstance";

/** IDs that both scenarios have: a window with one execution, one task and one invocation. */
export const automationIds = {
  WindowId: "mw-0a0700000000000a0",
  WindowExecutionId: numbered(1, 1),
  /** TaskExecutionId of the task. */
  TaskId: numbered(2, 1),
  InvocationId: numbered(3, 1),
  WindowTaskId: numbered(4, 1),
  /** The automation that the window started. */
  AutomationExecutionId: numbered(5, 1),
} as const;

/** The IDs of `rateControlled`. Indexes start at 0, in the order of the targets. */
export const rateControlledIds = {
  ...automationIds,
  /** The rate-controlled automation of a `nested` scenario. Otherwise it is the window's automation. */
  NestedAutomationExecutionId: numbered(6, 1),
  /** The child automation of a target. */
  child: (index: number): string => numbered(7, index),
  /** The command that a target's child automation sent. */
  command: (index: number): string => numbered(8, index),
  /** The machine that is the target. */
  machine: machineId,
} as const;
