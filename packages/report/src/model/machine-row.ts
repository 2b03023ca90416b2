import type { Machine, ExecutionRef } from "./report.ts";
import { present } from "./present.ts";
import { sharedText } from "./text.ts";

/** The members of a row besides its IDs. */
export type MachineFacts = Omit<Machine, Exclude<keyof ExecutionRef, "InstanceId">>;

/** Creates a machine's row. All rows have their members in the same order, so they share one V8 layout. */
export const machineRow = (ref: ExecutionRef, facts: MachineFacts): Machine =>
  present({
    WindowId: ref.WindowId,
    WindowExecutionId: ref.WindowExecutionId,
    TaskExecutionId: ref.TaskExecutionId,
    InvocationId: ref.InvocationId,
    kind: facts.kind,
    name: facts.name,
    InstanceId: facts.InstanceId,
    InstanceName: facts.InstanceName,
    result: facts.result,
    reason: sharedText(facts.reason),
    cause: facts.cause,
    Status: sharedText(facts.Status),
    StatusDetails: sharedText(facts.StatusDetails),
    ResponseCode: facts.ResponseCode,
    StartTime: facts.StartTime,
    EndTime: facts.EndTime,
    steps: facts.steps,
    patch: facts.patch,
  });
