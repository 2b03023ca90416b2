import { badOf, countResults, isBad } from "../model/result.ts";
import { groupFailures } from "../judge/groups/group.ts";
import type { FailedMember } from "../model/group.ts";
import { isStopped } from "../judge/groups/harm.ts";
import { foldGaps } from "../model/gap.ts";
import { present } from "../model/present.ts";
import { unknownOfMachine } from "../judge/verdict/unknown-status.ts";
import { describeResults, plural } from "../model/words.ts";
import type { HistoryReport, HistoryRun } from "./model.ts";

type Parts = Pick<HistoryReport, "InstanceId" | "since" | "now" | "runs" | "gaps" | "done" | "progress">;

/** The history, as far as it has been read. */
export const assembleHistory = (parts: Parts): HistoryReport => {
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
      ? `No execution of ${plural(progress.windows, "window")} ${complete ? "" : "that could be read "}ran on it in this time`
      : `${complete ? "" : "At least "}${plural(runs.length, "run")} by ${plural(windows, "window")}: ${describeResults(counts)}`;
  return {
    InstanceId,
    ...present({ InstanceName: named?.InstanceName }),
    since,
    now,
    reason: `${done ? "" : "Still being read. "}${sum}.${badOf(counts) > 0 && runs[0]?.result === "passed" ? " The last run passed." : ""}${newestPatches(runs)}`,
    runs,
    counts,
    groups: groupFailures(failuresIn(runs)),
    gaps,
    done,
    complete,
    progress,
  };
};

/** What the newest patch run left behind. Older ones are overwritten by it, or by a later scan. */
const newestPatches = (runs: readonly HistoryRun[]): string => {
  const newest = runs.find(({ patch }) => patch !== undefined && patch.result !== "running");
  return newest?.patch === undefined ? "" : ` Patches, by the newest patch run: ${newest.patch.words}.`;
};

function* failuresIn(runs: readonly HistoryRun[]): Generator<FailedMember, void, undefined> {
  for (const run of runs) {
    // A run whose command passed is among them for its patches alone.
    const cause = isBad(run.result) ? run.cause : run.patch?.cause;
    if (cause === undefined) continue;
    const { kind, name, result, WindowId, WindowExecutionId, TaskExecutionId, InvocationId } = run;
    const { InstanceId, InstanceName } = run;
    const { evidence } = cause;
    const rest = { WindowId, TaskExecutionId, InvocationId, InstanceId, InstanceName, evidence };
    yield { cause, member: { WindowExecutionId, kind, name, result, ...present(rest) } };
  }
}

/** What has no time has not begun, so it is the newest. */
const newestFirst = (one: HistoryRun, other: HistoryRun): number =>
  (other.at?.getTime() ?? Infinity) - (one.at?.getTime() ?? Infinity) || 0;
