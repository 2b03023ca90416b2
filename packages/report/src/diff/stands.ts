/** An execution by its machines: each once, where it stands worst, with how long it worked in each task. */
import { millisecondsOf } from "../model/aws-progress.ts";
import { isBad, worse, type MachineResult } from "../model/result.ts";
import type { Cause, ExecutionReport, Machine, TaskReport } from "../model/report.ts";
import { patchDoubtOf } from "../judge/patching/patch-doubt.ts";
import type { PatchResult } from "../model/patch.ts";

/** A machine of an execution, over all its rows. */
export interface Standing {
  readonly machine: Machine;
  readonly result: MachineResult;
  /** The keys of the causes of all its rows that did not pass. */
  readonly causes: ReadonlySet<string>;
  readonly cause?: Cause | undefined;
  /** The worst patch result of its rows. */
  readonly patch?: PatchResult | undefined;
  /** How long it worked in a task, by the task's key; undefined where a time is missing. */
  readonly milliseconds: ReadonlyMap<string, number | undefined>;
}

/** A task of an execution, with what it is called by when two executions are compared. */
export interface KeyedTask {
  readonly key: string;
  readonly task: TaskReport;
}

/** Tasks keyed by what they call and their place among equals: a task has another ID in each execution. */
export const keyedTasks = ({ tasks }: ExecutionReport): readonly KeyedTask[] => {
  const seen = new Map<string, number>();
  return tasks.map((task) => {
    const name = task.TaskArn ?? task.TaskType ?? "unnamed task";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: count === 1 ? name : `${name} (${count})`, task };
  });
};

/** Every machine of an execution by its key: the same machine has the same key in every execution. */
export const standingsOf = (tasks: readonly KeyedTask[]): ReadonlyMap<string, Standing> => {
  const standings = new Map<string, Draft>();
  for (const { key: taskKey, task } of tasks) {
    let calls = 0;
    for (const machine of task.invocations.flatMap(({ machines }) => machines)) {
      if (machine.kind !== "machine") calls += 1;
      const key = machine.kind === "machine" ? machine.name : `${machine.kind}\n${taskKey}\n${calls}`;
      const before = standings.get(key);
      standings.set(key, before === undefined ? draftOf(machine, taskKey) : joined(before, machine, taskKey));
    }
  }
  return standings;
};

interface Draft extends Standing {
  readonly causes: Set<string>;
  readonly milliseconds: Map<string, number | undefined>;
}

const draftOf = (machine: Machine, taskKey: string): Draft => {
  const cause = isBad(machine.result) ? machine.cause : machine.patch?.cause;
  return {
    machine,
    result: machine.result,
    causes: new Set(cause === undefined ? [] : [cause.key]),
    cause,
    patch: machine.patch,
    milliseconds: new Map([[taskKey, millisecondsOf(machine)]]),
  };
};

const joined = (draft: Draft, machine: Machine, taskKey: string): Draft => {
  const { causes, milliseconds } = draft;
  const one = draftOf(machine, taskKey);
  for (const key of one.causes) causes.add(key);
  const own = millisecondsOf(machine);
  const sum = milliseconds.has(taskKey) ? milliseconds.get(taskKey) : 0;
  milliseconds.set(taskKey, own === undefined || sum === undefined ? undefined : sum + own);
  const patch = patchRank(one.machine) < patchRank(draft.machine) ? one.patch : (draft.patch ?? one.patch);
  return isWorse(one, draft)
    ? { ...one, causes, milliseconds, patch }
    : { ...draft, causes, milliseconds, patch, cause: draft.cause ?? one.cause };
};

const isWorse = (one: Draft, other: Draft): boolean =>
  one.result === other.result
    ? patchRank(one.machine) < patchRank(other.machine)
    : worse(other.result, one.result) === one.result;

/** The order of rows by what they say of patches: not patched, not known, patched, anything else. */
const patchRank = (machine: Machine): number => {
  const doubt = patchDoubtOf(machine);
  if (doubt !== undefined) return doubt === "not-patched" ? 0 : 1;
  return machine.patch?.result === "patched" ? 2 : 3;
};
