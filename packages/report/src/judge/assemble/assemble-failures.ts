import { foldGaps } from "../../model/gap.ts";
import type { FailuresReport, WindowSummary } from "../../model/failures.ts";
import type { ExecutionReport, Gap } from "../../model/report.ts";
import { present } from "../../model/present.ts";
import {
  countVerdicts,
  describeExecutions,
  judgeExecutions,
  summariseExecutions,
} from "./summarise-executions.ts";
import type { EarlierRuns } from "../../trends/port.ts";
import { withEarlier } from "../groups/earlier.ts";
import { causesOfExecution } from "../groups/recurrence.ts";
import { plural } from "../../model/words.ts";

/** What has been read of a window. */
export type WindowParts = Omit<WindowSummary, "verdicts">;

/** What has been read of a period. */
export interface FailuresParts extends Pick<
  FailuresReport,
  "since" | "now" | "executions" | "gaps" | "done" | "progress"
> {
  readonly windows: readonly WindowParts[];
  /** Whether the lists of windows and executions are complete. */
  readonly exact: boolean;
  /** Earlier runs from an archive. Default: none. */
  readonly earlier?: readonly EarlierRuns[] | undefined;
  /** Whether patch state was not requested for patch runs. Default: false. */
  readonly skipsPatches?: boolean | undefined;
}

/** The gaps of an execution, with its account and region; their items name the window. */
const gapsWithWindow = ({ gaps, Name, WindowId, origin }: ExecutionReport): readonly Gap[] =>
  gaps.map((gap) => {
    const own = origin === undefined ? gap : { ...gap, origin };
    if (own.affected === undefined) return own;
    return { ...own, affected: own.affected.map((item) => ({ ...present({ Name, WindowId }), ...item })) };
  });

/** Assembles the report on a period. */
export const assembleFailures = (parts: FailuresParts): FailuresReport => {
  const { since, now, windows, executions, exact, done, progress } = parts;
  const read = executions.filter((execution) => execution.done);
  const { executions: notable, verdicts, counts, groups } = summariseExecutions(executions);
  const gaps = foldGaps([...parts.gaps, ...executions.flatMap(gapsWithWindow)]);
  const all = { ...counts, exact: counts.exact && exact && done };
  return {
    since,
    now,
    verdict: judgeExecutions({ verdicts, executions, exact, done }),
    reason: describeExecutions(
      { verdicts, exact, done, counts: all, skipsPatches: parts.skipsPatches },
      plural(windows.length, "window"),
    ),
    falseGreen: read.some(({ falseGreen }) => falseGreen),
    windows: summariseWindows(windows, read),
    executions: notable,
    verdicts,
    counts: all,
    groups: done
      ? withEarlier(groups, { read: read.map(causesOfExecution), earlier: parts.earlier ?? [], since })
      : groups,
    gaps,
    done,
    complete: done && gaps.length === 0,
    progress,
  };
};

const summariseWindows = (
  windows: readonly WindowParts[],
  executions: readonly ExecutionReport[],
): readonly WindowSummary[] => {
  const byWindow = new Map<string | undefined, ExecutionReport[]>();
  for (const execution of executions) {
    const others = byWindow.get(execution.WindowId);
    if (others === undefined) byWindow.set(execution.WindowId, [execution]);
    else others.push(execution);
  }
  return windows.map(({ WindowId, Name, origin, executions: found, listed }) => ({
    WindowId,
    ...present({ Name, origin }),
    executions: found,
    verdicts: countVerdicts(byWindow.get(WindowId) ?? []),
    listed,
  }));
};
