import {
  isFinalStatus,
  untilAborted,
  type Client,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { begunSince, executionsUnderWay } from "../collect/windows/window-executions.ts";
import { present } from "../model/present.ts";
import type { WatchTrouble, WatchWaiting, WatchWindowOptions } from "./model.ts";
import { describeTransient, isTransient } from "./trouble.ts";

type ListedExecution = Item<"DescribeMaintenanceWindowExecutions">;

/** The execution that was waited for. */
export interface Begun {
  readonly execution: ListedExecution & { readonly WindowExecutionId: string };
  readonly window: { readonly WindowId: string; readonly Name?: string | undefined };
}

/**
 * Waits until the window has an execution under way. One that began and ended between two looks counts too. Until shortly before
 * `NextExecutionTime` it looks every five minutes at most, as AWS may start a window whose schedule was changed; then every
 * other interval, as AWS is not known to start windows to the second; and once a minute when nobody knows when.
 */
export async function* waitForStart(
  client: Client,
  options: WatchWindowOptions & { readonly interval: number },
): AsyncGenerator<WatchWaiting | WatchTrouble, Begun, undefined> {
  const { WindowId, now, sleep, signal, interval } = options;
  const begun = now();
  const seen = new Set<string>();
  let plan: { readonly window: Output<"GetMaintenanceWindow">; readonly at: number } | undefined;
  let isFirst = true;
  let told: string | undefined;
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
      // Tasks run on past the cutoff, so what is under way may have begun days ago. What the first look has not seen is new.
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
      if (news !== told)
        yield { kind: "waiting", at, WindowId, ...present({ Name, Enabled, NextExecutionTime }) };
      told = news;
    } catch (error) {
      if (!isTransient(error)) throw error;
      failures += 1;
      const pause = Math.min(60_000, interval * 2 ** failures);
      yield { kind: "trouble", at, ...describeTransient(error), nextLook: new Date(now().getTime() + pause) };
      await untilAborted(sleep(pause, signal), signal);
      continue;
    }
    await untilAborted(sleep(pauseBefore(plan.window.NextExecutionTime, now(), interval), signal), signal);
  }
}

/** A schedule may be changed while one waits, and AWS moves `NextExecutionTime` on when the window starts. */
const isStale = (
  { window, at: readAt }: { readonly window: Output<"GetMaintenanceWindow">; readonly at: number },
  at: Date,
): boolean => at.getTime() - readAt >= 15 * MINUTE || timeOf(window.NextExecutionTime) <= at.getTime();

const listExecutions = async (
  client: Client,
  input: Input<"DescribeMaintenanceWindowExecutions">,
  signal: WatchWindowOptions["signal"],
): Promise<readonly Begun["execution"][]> => {
  const found: Begun["execution"][] = [];
  for await (const execution of client.items("DescribeMaintenanceWindowExecutions", input, { signal })) {
    const { WindowExecutionId } = execution;
    if (WindowExecutionId !== undefined) found.push({ ...execution, WindowExecutionId });
  }
  return found;
};

/** The newest that is under way, or that began since the watch did. AWS promises no order. */
const underWay = (executions: readonly Begun["execution"][], begun: Date): Begun["execution"] | undefined =>
  executions
    .filter(
      ({ Status, StartTime }) => !isFinalStatus(Status) || (StartTime !== undefined && StartTime >= begun),
    )
    .toSorted((one, other) => startOf(other) - startOf(one))[0];

const earliest = (executions: readonly Begun["execution"][]): Begun["execution"] | undefined =>
  executions.toSorted((one, other) => startOf(one) - startOf(other))[0];

const startOf = ({ StartTime }: ListedExecution): number => StartTime?.getTime() ?? Infinity;

const pauseBefore = (NextExecutionTime: string | undefined, now: Date, interval: number): number => {
  const left = timeOf(NextExecutionTime) - now.getTime();
  // Unknown, or overdue for so long that something is odd about it.
  if (!Number.isFinite(left) || left < -10 * MINUTE) return MINUTE;
  return Math.min(5 * MINUTE, Math.max(interval * 2, left / 2));
};

/** Both of AWS's spellings are ISO 8601; of what cannot be read nothing is expected. */
const timeOf = (text: string | undefined): number => {
  const time = text === undefined ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(time) ? Infinity : time;
};

/** In milliseconds. */
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
