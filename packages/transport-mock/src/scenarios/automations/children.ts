/** The children of a rate-controlled automation, with their commands and patch operations. */
import type { StartedAutomationPlan } from "../../plan/automation-plan.ts";
import type { PatchOperationPlan } from "../../plan/managed-machine.ts";
import type { SentCommandPlan } from "../../plan/plan.ts";
import { machineId, PATCH_RUNBOOK as DOCUMENT, rateControlledIds } from "./window.ts";

const SECOND = 1000;

/** Options of a child automation. */
export interface ChildOptions {
  readonly start: number;
  readonly end: number;
  readonly isFailed: boolean;
  readonly nested: boolean;
}

/** The child automation of a target, with one step that sends a command. */
export const childOf = (
  index: number,
  { start, end, isFailed, nested }: ChildOptions,
): StartedAutomationPlan => {
  const { AutomationExecutionId, NestedAutomationExecutionId, child, command } = rateControlledIds;
  const InstanceId = machineId(index);
  const times = { start: new Date(start), end: new Date(end) } as const;
  const failure = isFailed && {
    FailureMessage:
      "Step fails when it is Poll action status for completion. Command failed on the machine: exit status 1.",
  };
  return {
    AutomationExecutionId: child(index),
    ParentAutomationExecutionId: nested ? NestedAutomationExecutionId : AutomationExecutionId,
    DocumentName: DOCUMENT,
    Parameters: { InstanceId: [InstanceId] },
    Target: InstanceId,
    ...times,
    outcome: isFailed ? "Failed" : "Success",
    ...failure,
    steps: [
      {
        StepName: "installMissingOSUpdates",
        Action: "aws:runCommand",
        ...times,
        outcome: isFailed ? "Failed" : "Success",
        ...failure,
        Inputs: {
          DocumentName: '"AWS-RunPatchBaseline"',
          InstanceIds: JSON.stringify([InstanceId]),
          Parameters: JSON.stringify({ Operation: "Install" }),
        },
        Outputs: {
          CommandId: [command(index)],
          Status: [isFailed ? "Failed" : "Success"],
          ResponseCode: [isFailed ? "1" : "0"],
          Output: [],
        },
      },
    ],
  };
};

/** The command that a child sent. */
export const commandOf = (index: number, { start, end, outcome }: StartedAutomationPlan): SentCommandPlan => {
  const isFailed = outcome !== "Success";
  const result = {
    outcome: isFailed ? "Failed" : "Success",
    details: isFailed ? "Failed" : "Success",
  } as const;
  return {
    CommandId: rateControlledIds.command(index),
    DocumentName: "AWS-RunPatchBaseline",
    start,
    end,
    outcome: isFailed ? "FAILED" : "SUCCESS",
    details: result.details,
    Parameters: JSON.stringify({
      documentName: "AWS-RunPatchBaseline",
      instanceIds: [machineId(index)],
      parameters: { Operation: ["Install"] },
    }),
    machines: [
      {
        InstanceId: machineId(index),
        start,
        end,
        ...result,
        plugins: [
          {
            Name: "PatchLinux",
            ...result,
            ResponseCode: isFailed ? 1 : 0,
            stdout: isFailed ? "" : "Report upload successful.",
            stderr: isFailed ? "failed to run commands: exit status 1" : "",
          },
        ],
      },
    ],
  };
};

/** The patch operation of a child's command. */
export const operationOf = (index: number, { start, end }: StartedAutomationPlan): PatchOperationPlan => ({
  start: new Date(Math.ceil(start.getTime() / SECOND) * SECOND),
  end: new Date(Math.floor(end.getTime() / SECOND) * SECOND),
  Operation: "Install",
  CommandId: rateControlledIds.command(index),
  BaselineId: "pb-0a0700000000000b0",
  PatchGroup: "web",
  patches: [{ KBId: "openssl.x86_64", Classification: "Security", State: "Installed", InstalledTime: end }],
});
