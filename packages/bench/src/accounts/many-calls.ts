/** One task with any number of Lambda invocations. One in 50 failed. A page of 100 takes one request. */
import type { AccountPlan } from "@windowpane/transport-mock";
import { end, oneWindow, start, uuid, WindowExecutionId } from "./one-window.ts";

const TaskExecutionId = uuid(1000);

/** Place of the invocations on the web page. */
export const placeOfCalls = `/executions/${WindowExecutionId}/tasks/${TaskExecutionId}/invocations`;

export const manyCalls = (count: number): AccountPlan =>
  oneWindow([
    {
      TaskExecutionId,
      task: { TaskArn: "arn:aws:lambda:eu-central-1:123456789012:function:step", Type: "LAMBDA" },
      start,
      end,
      outcome: "FAILED",
      invocations: Array.from({ length: count }, (_, call) => ({
        InvocationId: uuid(1_000_000 + call),
        ExecutionId: uuid(3_000_000 + call),
        start: new Date(start.getTime() + (call % 7000) * 1000),
        end,
        outcome: call % 50 === 7 ? "FAILED" : "SUCCESS",
      })),
    },
  ]);
