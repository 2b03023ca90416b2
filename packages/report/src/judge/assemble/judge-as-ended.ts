import { assembleExecution, assembleTask } from "./assemble-execution.ts";
import { assembleInvocation, partsFrom } from "./assemble-invocation.ts";
import { isOpen, openOf } from "../../model/result.ts";
import type { ExecutionReport, InvocationReport, Machine, TaskReport } from "../../model/report.ts";

/** Judges an execution that AWS reports as ended although parts of it have not: those count as unknown, not as running. */
export const judgeAsEnded = (report: ExecutionReport): ExecutionReport =>
  assembleExecution({
    ...report,
    aws: report,
    tasks: report.tasks.map((task) => taskAsOver(task)),
    exact: report.counts.exact,
    leftOut: report.tasksNotRead ?? 0,
    isOver: true,
  });

const taskAsOver = (task: TaskReport): TaskReport =>
  assembleTask({
    ...task,
    task: { ...task },
    detail: task,
    invocations: task.invocations.map((invocation) => invocationAsOver(invocation)),
    exact: task.counts.exact,
    gaps: task.gaps ?? 0,
    isOver: true,
  });

const invocationAsOver = (invocation: InvocationReport): InvocationReport =>
  invocation.verdict !== "RUNNING" && openOf(invocation.counts) === 0
    ? invocation
    : assembleInvocation({
        ...partsFrom(invocation, { includeSensitive: true }),
        exact: invocation.counts.exact,
        read: invocation.read,
        gaps: invocation.gaps ?? 0,
        machines: invocation.machines.map((machine) => machineAsOver(machine)),
        isOver: true,
      });

const machineAsOver = (machine: Machine): Machine => {
  if (!isOpen(machine.result)) return machine;
  const last = machine.result === "running" ? "running" : "pending";
  const { patch } = machine;
  return {
    ...machine,
    ...(patch === undefined
      ? {}
      : { patch: { ...patch, result: "unknown", words: "unknown: the command's result is unknown" } }),
    result: "unknown",
    reason: `The execution has ended, but AWS reported no end for this machine: it was ${last} when last read.`,
  };
};
