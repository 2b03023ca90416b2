import type { Machine, ExecutionRef } from "./report.ts";
import { present } from "./present.ts";
import { sharedText } from "./text.ts";

/** What a row says beside where it stands. */
export type MachineFacts = Omit<Machine, Exclude<keyof ExecutionRef, "InstanceId">>;

/** A machine's row: what a place and the facts say, member by member in the one order that all rows have. */
export const machineRow = (place: ExecutionRef, facts: MachineFacts): Machine =>
  present({
    WindowId: place.WindowId,
    WindowExecutionId: place.WindowExecutionId,
    TaskExecutionId: place.TaskExecutionId,
    InvocationId: place.InvocationId,
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
