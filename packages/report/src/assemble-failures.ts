import { addCounts, badOf } from "./bucket.ts";
import { mergeGroups } from "./group.ts";
import { foldHoles } from "./hole.ts";
import type { FailuresProgress, FailuresReport, WindowSummary } from "./failures-model.ts";
import type { ExecutionReport, Hole, Verdict } from "./model.ts";
import { plural } from "./words.ts";

/** A window, as far as it has been read. */
export interface WindowParts {
  readonly WindowId: string;
  readonly Name?: string | undefined;
  readonly listed: boolean;
}

/** A stretch of time, as far as it has been read. */
export interface FailuresParts {
  readonly since: Date;
  readonly now: Date;
  readonly windows: readonly WindowParts[];
  readonly executions: readonly ExecutionReport[];
  /** What could not be read above the executions. */
  readonly holes: readonly Hole[];
  /** Whether windows and executions could all be listed. */
  readonly exact: boolean;
  readonly done: boolean;
  readonly progress: FailuresProgress;
}

/** The report on a stretch of time. */
export const assembleFailures = (parts: FailuresParts): FailuresReport => {
  const { since, now, windows, executions, exact, done, progress } = parts;
  const read = executions.filter((execution) => execution.done);
  const notable = executions.filter(isNotable).toSorted(worstFirst);
  const holes = foldHoles([...parts.holes, ...executions.flatMap((execution) => execution.holes)]);
  const counts = addCounts(executions.map((execution) => execution.counts));
  const judged = { verdicts: countVerdicts(read), exact, done };
  return {
    since,
    now,
    verdict: verdictOf(judged, executions),
    reason: reasonOf(judged, windows.length),
    falseGreen: read.some(({ falseGreen }) => falseGreen),
    windows: summarise(windows, read),
    executions: notable,
    verdicts: judged.verdicts,
    counts: { ...counts, exact: counts.exact && exact && done },
    groups: mergeGroups(notable.flatMap(({ groups }) => groups)),
    holes,
    done,
    complete: done && holes.length === 0,
    progress,
  };
};

interface Judged {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly exact: boolean;
  readonly done: boolean;
}

const noVerdicts: Readonly<Record<Verdict, number>> = {
  FAILED: 0,
  PARTIAL: 0,
  RUNNING: 0,
  UNKNOWN: 0,
  EMPTY: 0,
  SKIPPED: 0,
  PASSED: 0,
};

const countVerdicts = (executions: readonly ExecutionReport[]): Readonly<Record<Verdict, number>> => {
  const counts = { ...noVerdicts };
  for (const { verdict } of executions) counts[verdict] += 1;
  return counts;
};

/** The same order of thought as for one execution: running, bad, unknown, nothing, green. */
const verdictOf = ({ verdicts, exact, done }: Judged, executions: readonly ExecutionReport[]): Verdict => {
  if (!done) return "UNKNOWN";
  if (verdicts.FAILED + verdicts.PARTIAL > 0 || executions.some(({ counts }) => badOf(counts) > 0)) {
    return verdicts.PASSED + verdicts.PARTIAL > 0 ||
      executions.some(({ counts }) => counts.buckets.passed > 0)
      ? "PARTIAL"
      : "FAILED";
  }
  if (verdicts.UNKNOWN > 0 || !exact) return "UNKNOWN";
  if (verdicts.RUNNING > 0) return "RUNNING";
  if (verdicts.PASSED > 0) return verdicts.EMPTY + verdicts.SKIPPED > 0 ? "PARTIAL" : "PASSED";
  return verdicts.EMPTY === 0 && verdicts.SKIPPED > 0 ? "SKIPPED" : "EMPTY";
};

const verdictWords: readonly (readonly [Verdict, string])[] = [
  ["FAILED", "failed"],
  ["PARTIAL", "failed in part"],
  ["RUNNING", "still running"],
  ["UNKNOWN", "unknown"],
  ["EMPTY", "ran on nothing"],
  ["SKIPPED", "skipped"],
  ["PASSED", "passed"],
];

const reasonOf = ({ verdicts, exact, done }: Judged, windows: number): string => {
  const words = verdictWords
    .filter(([verdict]) => verdicts[verdict] > 0)
    .map(([verdict, word]) => `${verdicts[verdict]} ${word}`);
  const total = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const found = `${exact ? "" : "at least "}${plural(total, "execution")} of ${plural(windows, "window")}`;
  const sentence =
    total === 0 && done && exact
      ? `No execution of ${plural(windows, "window")} in this time`
      : `${found}: ${words.join(", ") || "none read"}`;
  return `${done ? "" : "Still being read: "}${sentence}.`;
};

const summarise = (
  windows: readonly WindowParts[],
  executions: readonly ExecutionReport[],
): readonly WindowSummary[] => {
  const byWindow = new Map<string | undefined, ExecutionReport[]>();
  for (const execution of executions) {
    const others = byWindow.get(execution.WindowId);
    if (others === undefined) byWindow.set(execution.WindowId, [execution]);
    else others.push(execution);
  }
  return windows.map(({ WindowId, Name, listed }) => ({
    WindowId,
    ...(Name === undefined ? {} : { Name }),
    verdicts: countVerdicts(byWindow.get(WindowId) ?? []),
    listed,
  }));
};

/** One that is still being read shows as soon as something in it is bad. */
const isNotable = ({ done, verdict, counts }: ExecutionReport): boolean =>
  done ? verdict !== "PASSED" : badOf(counts) > 0;

const worstFirst = (one: ExecutionReport, other: ExecutionReport): number =>
  rank(one) - rank(other) ||
  badOf(other.counts) - badOf(one.counts) ||
  (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0);

const rank = ({ verdict, counts }: ExecutionReport): number => {
  if (badOf(counts) > 0 || verdict === "FAILED" || verdict === "PARTIAL") return 0;
  return { UNKNOWN: 1, EMPTY: 2, SKIPPED: 2, RUNNING: 3, PASSED: 4 }[verdict];
};
