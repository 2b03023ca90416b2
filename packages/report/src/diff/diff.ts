import { millisecondsOf } from "../model/aws-progress.ts";
import { summaryOf } from "../model/execution-summary.ts";
import { badOf, isBad } from "../model/result.ts";
import type { ExecutionReport, ExecutionRef, Gap, TaskReport } from "../model/report.ts";
import { patchDoubtOf, skipsPatches } from "../judge/patching/patch-doubt.ts";
import { notPatchedIn } from "../judge/patching/counts.ts";
import { present } from "../model/present.ts";
import { classify, type Classification, type MachinePair } from "./classify.ts";
import {
  diffClasses,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
  type MachineSide,
  type SlowerThreshold,
  type TaskDiff,
  type TaskSide,
} from "./model.ts";
import { notesOn, reasonOf } from "./notes.ts";
import { keyedTasks, diffedMachinesOf, type KeyedTask, type DiffedMachine } from "./diffed-machines.ts";

/** Default threshold for slower machines: 1.5 times as long, and at least a minute longer. */
const slowerThreshold: SlowerThreshold = { factor: 1.5, least: 60_000 };

/** Options of a comparison. */
export interface DiffOptions {
  /** When a machine counts as slower. Default: at least 1.5 times as long, and a minute longer. */
  readonly threshold?: SlowerThreshold | undefined;
  /** Gaps in the search for the earlier execution: one that passed may be missing from it. Default: none. */
  readonly searchGaps?: readonly Gap[] | undefined;
}

/**
 * Compares an earlier execution with a later one, by machine. Each machine of either execution is in exactly one class. A
 * machine that an incomplete report may have missed is never `vanished` or `added`.
 */
export const diffExecutions = (
  before: ExecutionReport,
  after: ExecutionReport,
  { threshold = slowerThreshold, searchGaps = [] }: DiffOptions = {},
): ExecutionDiff => {
  const tasks = { before: keyedTasks(before), after: keyedTasks(after) };
  const diffed = { before: diffedMachinesOf(tasks.before), after: diffedMachinesOf(tasks.after) };
  const exact = { before: isExact(before), after: isExact(after) };
  const keys = new Set([...diffed.after.keys(), ...diffed.before.keys()]);
  const machines = [...keys]
    .map((key) => {
      const pair = { before: diffed.before.get(key), after: diffed.after.get(key) };
      const took = commonTime(pair.before, pair.after);
      return machineDiff({ ...pair, ...classify({ ...pair, exact, took, threshold }), took });
    })
    .toSorted(byClass);
  const classes = countClasses(machines);
  const taskDiffs = diffTasks(tasks.before, tasks.after);
  const worse =
    classes.newlyFailing > 0 ||
    classes.failingOtherwise > 0 ||
    classes.newlyNotPatched > 0 ||
    machines.some((machine) => machine.class === "added" && isBadSide(machine.after)) ||
    pairTasks(tasks.before, tasks.after).some(isWorseTask);
  const complete =
    searchGaps.length === 0 && [before, after].every((side) => side.complete && side.verdict !== "RUNNING");
  return {
    before: summaryOf(before),
    after: summaryOf(after),
    reason: reasonOf({ classes, worse, complete, total: machines.length }),
    worse,
    classes,
    total: machines.length,
    machines,
    tasks: taskDiffs,
    appeared: groupsOnlyIn(after, before),
    gone: groupsOnlyIn(before, after),
    threshold,
    notes: [...searchGaps.map(({ why }) => why), ...notesOn(before, after, taskDiffs)],
    complete,
  };
};

const isBadSide = (side: MachineSide | undefined): boolean =>
  side !== undefined && (isBad(side.result) || patchDoubtOf(side) === "not-patched");

const isExact = ({ machineCounts, done }: ExecutionReport): boolean => machineCounts.exact && done;

const machineDiff = (pair: Classification & Pick<MachinePair, "before" | "after" | "took">): MachineDiff => {
  const { before, after, reason, took } = pair;
  // At least one side exists. The later one has the newer name.
  const { kind = "unnamed", name = "", InstanceId, InstanceName } = (after ?? before)?.machine ?? {};
  return {
    class: pair.class,
    kind,
    name,
    ...present({ InstanceId, InstanceName: InstanceName ?? before?.machine.InstanceName }),
    ...present({ before: sideOfMachine(before, took?.before), after: sideOfMachine(after, took?.after) }),
    reason,
  };
};

const sideOfMachine = (
  side: DiffedMachine | undefined,
  milliseconds: number | undefined,
): MachineSide | undefined => {
  if (side === undefined) return undefined;
  const { machine, result, cause, patch } = side;
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = machine;
  const ref: ExecutionRef = {
    WindowExecutionId,
    ...present({ WindowId, TaskExecutionId, InvocationId, InstanceId }),
  };
  return { result, reason: machine.reason, ...present({ cause, patch, milliseconds }), ref };
};

/** Adds durations of tasks that both executions have, so that an additional task does not count as slower. */
const commonTime = (
  before: DiffedMachine | undefined,
  after: DiffedMachine | undefined,
): MachinePair["took"] => {
  if (before === undefined || after === undefined) return undefined;
  const sum = { before: 0, after: 0 };
  let found = false;
  for (const [key, own] of after.milliseconds) {
    const other = before.milliseconds.get(key);
    if (own === undefined || other === undefined) continue;
    found = true;
    sum.before += other;
    sum.after += own;
  }
  return found ? sum : undefined;
};

const byClass = (one: MachineDiff, other: MachineDiff): number =>
  diffClasses.indexOf(one.class) - diffClasses.indexOf(other.class) ||
  compare(one.InstanceName ?? one.name, other.InstanceName ?? other.name) ||
  compare(one.name, other.name);

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

const countClasses = (machines: readonly MachineDiff[]): Readonly<Record<DiffClass, number>> => {
  // fromEntries does not infer that every class has an entry.
  const counts = Object.fromEntries(diffClasses.map((name) => [name, 0])) as Record<DiffClass, number>;
  for (const machine of machines) counts[machine.class] += 1;
  return counts;
};

interface TaskPair {
  readonly name: string;
  readonly before: TaskReport | undefined;
  readonly after: TaskReport | undefined;
}

const pairTasks = (before: readonly KeyedTask[], after: readonly KeyedTask[]): readonly TaskPair[] => {
  const was = new Map(before.map(({ key, task }) => [key, task]));
  const is = new Map(after.map(({ key, task }) => [key, task]));
  return [...new Set([...is.keys(), ...was.keys()])].map((name) => ({
    name,
    before: was.get(name),
    after: is.get(name),
  }));
};

const diffTasks = (before: readonly KeyedTask[], after: readonly KeyedTask[]): readonly TaskDiff[] =>
  pairTasks(before, after).map((pair) => ({
    name: pair.name,
    ...present({ before: taskSide(pair.before), after: taskSide(pair.after) }),
  }));

const taskSide = (task: TaskReport | undefined): TaskSide | undefined => {
  if (task === undefined) return undefined;
  const { TaskExecutionId, verdict, reason } = task;
  return { TaskExecutionId, verdict, reason, ...present({ milliseconds: millisecondsOf(task) }) };
};

/** Whether a task that passed has failed now. Running and unknown tasks are not worse. */
const isWorseTask = ({ before, after }: TaskPair): boolean =>
  before?.verdict === "PASSED" &&
  after !== undefined &&
  ["FAILED", "PARTIAL", "EMPTY", "SKIPPED"].includes(after.verdict) &&
  !(before.invocations.some(skipsPatches) && isOnlyPatches(after));

/** Whether a task failed only by its patches. Without the earlier patch state, that is not known to be worse. */
const isOnlyPatches = ({ counts, patches, verdict }: TaskReport): boolean =>
  verdict === "PARTIAL" && badOf(counts) === 0 && patches !== undefined && notPatchedIn(patches) > 0;

const groupsOnlyIn = (one: ExecutionReport, other: ExecutionReport): ExecutionReport["groups"] => {
  const known = new Set(other.groups.map(({ key }) => key));
  return one.groups.filter(({ key }) => !known.has(key));
};
