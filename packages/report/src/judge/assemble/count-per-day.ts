import type { ExecutionSummary } from "../../model/execution-summary.ts";
import type { Verdict } from "../../model/report.ts";
import { addCounts, type Counts } from "../../model/result.ts";
import { countVerdicts } from "./summarise-executions.ts";

/** Executions by verdict, and machines by result. */
export interface DayCounts {
  /** Number of executions with each verdict. */
  readonly executions: Readonly<Record<Verdict, number>>;
  /** Machines, each counted once for each execution. */
  readonly machines: Counts;
  /** Whether all these executions were read completely. */
  readonly complete: boolean;
}

/** Counts of a window on a day. */
export interface WindowDayCounts extends DayCounts {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/** Counts of a day, by window. */
export interface DayOfWindows extends DayCounts {
  /** The date, such as `2026-11-29`. */
  readonly day: string;
  /** The windows with executions on this day, in the order of their first one. */
  readonly windows: readonly WindowDayCounts[];
}

/**
 * Counts executions and their machines by day and window, in the order of the executions. An execution belongs to the day of its
 * start.
 *
 * @param dayOf - the date of a time, in the time zone of the counts.
 */
export const countPerDay = (
  executions: readonly ExecutionSummary[],
  dayOf: (time: Date) => string,
): readonly DayOfWindows[] => {
  const days = new Map<string, Map<string, ExecutionSummary[]>>();
  for (const execution of executions) {
    const { StartTime, WindowId = "" } = execution;
    if (StartTime === undefined) continue;
    const day = dayOf(StartTime);
    const windows = days.get(day) ?? new Map<string, ExecutionSummary[]>();
    days.set(day, windows);
    const others = windows.get(WindowId);
    if (others === undefined) windows.set(WindowId, [execution]);
    else others.push(execution);
  }
  return [...days].map(([day, windows]) => ({
    day,
    ...countsOf([...windows.values()].flat()),
    windows: [...windows].map(([WindowId, own]) => {
      const Name = own[0]?.Name;
      return { WindowId, ...(Name === undefined ? {} : { Name }), ...countsOf(own) };
    }),
  }));
};

const countsOf = (executions: readonly ExecutionSummary[]): DayCounts => ({
  executions: countVerdicts(executions),
  machines: addCounts(executions.map(({ machineCounts }) => machineCounts)),
  complete: executions.every(({ complete }) => complete),
});
