import { isBad } from "../../model/result.ts";
import type { FailedMember } from "../../model/group.ts";
import type { Cause, ExecutionReport, InvocationReport, Machine, ExecutionRef } from "../../model/report.ts";
import { present } from "../../model/present.ts";

type ExecutionLevels = Pick<ExecutionReport, "WindowId" | "WindowExecutionId" | "Name" | "cause" | "tasks">;

/** Yields everything in an execution that did not pass, with its cause: machines, and levels that failed without one. */
export function* failuresOf(report: ExecutionLevels): Generator<FailedMember, void, undefined> {
  const { WindowId, WindowExecutionId } = report;
  const ref: ExecutionRef = { ...present({ WindowId }), WindowExecutionId };
  if (report.cause !== undefined) {
    yield {
      cause: report.cause,
      member: { ...ref, kind: "execution", name: report.Name ?? WindowId ?? WindowExecutionId },
    };
  }
  for (const task of report.tasks) {
    const { TaskExecutionId } = task;
    if (task.cause !== undefined) {
      yield {
        cause: task.cause,
        member: { ...ref, TaskExecutionId, kind: "task", name: task.TaskArn ?? TaskExecutionId },
      };
    }
    for (const invocation of task.invocations) yield* failuresIn(invocation, { ...ref, TaskExecutionId });
  }
}

function* failuresIn(
  invocation: InvocationReport,
  ref: ExecutionRef,
): Generator<FailedMember, void, undefined> {
  const { cause, InvocationId, machines } = invocation;
  if (cause !== undefined) {
    const name = invocation.DocumentName ?? InvocationId;
    yield { cause, member: { ...ref, InvocationId, kind: "invocation", name } };
  }
  for (const machine of machines) {
    // A machine whose command passed can still have a cause in its patch result.
    const why = isBad(machine.result) ? machine.cause : machine.patch?.cause;
    if (why !== undefined) yield { cause: why, member: memberOf(machine, ref, why) };
  }
}

const memberOf = (
  { kind, name, result, InvocationId, InstanceId, InstanceName }: Machine,
  ref: ExecutionRef,
  cause: Cause,
): FailedMember["member"] =>
  present({
    ...ref,
    InvocationId,
    InstanceId,
    InstanceName: InstanceName || undefined,
    kind,
    name,
    result,
    evidence: cause.evidence,
  });
