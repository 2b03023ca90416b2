import { badOf, countResults, isBad } from "../model/result.ts";
import { groupFailures } from "../judge/groups/group.ts";
import { withRecurrence, type ExecutionCauses } from "../judge/groups/recurrence.ts";
import type { FailedMember } from "../model/group.ts";
import { isStopped } from "../judge/groups/harm.ts";
import { foldGaps } from "../model/gap.ts";
import { present } from "../model/present.ts";
import { lowerFirst } from "../judge/verdict/verdict-words.ts";
import { unknownOfMachine } from "../judge/verdict/unknown-status.ts";
import { describeResults, plural } from "../model/words.ts";
import type { HistoryReport, HistoryRun } from "./model.ts";

type HistoryParts = Pick<
  HistoryReport,
  "InstanceId" | "since" | "now" | "runs" | "gaps" | "done" | "progress"
>;

/** Assembles a history from what has been read. */
export const assembleHistory = (parts: HistoryParts): HistoryReport => {
  const { InstanceId, since, now, done, progress } = parts;
  const runs = parts.runs.toSorted(newestFirst);
  const unknown = runs.flatMap((run) => unknownOfMachine(run, run.TaskType));
  const gaps = foldGaps([...parts.gaps, ...unknown]);
  const complete = done && gaps.length === 0;
  const counts = countResults(
    runs.map(({ result, cause }) => ({ result, isStopped: isStopped(cause) })),
    complete,
  );
  const named = runs.find(({ InstanceName = "" }) => InstanceName !== "");
  const windows = new Set(runs.map(({ WindowId }) => WindowId)).size;
  const sum =
    runs.length === 0
      ? `No executions of ${plural(progress.windows, "window")} ${complete ? "" : "that could be read "}ran on this machine in this period`
      : `${complete ? "" : "At least "}${plural(runs.length, "run")} in ${plural(windows, "window")}: ${describeResults(counts)}`;
  return {
    InstanceId,
    ...present({ InstanceName: named?.InstanceName }),
    since,
    now,
    reason: `${done ? sum : `Reading: ${lowerFirst(sum)}`}.${badOf(counts) > 0 && runs[0]?.result === "passed" ? " The latest run passed." : ""}${newestPatches(runs)}`,
    runs,
    counts,
    groups: done
      ? withRecurrence(groupFailures(failuresIn(runs)), executionsOf(runs, complete))
      : groupFailures(failuresIn(runs)),
    gaps,
    done,
    complete,
    progress,
  };
};

/** The patch result of the newest patch run. It overwrote the state of older runs. */
const newestPatches = (runs: readonly HistoryRun[]): string => {
  const newest = runs.find(({ patch }) => patch !== undefined && patch.result !== "running");
  return newest?.patch === undefined ? "" : ` Patches after the newest patch run: ${newest.patch.words}.`;
};

/** The executions that ran on the machine, with what did not pass on it. Those that have not started yet are left out. */
const executionsOf = (runs: readonly HistoryRun[], complete: boolean): readonly ExecutionCauses[] => {
  const executions = new Map<string, HistoryRun[]>();
  for (const run of runs) {
    const others = executions.get(run.WindowExecutionId);
    if (others === undefined) executions.set(run.WindowExecutionId, [run]);
    else others.push(run);
  }
  return [...executions].map(([WindowExecutionId, own]) => ({
    WindowExecutionId,
    WindowId: own[0]?.WindowId,
    StartTime: own.findLast(({ at }) => at !== undefined)?.at,
    complete: complete && own.every(({ result }) => result !== "running" && result !== "pending"),
    causes: new Map([...failuresIn(own)].map(({ cause, member }) => [cause.key, new Set([member.name])])),
  }));
};

function* failuresIn(runs: readonly HistoryRun[]): Generator<FailedMember, void, undefined> {
  for (const run of runs) {
    // A run whose command passed can still have a cause in its patch result.
    const cause = isBad(run.result) ? run.cause : run.patch?.cause;
    if (cause === undefined) continue;
    const { kind, name, result, WindowId, WindowExecutionId, TaskExecutionId, InvocationId } = run;
    const { InstanceId, InstanceName } = run;
    const { evidence } = cause;
    const rest = { WindowId, TaskExecutionId, InvocationId, InstanceId, InstanceName, evidence };
    yield { cause, member: { WindowExecutionId, kind, name, result, ...present(rest) } };
  }
}

/** Sorts newest first. A run without a time has not started, so it comes first. */
const newestFirst = (one: HistoryRun, other: HistoryRun): number =>
  (other.at?.getTime() ?? Infinity) - (one.at?.getTime() ?? Infinity) || 0;
