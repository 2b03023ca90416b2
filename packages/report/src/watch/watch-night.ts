import { createGate, isFinalStatus, isWindowpaneError, untilAborted, type Client } from "@windowpane/core";
import { slim } from "../collect/windows/failures.ts";
import { createGapReader } from "../collect/reading/reader.ts";
import type { ListedExecution, WindowIdentity } from "../collect/windows/window-executions.ts";
import { assembleFailures } from "../judge/assemble/assemble-failures.ts";
import { gapsOf } from "../model/gap.ts";
import { originOfItem } from "../model/origin.ts";
import { present } from "../model/present.ts";
import type { ExecutionReport, Gap } from "../model/report.ts";
import { createEventQueue } from "./event-queue.ts";
import type { NightEvent, NightExecution, WatchNightOptions } from "./night-model.ts";
import { createNightWindows } from "./night-windows.ts";
import { describeTransient, isTransient } from "./transient-error.ts";
import { watch } from "./watch.ts";

/**
 * Follows everything that runs in a period, over all windows of the client's accounts: executions that run at its start, and those
 * that start until the watch ends. It ends when all executions have ended and no enabled window is due to start before `until`.
 *
 * Lists the windows every five minutes and when one has started, and the executions of a window when it is due and every five
 * minutes. An account that cannot be read is a gap, sent once; the report at the end is then not complete.
 *
 * @throws the client's error when no windows can be listed; `signal.reason` when aborted.
 */
export async function* watchNight(
  client: Client,
  options: WatchNightOptions,
): AsyncGenerator<NightEvent, void, undefined> {
  const night = startNight(client, options);
  try {
    yield* night.events();
  } finally {
    night.stop();
  }
}

/** Ends work that waits after the watch was stopped. */
class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** Time between two looks for executions that have started, in milliseconds. */
const LOOK = 30_000;
/** Ended executions that are read at the same time. */
const ENDED_AT_ONCE = 32;

const startNight = (client: Client, options: WatchNightOptions) => {
  const { since, until, now, signal, sleep } = options;
  const queue = createEventQueue<NightEvent>();
  const gate = createGate(ENDED_AT_ONCE);
  const reader = createGapReader(client, options, () => {});
  const followed = new Map<string, NightExecution>();
  const reports = new Map<string, ExecutionReport>();
  const gaps = new Map<string, Gap>();
  let stopped = false;
  let open = 0;
  /** Called when the last execution has ended: the watch may be over. */
  let allEnded = (): void => {};

  const pause = async (milliseconds: number): Promise<void> => {
    await untilAborted(sleep(milliseconds, signal), signal);
    if (stopped) throw new StoppedError("The watch was stopped.");
  };

  const onGap = (gap: Gap): void => {
    const { Account, Region } = gap.origin ?? {};
    const key = [gap.operation, gap.code, Account, Region, JSON.stringify(gap.ids)].join("\n");
    if (!gaps.has(key)) queue.push({ kind: "gap", at: now(), gap });
    gaps.set(key, gap);
  };

  /** @param hasEnded - whether it had ended when it was found: then only its end is an event. */
  const follow = async (execution: NightExecution, hasEnded: boolean): Promise<void> => {
    const { WindowExecutionId, WindowId, Name } = execution;
    try {
      for await (const event of watch(client, {
        ...options,
        sleep: pause,
        WindowExecutionId,
        window: { WindowId, ...present({ Name }) },
      })) {
        if (stopped) return;
        if (event.kind === "waiting" || (hasEnded && event.kind !== "ended")) continue;
        if (event.kind === "ended") reports.set(WindowExecutionId, slim(withOrigin(event.report, execution)));
        queue.push({ kind: "execution", at: event.at, ...execution, event });
      }
    } catch (error) {
      if (!isWindowpaneError(error) || signal?.aborted === true) throw error;
      for (const gap of gapsOf(error, {
        operation: "GetMaintenanceWindowExecution",
        ids: { WindowExecutionId },
        what: "The execution",
      }))
        onGap({ ...gap, ...present({ origin: gap.origin ?? execution.origin }) });
    }
  };

  const start = (
    window: WindowIdentity,
    execution: ListedExecution & { readonly WindowExecutionId: string },
  ): void => {
    const { WindowExecutionId, Status } = execution;
    if (followed.has(WindowExecutionId)) return;
    const { WindowId, Name } = window;
    const found = { WindowExecutionId, WindowId, ...present({ Name, origin: originOfItem(window) }) };
    followed.set(WindowExecutionId, found);
    open += 1;
    const toEnd = async (): Promise<void> => {
      await (isFinalStatus(Status) ? gate.run(() => follow(found, true)) : follow(found, false));
      open -= 1;
      if (open === 0) allEnded();
    };
    toEnd().catch(fail);
  };

  const fail = (reason: unknown): void => {
    if (!stopped) queue.end({ reason });
  };

  const windows = createNightWindows({ reader, since, onExecution: start, onGap });

  const look = async (): Promise<void> => {
    for (;;) {
      const at = now().getTime();
      try {
        await windows.look(at);
      } catch (error) {
        if (!isTransient(error)) throw error;
        const nextRead = new Date(now().getTime() + LOOK);
        queue.push({ kind: "error", at: now(), ...describeTransient(error), nextRead });
      }
      const due = windows.next(until);
      const isOver = due === undefined || now() >= until;
      if (open === 0 && isOver) return;
      const wait = Math.max(options.interval ?? 0, LOOK, (now().getTime() - at) * 3);
      queue.push({
        kind: "look",
        at: now(),
        windows: windows.all().length,
        open,
        ended: reports.size,
        ...(due === undefined ? {} : { next: due }),
        nextRead: new Date(now().getTime() + wait),
      });
      const waiting = pause(wait);
      // A delay that is no longer waited for may reject after the watch has stopped.
      waiting.catch(() => {});
      await Promise.race([waiting, new Promise<void>((resolve) => (allEnded = resolve))]);
    }
  };

  const run = async (): Promise<void> => {
    await look();
    const executions = [...reports.values()];
    const report = assembleFailures({
      since,
      now: now(),
      windows: windows.all().map(({ WindowId, Name, ...item }) => ({
        WindowId,
        ...present({ Name, origin: originOfItem(item) }),
        executions: executions.filter((one) => one.WindowId === WindowId).length,
        listed: true,
      })),
      executions,
      gaps: [...gaps.values()],
      exact: gaps.size === 0,
      done: true,
      progress: {
        windows: windows.all().length,
        windowsListed: windows.all().length,
        executions: followed.size,
        executionsRead: reports.size,
        requests: reader.requests,
      },
    });
    queue.push({ kind: "ended", at: now(), report });
    queue.end();
  };

  return {
    events: () => {
      run().catch(fail);
      return queue.events();
    },
    stop: () => {
      stopped = true;
      reader.stop();
    },
  };
};

const withOrigin = (report: ExecutionReport, { origin }: NightExecution): ExecutionReport =>
  origin === undefined ? report : { ...report, origin };
