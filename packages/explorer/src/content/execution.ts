/** What the screens below an execution have in common: all are made from one report, which is read once. */
import { isFinalStatus } from "@windowpane/core";
import {
  resultsWorstFirst,
  isBad,
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

/** The reading that everything below an execution is made from. */
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

/** The report as far as it was read. */
export const reportAt = (findings: Findings, place: ItemRef): ExecutionReport | undefined =>
  findingOf<"execution">(findings, executionReading(place))?.value;

/** The task of a place, once it is known. */
export const taskAt = (
  report: ExecutionReport | undefined,
  { TaskExecutionId }: ItemRef,
): TaskReport | undefined => report?.tasks.find((task) => task.TaskExecutionId === TaskExecutionId);

/** The invocation of a place, once it is known. */
export const invocationAt = (
  report: ExecutionReport | undefined,
  place: ItemRef,
): InvocationReport | undefined =>
  taskAt(report, place)?.invocations.find(({ InvocationId }) => InvocationId === place.InvocationId);

/** What an invocation ran on, in a few words: the one machine's name, or how many there are. */
export const ranOn = ({ InvocationId, machines, counts }: InvocationReport): string => {
  const [only, ...others] = machines;
  const id = InvocationId.slice(0, 8);
  if (only === undefined) return `invocation ${id}`;
  if (others.length > 0) return `${counts.total}${counts.exact ? "" : " or more"} machines`;
  // Several that name no machine must still be told apart.
  return [only.name, only.InstanceName, only.kind === "unnamed" ? id : ""].filter(Boolean).join(" ");
};

/** What an content says about the whole, whatever its rows are. */
export const executionContent = (
  findings: Findings,
  place: ItemRef,
): Pick<ScreenContent, "gaps" | "running" | "progress"> => {
  const finding = findingOf<"execution">(findings, executionReading(place));
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

/** How bad a result is: 0 is the worst. */
export const resultRank = (result: Machine["result"]): number =>
  ranks.get(result) ?? resultsWorstFirst.length;

const ranks = new Map(resultsWorstFirst.map((result, rank) => [result, rank]));

/** How much a machine wants to be looked at: failures before what followed from them, then by result; 0 is the worst. */
export const machineRank = ({ result, cause }: Pick<Machine, "result" | "cause">): number =>
  (isBad(result) ? (cause === undefined ? 3 : weightRank[cause.weight]) : 4) * resultsWorstFirst.length +
  resultRank(result);

/** The machine of some invocations that wants most to be looked at; undefined where there is none. */
export const worstMachine = (invocations: Iterable<InvocationReport>): Machine | undefined => {
  let worst: Machine | undefined;
  for (const { machines } of invocations) {
    for (const machine of machines) {
      if (worst === undefined || machineRank(machine) < machineRank(worst)) worst = machine;
    }
  }
  return worst;
};

/** To the output of the worst machine of some invocations. */
export const worstOutput = (
  invocations: Iterable<InvocationReport>,
  place: ItemRef,
): ScreenStep | undefined => {
  const worst = worstMachine(invocations);
  return worst === undefined ? undefined : outputStep(worst, place);
};

/** To what a machine printed; to that of its whole invocation where nothing names the machine. */
export const outputStep = (machine: Machine, place: ItemRef): ScreenStep => ({
  screen: "output",
  place: { ...place, ...placeOf(machine) },
  label: machine.name,
});

const placeOf = ({
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  InstanceId,
  kind,
}: Machine): ItemRef => ({
  WindowExecutionId,
  TaskExecutionId,
  InvocationId,
  InstanceId: kind === "machine" ? InstanceId : undefined,
});
