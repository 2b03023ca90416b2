import {
  isFinalStatus,
  untilAborted,
  type Client,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { startOf } from "../model/aws-progress.ts";
import { begunSince, executionsUnderWay } from "../collect/windows/window-executions.ts";
import { present } from "../model/present.ts";
import type { WatchError, WatchWaiting, WatchWindowOptions } from "./model.ts";
import { describeTransient, isTransient } from "./transient-error.ts";

type ListedExecution = Item<"DescribeMaintenanceWindowExecutions">;

/** The execution that has started. */
export interface StartedExecution {
  readonly execution: ListedExecution & { readonly WindowExecutionId: string };
  readonly window: { readonly WindowId: string; readonly Name?: string | undefined };
}

/**
 * Waits until the window has a running execution. One that began and ended between two reads also counts. Reads at least every
 * five minutes until shortly before `NextExecutionTime`, because the schedule can change; then every two intervals, because
 * AWS does not start windows to the second; and once a minute if the time is unknown.
 */
export async function* waitForStart(
  client: Client,
  options: WatchWindowOptions & { readonly interval: number },
): AsyncGenerator<WatchWaiting | WatchError, StartedExecution, undefined> {
  const { WindowId, now, sleep, signal, interval } = options;
  const begun = now();
  const seen = new Set<string>();
  let plan: { readonly window: Output<"GetMaintenanceWindow">; readonly at: number } | undefined;
  let isFirst = true;
  let reported: string | undefined;
  let failures = 0;
  for (;;) {
    const at = now();
    try {
      if (plan === undefined || isStale(plan, at)) {
        plan = {
          window: await client.call("GetMaintenanceWindow", { WindowId }, { signal }),
          at: at.getTime(),
        };
      }
      const { Name, Enabled, NextExecutionTime } = plan.window;
      // Tasks continue past the cutoff, so a running execution may have begun days ago. Later, only unseen executions are new.
      const input = isFirst ? executionsUnderWay(WindowId, begun) : begunSince(WindowId, at.getTime() - DAY);
      const executions = await listExecutions(client, input, signal);
      const execution = isFirst
        ? underWay(executions, begun)
        : earliest(executions.filter(({ WindowExecutionId }) => !seen.has(WindowExecutionId)));
      if (execution !== undefined) return { execution, window: { WindowId, ...present({ Name }) } };
      for (const { WindowExecutionId } of executions) seen.add(WindowExecutionId);
      isFirst = false;
      failures = 0;
      const news = JSON.stringify([Name, Enabled, NextExecutionTime]);
      if (news !== reported)
        yield { kind: "waiting", at, WindowId, ...present({ Name, Enabled, NextExecutionTime }) };
      reported = news;
    } catch (error) {
      if (!isTransient(error)) throw error;
      failures += 1;
      const pause = Math.min(60_000, interval * 2 ** failures);
      yield { kind: "error", at, ...describeTransient(error), nextRead: new Date(now().getTime() + pause) };
      await untilAborted(sleep(pause, signal), signal);
      continue;
    }
    await untilAborted(sleep(pauseBefore(plan.window.NextExecutionTime, now(), interval), signal), signal);
  }
}

/** The schedule can change while waiting, and AWS updates `NextExecutionTime` when the window starts. */
const isStale = (
  { window, at: readAt }: { readonly window: Output<"GetMaintenanceWindow">; readonly at: number },
  at: Date,
): boolean => at.getTime() - readAt >= 15 * MINUTE || timeOf(window.NextExecutionTime) <= at.getTime();

const listExecutions = async (
  client: Client,
  input: Input<"DescribeMaintenanceWindowExecutions">,
  signal: WatchWindowOptions["signal"],
): Promise<readonly StartedExecution["execution"][]> => {
  const found: StartedExecution["execution"][] = [];
  for await (const execution of client.items("DescribeMaintenanceWindowExecutions", input, { signal })) {
    const { WindowExecutionId } = execution;
    if (WindowExecutionId !== undefined) found.push({ ...execution, WindowExecutionId });
  }
  return found;
};

/** The newest execution that is running, or that began since the watch did. AWS guarantees no order. */
const underWay = (
  executions: readonly StartedExecution["execution"][],
  begun: Date,
): StartedExecution["execution"] | undefined =>
  executions
    .filter(
      ({ Status, StartTime }) => !isFinalStatus(Status) || (StartTime !== undefined && StartTime >= begun),
    )
    .toSorted((one, other) => startOf(other) - startOf(one))[0];

const earliest = (
  executions: readonly StartedExecution["execution"][],
): StartedExecution["execution"] | undefined =>
  executions.toSorted((one, other) => startOf(one) - startOf(other))[0];

const pauseBefore = (NextExecutionTime: string | undefined, now: Date, interval: number): number => {
  const left = timeOf(NextExecutionTime) - now.getTime();
  // Unknown or long overdue.
  if (!Number.isFinite(left) || left < -10 * MINUTE) return MINUTE;
  return Math.min(5 * MINUTE, Math.max(interval * 2, left / 2));
};

/** Parses both of AWS's formats, which are ISO 8601. Infinity if the text is not a time. */
const timeOf = (text: string | undefined): number => {
  const time = text === undefined ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(time) ? Infinity : time;
};

/** In milliseconds. */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
