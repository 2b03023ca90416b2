import { millisecondsOf, progressOf } from "../model/aws-progress.ts";
import { skipsPatches } from "../judge/assemble/assemble-invocation.ts";
import { badOf, isBad } from "../model/result.ts";
import type { ExecutionReport, ExecutionRef, TaskReport } from "../model/report.ts";
import { patchDoubtOf } from "../judge/patching/patch-doubt.ts";
import { notPatchedIn } from "../judge/patching/counts.ts";
import { present } from "../model/present.ts";
import { classify, type Classed, type Pair } from "./classify.ts";
import {
  diffClasses,
  type DiffClass,
  type DiffSide,
  type ExecutionDiff,
  type MachineDiff,
  type MachineStand,
  type SlowerThreshold,
  type TaskDiff,
  type TaskStand,
} from "./model.ts";
import { notesOn, reasonOf } from "./notes.ts";
import { keyedTasks, standingsOf, type KeyedTask, type Standing } from "./stands.ts";

/** From when on a machine is slower, unless the caller says otherwise: half as long again, and a minute. */
export const slowerThreshold: SlowerThreshold = { factor: 1.5, least: 60_000 };

/** How to compare. */
export interface DiffOptions {
  /** Default: `slowerThreshold`. */
  readonly threshold?: SlowerThreshold | undefined;
}

/**
 * What changed from an earlier execution to a later one, machine by machine; each machine of either is in exactly one
 * class. Nothing is called vanished or added that an incomplete report may only have missed.
 */
export const diffExecutions = (
  before: ExecutionReport,
  after: ExecutionReport,
  { threshold = slowerThreshold }: DiffOptions = {},
): ExecutionDiff => {
  const tasks = { before: keyedTasks(before), after: keyedTasks(after) };
  const standings = { before: standingsOf(tasks.before), after: standingsOf(tasks.after) };
  const exact = { before: isExact(before), after: isExact(after) };
  const keys = new Set([...standings.after.keys(), ...standings.before.keys()]);
  const machines = [...keys]
    .map((key) => {
      const pair = { before: standings.before.get(key), after: standings.after.get(key) };
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
    machines.some((machine) => machine.class === "added" && isBadStand(machine.after)) ||
    pairTasks(tasks.before, tasks.after).some(isWorseTask);
  const complete = [before, after].every((side) => side.complete && side.verdict !== "RUNNING");
  return {
    before: sideOf(before),
    after: sideOf(after),
    reason: reasonOf({ classes, worse, complete, total: machines.length }),
    worse,
    classes,
    total: machines.length,
    machines,
    tasks: taskDiffs,
    appeared: groupsOnlyIn(after, before),
    gone: groupsOnlyIn(before, after),
    threshold,
    notes: notesOn(before, after, taskDiffs),
    complete,
  };
};

const isBadStand = (stand: MachineStand | undefined): boolean =>
  stand !== undefined && (isBad(stand.result) || patchDoubtOf(stand) === "not-patched");

const isExact = ({ machineCounts, done }: ExecutionReport): boolean => machineCounts.exact && done;

const machineDiff = (pair: Classed & Pick<Pair, "before" | "after" | "took">): MachineDiff => {
  const { before, after, reason, took } = pair;
  // One of the two is there, as the key came from it; the newer one knows the newer name.
  const { kind = "unnamed", name = "", InstanceId, InstanceName } = (after ?? before)?.machine ?? {};
  return {
    class: pair.class,
    kind,
    name,
    ...present({ InstanceId, InstanceName: InstanceName ?? before?.machine.InstanceName }),
    ...present({ before: standOf(before, took?.before), after: standOf(after, took?.after) }),
    reason,
  };
};

const standOf = (
  standing: Standing | undefined,
  milliseconds: number | undefined,
): MachineStand | undefined => {
  if (standing === undefined) return undefined;
  const { machine, result, cause, patch } = standing;
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = machine;
  const place: ExecutionRef = {
    WindowExecutionId,
    ...present({ WindowId, TaskExecutionId, InvocationId, InstanceId }),
  };
  return { result, reason: machine.reason, ...present({ cause, patch, milliseconds }), place };
};

/** Only tasks that it worked in both times: one task more makes nobody slower. */
const commonTime = (before: Standing | undefined, after: Standing | undefined): Pair["took"] => {
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
  // fromEntries forgets that every class has an entry.
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
    ...present({ before: taskStand(pair.before), after: taskStand(pair.after) }),
  }));

const taskStand = (task: TaskReport | undefined): TaskStand | undefined => {
  if (task === undefined) return undefined;
  const { TaskExecutionId, verdict, reason } = task;
  return { TaskExecutionId, verdict, reason, ...present({ milliseconds: millisecondsOf(task) }) };
};

/** What is not at its end, or could not be read, is not worse yet. */
const isWorseTask = ({ before, after }: TaskPair): boolean =>
  before?.verdict === "PASSED" &&
  after !== undefined &&
  ["FAILED", "PARTIAL", "EMPTY", "SKIPPED"].includes(after.verdict) &&
  !(before.invocations.some(skipsPatches) && isOnlyPatches(after));

/** Whether a task did not pass for its patches alone: without the patch state of before, nothing shows that this is worse. */
const isOnlyPatches = ({ counts, patches, verdict }: TaskReport): boolean =>
  verdict === "PARTIAL" && badOf(counts) === 0 && patches !== undefined && notPatchedIn(patches) > 0;

const sideOf = (report: ExecutionReport): DiffSide => {
  const { WindowId, Name, WindowExecutionId } = report;
  const { verdict, reason, falseGreen, machineCounts, patches, done, complete, gaps } = report;
  return {
    ...present({ WindowId, Name }),
    WindowExecutionId,
    ...progressOf(report),
    verdict,
    reason,
    falseGreen,
    machineCounts,
    ...present({ patches }),
    done,
    complete,
    gaps,
  };
};

const groupsOnlyIn = (one: ExecutionReport, other: ExecutionReport): ExecutionReport["groups"] => {
  const known = new Set(other.groups.map(({ key }) => key));
  return one.groups.filter(({ key }) => !known.has(key));
};
