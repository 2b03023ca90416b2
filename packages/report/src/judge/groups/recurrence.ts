import type { Group, GroupMember, Recurrence } from "../../model/group.ts";
import { present } from "../../model/present.ts";
import type { ExecutionReport } from "../../model/report.ts";

type Compared = Pick<ExecutionReport, "StartTime" | "complete">;

/** A period of which no executions are known. */
export interface UnknownPeriod {
  /** Start of the period. */
  readonly since: Date;
  /** End of the period. */
  readonly until: Date;
}

/** Whether an execution has something: it does, it does not, or it may. */
type Known = "with" | "without" | "unknown";

interface ComparedState {
  readonly at: Date;
  readonly known: Known;
  /** A missing period instead of an execution. */
  readonly isMissing?: boolean;
}

/**
 * Compares the newest execution of a window that has something with the executions before it. An execution that was not read
 * completely and a missing period are never a proof of absence: they end a row, which then is `open`.
 *
 * @param executions - executions of one window that are known, in any order. Those without a start time are left out.
 * @param has - whether an execution has it: a cause, or a cause on a machine.
 * @param missing - periods in which there may be executions that are not known.
 * @returns undefined if no execution has it, or none before it is known.
 */
export const recurrenceOf = <Execution extends Compared>(
  executions: readonly Execution[],
  has: (execution: Execution) => boolean,
  missing: readonly UnknownPeriod[] = [],
): Omit<Recurrence, "WindowId"> | undefined => {
  const read = executions.flatMap((execution): ComparedState[] => {
    const { StartTime: at, complete } = execution;
    if (at === undefined) return [];
    return [{ at, known: has(execution) ? "with" : complete ? "without" : "unknown" }];
  });
  const sorted = withMissing(
    read.toSorted((one, other) => other.at.getTime() - one.at.getTime()),
    missing,
  );
  const newest = sorted.findIndex(({ known }) => known === "with");
  const [latest, ...before] = newest < 0 ? [] : sorted.slice(newest);
  const oldest = before.at(-1);
  if (latest === undefined || oldest === undefined) return undefined;
  const ended = before.findIndex(({ known }) => known !== "with");
  const consecutive = ended < 0 ? before.length : ended;
  const row = [latest, ...before.slice(0, consecutive + 1)];
  const known = before.filter(({ isMissing }) => isMissing !== true);
  const lacks = before.length - known.length;
  return {
    since: (before[consecutive - 1] ?? latest).at,
    latest: latest.at,
    consecutive: consecutive + 1,
    open: ended < 0 || before[ended]?.known === "unknown",
    nightly: isNightly(row),
    affected: known.filter((one) => one.known === "with").length,
    ...present({ before: before.slice(consecutive).find((one) => one.known === "with")?.at }),
    compared: known.length,
    comparedSince: oldest.at,
    unknown: known.filter((one) => one.known === "unknown").length,
    ...(lacks === 0 ? {} : { missing: lacks }),
  };
};

/** Adds a state between two executions, newest first, where there may be others that are not known. */
const withMissing = (
  read: readonly ComparedState[],
  missing: readonly UnknownPeriod[],
): readonly ComparedState[] =>
  missing.length === 0
    ? read
    : read.flatMap((state, index) => {
        const earlier = read[index + 1];
        const isLacking =
          earlier !== undefined && missing.some(({ since, until }) => since < state.at && until > earlier.at);
        return isLacking ? [state, { at: earlier.at, known: "unknown", isMissing: true }] : [state];
      });

const HOUR = 3_600_000;

/** Whether executions, newest first, started about a day apart. A missing period has no start to compare. */
const isNightly = (row: readonly ComparedState[]): boolean =>
  row.every(({ at, isMissing }, index) => {
    const later = row[index - 1];
    if (later === undefined || isMissing === true) return true;
    const apart = later.at.getTime() - at.getTime();
    return apart >= 20 * HOUR && apart <= 28 * HOUR;
  });

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

/**
 * Compares executions of windows, in any order. Equal results for machines are the same object.
 *
 * @param missing - periods that are not known, by window.
 */
export const compareExecutions = (
  executions: readonly ExecutionCauses[],
  missing: ReadonlyMap<string, readonly UnknownPeriod[]> = new Map(),
): ComparedExecutions => {
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
        recurrenceOf(byWindow.get(WindowId) ?? [], ({ causes }) => causes.has(key), missing.get(WindowId)),
      ),
    ofMachine: ({ WindowExecutionId, name }, key) => {
      const list = upTo.get(WindowExecutionId) ?? [];
      const has = ({ causes }: ExecutionCauses): boolean => causes.get(key)?.has(name) === true;
      const [own] = list;
      if (own === undefined || !has(own)) return undefined;
      const pattern = `${WindowExecutionId} ${list.map((execution) => Number(has(execution))).join("")}`;
      const { WindowId = "" } = own;
      if (!found.has(pattern))
        found.set(pattern, named(WindowId, recurrenceOf(list, has, missing.get(WindowId))));
      return found.get(pattern);
    },
  };
};

/** Groups with the recurrence of their cause in each of their windows and on each machine, as far as earlier executions are known. */
export const withRecurrence = (
  groups: readonly Group[],
  executions: readonly ExecutionCauses[],
  missing?: ReadonlyMap<string, readonly UnknownPeriod[]>,
): readonly Group[] => {
  const compared = compareExecutions(executions, missing);
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
