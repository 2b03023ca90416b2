import { isBad } from "../../model/result.ts";
import type { FailedMember } from "../../model/group.ts";
import type { Cause, ExecutionReport, InvocationReport, Machine, ExecutionRef } from "../../model/report.ts";
import { present } from "../../model/present.ts";

type Levels = Pick<ExecutionReport, "WindowId" | "WindowExecutionId" | "Name" | "cause" | "tasks">;

/** Everything in an execution that did not pass, with its cause: machines, and levels that failed without one. */
export function* failuresOf(report: Levels): Generator<FailedMember, void, undefined> {
  const { WindowId, WindowExecutionId } = report;
  const place: ExecutionRef = { ...present({ WindowId }), WindowExecutionId };
  if (report.cause !== undefined) {
    yield {
      cause: report.cause,
      member: { ...place, kind: "execution", name: report.Name ?? WindowId ?? WindowExecutionId },
    };
  }
  for (const task of report.tasks) {
    const { TaskExecutionId } = task;
    if (task.cause !== undefined) {
      yield {
        cause: task.cause,
        member: { ...place, TaskExecutionId, kind: "task", name: task.TaskArn ?? TaskExecutionId },
      };
    }
    for (const invocation of task.invocations) yield* failuresIn(invocation, { ...place, TaskExecutionId });
  }
}

function* failuresIn(
  invocation: InvocationReport,
  place: ExecutionRef,
): Generator<FailedMember, void, undefined> {
  const { cause, InvocationId, machines } = invocation;
  if (cause !== undefined) {
    const name = invocation.DocumentName ?? InvocationId;
    yield { cause, member: { ...place, InvocationId, kind: "invocation", name } };
  }
  for (const machine of machines) {
    // A machine whose command passed is in the list for its patches alone.
    const why = isBad(machine.result) ? machine.cause : machine.patch?.cause;
    if (why !== undefined) yield { cause: why, member: memberOf(machine, place, why) };
  }
}

const memberOf = (
  { kind, name, result, InvocationId, InstanceId, InstanceName }: Machine,
  place: ExecutionRef,
  cause: Cause,
): FailedMember["member"] =>
  present({
    ...place,
    InvocationId,
    InstanceId,
    InstanceName: InstanceName || undefined,
    kind,
    name,
    result,
    evidence: cause.evidence,
  });
