/** 10,000 commands on one machine each. Ten failed, the first at 70% of AWS's list. */
import type { AccountPlan, InvocationPlan } from "@windowpane/transport-mock";
import { end, oneWindow, start, uuid } from "./one-window.ts";

export const INVOCATIONS = 10_000;

export const TaskExecutionId = uuid(1000);

const isFailed = (place: number): boolean => place >= 0.7 * INVOCATIONS && place % 300 === 100;

const invocation = (place: number): InvocationPlan => {
  const failed = isFailed(place);
  const InstanceId = `i-${String(place).padStart(17, "0")}`;
  // The list is newest first.
  const begun = new Date(end.getTime() - 60_000 - place * 100);
  return {
    InvocationId: uuid(100_000 + place),
    ExecutionId: uuid(200_000 + place),
    start: begun,
    end,
    outcome: failed ? "FAILED" : "SUCCESS",
    Parameters: JSON.stringify({ documentName: "AWS-RunShellScript", instanceIds: [InstanceId] }),
    command: () => ({
      DocumentName: "AWS-RunShellScript",
      machines: [
        {
          InstanceId,
          start: begun,
          end,
          outcome: failed ? "Failed" : "Success",
          details: failed ? "Failed" : "Success",
          plugins: [
            {
              Name: "aws:runShellScript",
              outcome: failed ? "Failed" : "Success",
              details: failed ? "Failed" : "Success",
              ResponseCode: failed ? 1 : 0,
              stdout: "",
              stderr: failed ? "no space left on device" : "",
            },
          ],
        },
      ],
    }),
  };
};

export const lateFailures: AccountPlan = oneWindow([
  {
    TaskExecutionId,
    task: { TaskArn: "AWS-RunShellScript", Type: "RUN_COMMAND" },
    start,
    end,
    outcome: "FAILED",
    invocations: Array.from({ length: INVOCATIONS }, (_, place) => invocation(place)),
  },
]);
