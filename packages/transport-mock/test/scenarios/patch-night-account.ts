/** The account of the scenario's tests, and functions that find parts of it. */
import type {
  CommandPlan,
  ExecutionPlan,
  InvocationPlan,
  MachinePlan,
  TaskPlan,
} from "../../src/plan/plan.ts";
import { patchNight } from "../../src/scenarios/patch-night.ts";

export const NOW = new Date("2026-11-22T09:41:17.250Z");

const { windows: planned, commands: sent = [] } = patchNight.plan({ now: NOW, seed: 7 });

/** Commands without a window. */
export const commands = sent;
export const windows = planned.map(({ targets = [], tasks = [], schedule = [], ...window }) => ({
  ...window,
  targets,
  tasks,
  schedule,
}));

export const windowNamed = (name: string): (typeof windows)[number] =>
  found(windows.find(({ window }) => window.Name === name));

/** A window's execution by index, newest started one first. */
export const execution = (name: string, ago = 0): ExecutionPlan =>
  found(
    windowNamed(name)
      .executions.filter(({ start }) => start <= NOW)
      .toSorted((one, other) => other.start.getTime() - one.start.getTime())[ago],
  );

/** A task of an execution, by index in order of time. */
export const task = (name: string, index: number, ago = 0): TaskPlan =>
  found(execution(name, ago).tasks[index]);

/** A task's invocations in order of time. */
export const invocationsOf = ({ invocations }: TaskPlan): readonly InvocationPlan[] =>
  Array.from({ length: invocations.length }, (_, index) =>
    found(invocations.at(invocations.length - 1 - index)),
  );

export const commandOf = ({ command }: InvocationPlan): CommandPlan | undefined =>
  typeof command === "function" ? command() : command;

/** The machines of an invocation's command. Empty without a command. */
export const machinesOf = (invocation: InvocationPlan | undefined): readonly MachinePlan[] =>
  commandOf(found(invocation))?.machines ?? [];

/** The command in an invocation's Parameters. */
export interface CommandParameters {
  readonly comment: string;
  readonly documentName: string;
  readonly instanceIds?: readonly string[];
  readonly targets?: readonly { readonly key: string; readonly targetValues: readonly string[] }[];
  readonly maxConcurrency: unknown;
  readonly maxErrors: unknown;
  readonly timeoutSeconds: unknown;
}

export const parametersOf = ({ Parameters }: InvocationPlan): CommandParameters =>
  // The scenario's JSON, whose shape the tests check.
  JSON.parse(found(Parameters)) as CommandParameters;

export const allTasks = (): readonly TaskPlan[] =>
  windows.flatMap(({ executions }) => executions).flatMap(({ tasks }) => tasks);

export const allInvocations = (): readonly InvocationPlan[] => allTasks().flatMap(invocationsOf);

export const allMachines = (): readonly MachinePlan[] => allInvocations().flatMap(machinesOf);

/** Counts by StatusDetails. */
export const detailsOf = (items: readonly { readonly details?: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { details = "" } of items) counts[details] = (counts[details] ?? 0) + 1;
  return counts;
};

export const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error("The scenario lacks what the test looks for.");
  return value;
};
