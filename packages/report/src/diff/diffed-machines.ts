/** The machines of an execution, each once with its worst result and its duration in each task. */
import { millisecondsOf } from "../model/aws-progress.ts";
import { isBad, worse, type MachineResult } from "../model/result.ts";
import type { Cause, ExecutionReport, Machine, TaskReport } from "../model/report.ts";
import { patchDoubtOf } from "../judge/patching/patch-doubt.ts";
import type { PatchResult } from "../model/patch.ts";

/** A machine of an execution, merged from all its rows. */
export interface DiffedMachine {
  readonly machine: Machine;
  readonly result: MachineResult;
  /** The keys of the causes of all its failed rows. */
  readonly causes: ReadonlySet<string>;
  readonly cause?: Cause | undefined;
  /** The worst patch result of its rows. */
  readonly patch?: PatchResult | undefined;
  /** Its duration in each task, in milliseconds, by the task's key. Undefined if a time is missing. */
  readonly milliseconds: ReadonlyMap<string, number | undefined>;
}

/** A task with the key that matches it between executions. */
export interface KeyedTask {
  readonly key: string;
  readonly task: TaskReport;
}

/** Adds keys to tasks: what they run, and their position among equal tasks. A task has another ID in each execution. */
export const keyedTasks = ({ tasks }: ExecutionReport): readonly KeyedTask[] => {
  const seen = new Map<string, number>();
  return tasks.map((task) => {
    const name = task.TaskArn ?? task.TaskType ?? "unnamed task";
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: count === 1 ? name : `${name} (${count})`, task };
  });
};

/** The machines of an execution by key. A machine has the same key in every execution. */
export const diffedMachinesOf = (tasks: readonly KeyedTask[]): ReadonlyMap<string, DiffedMachine> => {
  const diffed = new Map<string, MachineDraft>();
  for (const { key: taskKey, task } of tasks) {
    let calls = 0;
    for (const machine of task.invocations.flatMap(({ machines }) => machines)) {
      if (machine.kind !== "machine") calls += 1;
      const key = machine.kind === "machine" ? machine.name : `${machine.kind}\n${taskKey}\n${calls}`;
      const before = diffed.get(key);
      diffed.set(key, before === undefined ? draftOf(machine, taskKey) : joined(before, machine, taskKey));
    }
  }
  return diffed;
};

interface MachineDraft extends DiffedMachine {
  readonly causes: Set<string>;
  readonly milliseconds: Map<string, number | undefined>;
}

const draftOf = (machine: Machine, taskKey: string): MachineDraft => {
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

const joined = (draft: MachineDraft, machine: Machine, taskKey: string): MachineDraft => {
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

const isWorse = (one: MachineDraft, other: MachineDraft): boolean =>
  one.result === other.result
    ? patchRank(one.machine) < patchRank(other.machine)
    : worse(other.result, one.result) === one.result;

/** Rank of a row by its patch result: not patched, uncertain, patched, other. */
const patchRank = (machine: Machine): number => {
  const doubt = patchDoubtOf(machine);
  if (doubt !== undefined) return doubt === "not-patched" ? 0 : 1;
  return machine.patch?.result === "patched" ? 2 : 3;
};
