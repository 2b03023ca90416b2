import type { Group, Recurrence } from "../../model/group.ts";
import type { ExecutionReport } from "../../model/report.ts";

type Compared = Pick<ExecutionReport, "WindowId" | "StartTime" | "done" | "complete" | "groups">;

/**
 * Compares the newest execution of a window that has something with the executions before it.
 *
 * @param executions - executions of one window that were read, in any order. Those without a start time are left out.
 * @param has - whether an execution has it: a cause, or a cause on a machine.
 * @returns undefined if no execution has it, or none was read before it.
 */
export const recurrenceOf = <Execution extends Compared>(
  executions: readonly Execution[],
  has: (execution: Execution) => boolean,
): Omit<Recurrence, "WindowId"> | undefined => {
  const sorted = executions
    .flatMap((execution) =>
      execution.StartTime === undefined ? [] : [{ execution, at: execution.StartTime }],
    )
    .toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const newest = sorted.findIndex(({ execution }) => has(execution));
  const [latest, ...before] = newest < 0 ? [] : sorted.slice(newest);
  const oldest = before.at(-1);
  if (latest === undefined || oldest === undefined) return undefined;
  const firstWithout = before.findIndex(({ execution }) => !has(execution));
  const consecutive = firstWithout < 0 ? before.length : firstWithout;
  return {
    since: (before[consecutive - 1] ?? latest).at,
    consecutive: consecutive + 1,
    affected: before.filter(({ execution }) => has(execution)).length,
    compared: before.length,
    comparedSince: oldest.at,
    unknown: before.filter(({ execution }) => !has(execution) && !(execution.done && execution.complete))
      .length,
  };
};

/** Groups with the recurrence of their cause in each of their windows, as far as earlier executions were read. */
export const withRecurrence = (
  groups: readonly Group[],
  executions: readonly ExecutionReport[],
): readonly Group[] => {
  const byWindow = new Map<string, ExecutionReport[]>();
  const keys = new Map(
    executions.map((execution) => [execution, new Set(execution.groups.map(({ key }) => key))]),
  );
  for (const execution of executions) {
    const { WindowId = "" } = execution;
    byWindow.set(WindowId, [...(byWindow.get(WindowId) ?? []), execution]);
  }
  return groups.map((group) => {
    const windows = new Set(group.members.flatMap(({ WindowId }) => WindowId ?? []));
    const recurrence = [...windows].flatMap((WindowId) => {
      const found = recurrenceOf(
        byWindow.get(WindowId) ?? [],
        (execution) => keys.get(execution)?.has(group.key) === true,
      );
      return found === undefined ? [] : [{ WindowId, ...found }];
    });
    return recurrence.length === 0 ? group : { ...group, recurrence };
  });
};
