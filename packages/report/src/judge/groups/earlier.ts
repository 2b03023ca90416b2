/** Joins executions that were read with the earlier runs that an archive knows. */
import type { Group } from "../../model/group.ts";
import type { ExecutionReport } from "../../model/report.ts";
import { present } from "../../model/present.ts";
import type { EarlierQuery, EarlierRuns, Trends } from "../../trends/port.ts";
import { causesOfExecution, withRecurrence, type ExecutionCauses, type UnknownPeriod } from "./recurrence.ts";

type Failing = Pick<ExecutionReport, "WindowId" | "StartTime" | "groups" | "origin">;

/** The earlier runs that tell since when the causes of executions occur: one query for each window with a cause. */
export const earlierQueries = (executions: readonly Failing[]): readonly EarlierQuery[] => {
  const byWindow = new Map<string, { readonly newest: Failing; readonly causes: Set<string> }>();
  const newestFirst = executions.toSorted(
    (one, other) => (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0),
  );
  for (const execution of newestFirst) {
    const { WindowId, StartTime, groups, origin } = execution;
    if (WindowId === undefined || StartTime === undefined || groups.length === 0) continue;
    const key = [origin?.Account, origin?.Region, WindowId].join(" ");
    const known = byWindow.get(key) ?? { newest: execution, causes: new Set<string>() };
    byWindow.set(key, known);
    for (const group of groups) known.causes.add(group.key);
  }
  return [...byWindow.values()].flatMap(({ newest: { WindowId, StartTime, origin }, causes }) =>
    WindowId === undefined || StartTime === undefined
      ? []
      : {
          WindowId,
          ...present({ Account: origin?.Account, Region: origin?.Region }),
          before: StartTime,
          causes: [...causes],
        },
  );
};

/**
 * The report on an execution with since when its causes occur, from earlier runs such as those of an archive, and with its window,
 * if the report lacks it. Unchanged if it has no causes, or its window is not known. Rejects with the errors of `trends`.
 */
export const withEarlierRuns = async <Report extends Failing & Readable & Named>(
  read: Report,
  trends: EarlierSource,
): Promise<Report> => {
  if (read.groups.length === 0) return read;
  const report = await withWindow(read, trends);
  const { WindowId } = report;
  const queries = earlierQueries([report]);
  if (queries.length === 0 || WindowId === undefined) return report;
  const known = { read: [causesOfExecution(report)], earlier: await trends.earlier(queries) };
  // A report that was read before its window was found has members without it.
  const groups = report.groups.map((group) => ({
    ...group,
    members: group.members.map((member) => ({ ...member, WindowId })),
  }));
  return { ...report, groups: withEarlier(groups, known) };
};

/** Without `windowOf`, only the report tells its window. */
type EarlierSource = Pick<Trends, "earlier"> & Partial<Pick<Trends, "windowOf">>;

type Named = Pick<ExecutionReport, "WindowExecutionId" | "Name">;

const withWindow = async <Report extends Failing & Named>(
  report: Report,
  { windowOf }: EarlierSource,
): Promise<Report> => {
  const { WindowId, WindowExecutionId, origin } = report;
  if (WindowId !== undefined || windowOf === undefined) return report;
  const { Account, Region } = origin ?? {};
  const window = await windowOf({ WindowExecutionId, ...present({ Account, Region }) });
  if (window === undefined) return report;
  // The report's own name, if it has one, is that of AWS.
  return { ...present({ Name: window.Name }), ...report, WindowId: window.WindowId };
};

type Readable = Parameters<typeof causesOfExecution>[0];

/** What is known of the executions of windows. */
export interface KnownExecutions {
  /** The executions that were read. */
  readonly read: readonly ExecutionCauses[];
  /** Earlier runs from an archive. */
  readonly earlier: readonly EarlierRuns[];
  /** Time from which all executions were read, so that the archive's gaps do not matter. Default: none. */
  readonly since?: Date | undefined;
}

/** Groups with since when their causes occur, from the executions that were read and from earlier runs. */
export const withEarlier = (
  groups: readonly Group[],
  { read, earlier, since }: KnownExecutions,
): readonly Group[] => {
  const own = new Set(read.map(({ WindowExecutionId }) => WindowExecutionId));
  const archived = earlier.flatMap(({ WindowId, runs }) =>
    runs.flatMap((run) => (own.has(run.WindowExecutionId) ? [] : { ...run, WindowId })),
  );
  const missing = new Map<string, readonly UnknownPeriod[]>();
  for (const { WindowId, missing: periods } of earlier) {
    const before = periods.filter((period) => since === undefined || period.since < since);
    missing.set(WindowId, [...(missing.get(WindowId) ?? []), ...before]);
  }
  return withRecurrence(groups, [...read, ...archived], missing);
};
