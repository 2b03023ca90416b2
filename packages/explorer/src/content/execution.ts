/** Content that the screens of an execution share: all are made from one report, which is read once. */
import { isFinalStatus } from "@windowpane/core";
import {
  resultsWorstFirst,
  isBad,
  isNotPatched,
  type ExecutionReport,
  type InvocationReport,
  type Machine,
  type TaskReport,
} from "@windowpane/report";
import { weightRank } from "./causes.ts";
import type { ScreenContent } from "../model/content.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import type { ScreenStep } from "../model/screen.ts";
import { safeLine } from "@windowpane/text";

/** The reading of an execution's report. */
export const executionReading = ({
  WindowExecutionId = "",
  WindowId,
  Name,
}: ItemRef): Extract<Reading, { of: "execution" }> => ({
  of: "execution",
  WindowExecutionId,
  WindowId,
  Name,
});

/** The report, as far as it was read. */
export const reportAt = (findings: Findings, ref: ItemRef): ExecutionReport | undefined =>
  findingOf<"execution">(findings, executionReading(ref))?.value;

/** The task that a reference names; undefined until it was read. */
export const taskAt = (
  report: ExecutionReport | undefined,
  { TaskExecutionId }: ItemRef,
): TaskReport | undefined => report?.tasks.find((task) => task.TaskExecutionId === TaskExecutionId);

/** The invocation that a reference names; undefined until it was read. */
export const invocationAt = (
  report: ExecutionReport | undefined,
  ref: ItemRef,
): InvocationReport | undefined =>
  taskAt(report, ref)?.invocations.find(({ InvocationId }) => InvocationId === ref.InvocationId);

/** Name of a document or function, without its ARN. */
export const taskName = (TaskArn: string | undefined): string | undefined =>
  TaskArn?.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, "").replace(
    /^(?:document|function|stateMachine|automation-definition)[:/]/,
    "",
  );

/** A machine's name, or its ID if it has none. */
export const machineName = ({
  name,
  InstanceName = "",
}: {
  readonly name: string;
  readonly InstanceName?: string | undefined;
}): string => {
  const given = safeLine(InstanceName);
  return given === "" ? safeLine(name) : given;
};

/** Target of an invocation in a few words: the name of the only machine, or the number of machines. */
export const ranOn = ({ InvocationId, machines, counts }: InvocationReport): string => {
  const [only, ...others] = machines;
  const id = InvocationId.slice(0, 8);
  if (only === undefined) return `invocation ${id}`;
  if (others.length > 0) return `${counts.total}${counts.exact ? "" : " or more"} machines`;
  // Invocations without a machine must still look different.
  return [only.InstanceName, only.name, only.kind === "unnamed" ? id : ""].filter(Boolean).join(" ");
};

/** Gaps, progress and whether the execution is running, which do not depend on the rows. */
export const executionContent = (
  findings: Findings,
  ref: ItemRef,
): Pick<ScreenContent, "gaps" | "running" | "progress"> => {
  const finding = findingOf<"execution">(findings, executionReading(ref));
  const report = finding?.value;
  return {
    gaps: report?.gaps ?? [],
    running: report === undefined || !isFinalStatus(report.Status) || report.verdict === "RUNNING",
    progress: report === undefined || report.done ? undefined : progressText(report),
  };
};

const progressText = ({ progress }: ExecutionReport): string =>
  progress.tasks === 0
    ? "reading the tasks"
    : `reading ${progress.invocationsRead} of ${progress.invocations} invocations, ${progress.tasksRead} of ${progress.tasks} tasks`;

/** Rank of a result, 0 being the worst. */
export const resultRank = (result: Machine["result"]): number =>
  ranks.get(result) ?? resultsWorstFirst.length;

const ranks = new Map(resultsWorstFirst.map((result, rank) => [result, rank]));

/** Rank of a machine: failures before consequences, then by result; 0 is the worst. */
export const machineRank = ({ result, cause }: Pick<Machine, "result" | "cause">): number =>
  (isBad(result) ? (cause === undefined ? 3 : weightRank[cause.weight]) : 4) * resultsWorstFirst.length +
  resultRank(result);

/** The worst machine of some invocations; undefined without machines. */
export const worstMachine = (invocations: Iterable<InvocationReport>): Machine | undefined => {
  let worst: Machine | undefined;
  for (const { machines } of invocations) {
    for (const machine of machines) {
      if (worst === undefined || machineRank(machine) < machineRank(worst)) worst = machine;
    }
  }
  return worst;
};

/** Instance IDs of the machines of some invocations that did not pass, or are not patched. */
export const failedIds = (
  invocations: readonly Pick<InvocationReport, "machines">[],
): readonly (string | undefined)[] =>
  invocations.flatMap(({ machines }) => machines.filter(isBadMachine).map(({ InstanceId }) => InstanceId));

/** Whether a machine did not pass, or is not patched although its command passed. */
export const isBadMachine = ({ result, patch }: Pick<Machine, "result" | "patch">): boolean =>
  isBad(result) || (patch !== undefined && isNotPatched(patch));

/** Opens the output of the worst machine of some invocations. */
export const worstOutput = (
  invocations: Iterable<InvocationReport>,
  ref: ItemRef,
): ScreenStep | undefined => {
  const worst = worstMachine(invocations);
  return worst === undefined ? undefined : outputStep(worst, ref);
};

/** Opens the output of a machine, or of its invocation if the machine has no ID. */
export const outputStep = (machine: Machine, ref: ItemRef): ScreenStep => ({
  screen: "output",
  ref: { ...ref, ...refOf(machine) },
  label: machineName(machine),
});

const refOf = ({ WindowExecutionId, TaskExecutionId, InvocationId, InstanceId, kind }: Machine): ItemRef => ({
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  InstanceId: kind === "machine" ? InstanceId : undefined,
});
