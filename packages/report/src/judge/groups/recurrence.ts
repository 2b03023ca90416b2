import type { Group, GroupMember, Recurrence } from "../../model/group.ts";
import type { ExecutionReport } from "../../model/report.ts";

type Compared = Pick<ExecutionReport, "StartTime" | "complete">;

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
    unknown: before.filter(({ execution }) => !has(execution) && !execution.complete).length,
  };
};

/** What did not pass in an execution, for comparison with others. Small enough to keep where the report is not kept. */
export interface ExecutionCauses extends Pick<
  ExecutionReport,
  "WindowId" | "WindowExecutionId" | "StartTime"
> {
  /** Whether all of it was read. */
  readonly complete: boolean;
  /** Names of the machines by the key of their cause; none for a cause without machines. */
  readonly causes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The causes in the report on an execution. */
export const causesOfExecution = ({
  WindowId,
  WindowExecutionId,
  StartTime,
  complete,
  groups,
}: Pick<
  ExecutionReport,
  "WindowId" | "WindowExecutionId" | "StartTime" | "complete" | "groups"
>): ExecutionCauses => ({
  WindowId,
  WindowExecutionId,
  StartTime,
  complete,
  causes: new Map(groups.map(({ key, members }) => [key, new Set(members.map(({ name }) => name))])),
});

/** Tells since when executions have a cause. */
export interface ComparedExecutions {
  /** The recurrence of a cause in a window, up to the newest execution that has it. */
  readonly ofCause: (WindowId: string, key: string) => Recurrence | undefined;
  /** The recurrence of a cause on a machine, up to the execution of the row. Undefined if none was read before it. */
  readonly ofMachine: (
    row: Pick<GroupMember, "WindowId" | "WindowExecutionId" | "name">,
    key: string,
  ) => Recurrence | undefined;
}

/** Compares executions of windows, in any order. Equal results for machines are the same object. */
export const compareExecutions = (executions: readonly ExecutionCauses[]): ComparedExecutions => {
  const byWindow = new Map<string, ExecutionCauses[]>();
  const newestFirst = executions.toSorted(
    (one, other) => (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0),
  );
  for (const execution of newestFirst) {
    const { WindowId = "", StartTime } = execution;
    if (StartTime === undefined) continue;
    const others = byWindow.get(WindowId);
    if (others === undefined) byWindow.set(WindowId, [execution]);
    else others.push(execution);
  }
  const upTo = new Map<string, readonly ExecutionCauses[]>();
  for (const list of byWindow.values()) {
    for (const [index, { WindowExecutionId }] of list.entries())
      upTo.set(WindowExecutionId, list.slice(index));
  }
  const found = new Map<string, Recurrence | undefined>();
  const named = (WindowId: string, recurrence: Omit<Recurrence, "WindowId"> | undefined) =>
    recurrence === undefined ? undefined : { WindowId, ...recurrence };
  return {
    ofCause: (WindowId, key) =>
      named(
        WindowId,
        recurrenceOf(byWindow.get(WindowId) ?? [], ({ causes }) => causes.has(key)),
      ),
    ofMachine: ({ WindowExecutionId, name }, key) => {
      const list = upTo.get(WindowExecutionId) ?? [];
      const has = ({ causes }: ExecutionCauses): boolean => causes.get(key)?.has(name) === true;
      const [own] = list;
      if (own === undefined || !has(own)) return undefined;
      const pattern = `${WindowExecutionId} ${list.map((execution) => Number(has(execution))).join("")}`;
      if (!found.has(pattern)) found.set(pattern, named(own.WindowId ?? "", recurrenceOf(list, has)));
      return found.get(pattern);
    },
  };
};

/** Groups with the recurrence of their cause in each of their windows and on each machine, as far as earlier executions were read. */
export const withRecurrence = (
  groups: readonly Group[],
  executions: readonly ExecutionCauses[],
): readonly Group[] => {
  const compared = compareExecutions(executions);
  return groups.map((group) => {
    const windows = new Set(group.members.flatMap(({ WindowId }) => WindowId ?? []));
    const recurrence = [...windows].flatMap((WindowId) => compared.ofCause(WindowId, group.key) ?? []);
    if (recurrence.length === 0) return group;
    const members = group.members.map((member) => {
      const own = member.kind === "machine" ? compared.ofMachine(member, group.key) : undefined;
      return own === undefined ? member : { ...member, recurrence: own };
    });
    return { ...group, recurrence, members };
  });
};

/**
 * A recurrence in words, never more than what was read: `new: not in 3 earlier executions since 19 Nov`, `since 24 Nov, in 6 of 7
 * executions`.
 *
 * @param day - the text of a day.
 */
export const describeRecurrence = (
  { since, consecutive, affected, compared, comparedSince, unknown }: Recurrence,
  day: (at: Date) => string,
): string => {
  const from = `since ${day(comparedSince)}`;
  if (affected === 0) {
    const before = `${compared} earlier ${compared === 1 ? "execution" : "executions"}`;
    const doubt = unknown === 0 ? "" : `, ${unknown} of them read in part`;
    return `${unknown === 0 ? "new: " : ""}not in ${before} ${from}${doubt}`;
  }
  const all = `in ${affected + 1} of ${compared + 1} executions`;
  if (consecutive > compared) return `since ${day(since)} or earlier, ${all}`;
  return consecutive === 1 ? `again, ${all} ${from}` : `since ${day(since)}, ${all}`;
};

/** The same in a few words, beside a text that names the executions: `new`, `since 24 Nov, in 6 of 7`. */
export const recurrenceWords = (recurrence: Recurrence, day: (at: Date) => string): string => {
  const words = describeRecurrence(recurrence, day);
  if (recurrence.affected > 0) return words.replace(" executions", "");
  return recurrence.unknown === 0 ? "new" : words;
};
