/** 100 tasks of 100 Lambda invocations each, which take 102 requests. */
import type { AccountPlan } from "@windowpane/transport-mock";
import { end, oneWindow, start, uuid } from "./one-window.ts";

export const TASKS = 100;
export const CALLS = 100;

/** Requests: the execution, its tasks, and a page of invocations per task. */
export const REQUESTS = TASKS + 2;

export const taskId = (task: number): string => uuid(1000 + task);

export const hundredTasks: AccountPlan = oneWindow(
  Array.from({ length: TASKS }, (_, task) => ({
    TaskExecutionId: taskId(task),
    task: { TaskArn: `arn:aws:lambda:eu-central-1:123456789012:function:step-${task}`, Type: "LAMBDA" },
    start,
    end,
    outcome: "SUCCESS",
    invocations: Array.from({ length: CALLS }, (_empty, call) => ({
      InvocationId: uuid(100_000 + task * CALLS + call),
      ExecutionId: uuid(200_000 + task * CALLS + call),
      start,
      end,
      outcome: "SUCCESS",
    })),
  })),
);
