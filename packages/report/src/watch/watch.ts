import { untilAborted, type Client } from "@windowpane/core";
import { collectExecution, reportExecution } from "../collect/execution.ts";
import { failuresOf } from "../failures-in.ts";
import type { ExecutionReport } from "../model.ts";
import { present } from "../present.ts";
import { clientOfUnfinished } from "./client-of-unfinished.ts";
import type { WatchEvent, WatchExecutionOptions, WatchOptions, WatchStarted } from "./model.ts";
import { describeTransient, isTransient, type Transient } from "./transient.ts";
import { createRest } from "./wait-between.ts";
import { waitForStart } from "./wait-for-start.ts";

/**
 * Follows an execution until nothing in it changes any more, or waits for a window's next one and follows that. What is
 * finished is asked for once. Trouble that may pass, a lost network or a machine that slept among it, is told and outlived; the
 * caller ends a watch by leaving or by its signal. Nothing is asked before the first `next()`.
 *
 * The last event is `ended`, with a report that was read to its end after the execution had finished. What the caller may not
 * read is a hole in it.
 *
 * @throws ServiceError when there is no such execution or window, or the caller may not read even that; InvalidInputError for
 * what is no id; `signal.reason` when aborted.
 * @example
 * for await (const event of watch(client, { WindowExecutionId, now, sleep })) console.log(event.kind);
 */
export async function* watch(
  client: Client,
  options: WatchOptions,
): AsyncGenerator<WatchEvent, void, undefined> {
  const interval = options.interval ?? INTERVAL;
  if (!("WindowId" in options)) {
    yield* follow(client, { ...options, interval });
    return;
  }
  const { execution, window } = yield* waitForStart(client, { ...options, interval });
  const { WindowExecutionId, Status, StartTime } = execution;
  yield startedEvent(options.now(), { ...window, WindowExecutionId, Status, StartTime });
  yield* follow(client, { ...options, interval, WindowExecutionId, window }, true);
}

/** In milliseconds. A window takes minutes to hours, and its account's rate belongs to others too. */
const INTERVAL = 5000;

async function* follow(
  client: Client,
  options: WatchExecutionOptions & { readonly interval: number },
  hasStarted = false,
): AsyncGenerator<WatchEvent, void, undefined> {
  const { now, sleep, signal, interval } = options;
  const unfinished = clientOfUnfinished(client);
  const rest = createRest(interval);
  const told = new Set<string>();
  let isStarted = hasStarted;
  let earlier: ExecutionReport | undefined;
  let confirmed = false;
  let troubles: readonly Transient[] = [];
  const nextLook = (changed: boolean, begun: Date): { readonly wait: number; readonly nextLook: Date } => {
    const at = now();
    const took = at.getTime() - begun.getTime();
    const wait = rest.after({ changed, took, troubled: troubles.length > 0 });
    return { wait, nextLook: new Date(at.getTime() + wait) };
  };

  for (;;) {
    const begun = now();
    let report: ExecutionReport | undefined;
    try {
      const isFirst = earlier === undefined;
      // Later looks find little that is new, and a report for every hundredth of it would cost more than it tells.
      const reports = isFirst
        ? collectExecution(unfinished, { ...options, prefer: "failed" })
        : [await reportExecution(unfinished, { ...options, earlier })];
      for await (report of reports) {
        if (!isStarted && report.Status !== undefined) {
          isStarted = true;
          yield startedEvent(now(), report);
        }
        for (const { member, cause } of failuresOf(report)) {
          const key = [member.kind, member.TaskExecutionId, member.InvocationId, member.name].join(" ");
          if (told.has(key)) continue;
          told.add(key);
          yield { kind: "failed", at: now(), member, cause };
        }
        if (isFirst && !report.done) yield { kind: "progress", at: now(), report };
      }
    } catch (error) {
      if (!isTransient(error)) throw error;
      report = undefined;
    }
    troubles = unfinished.takeTroubles();
    const changed = report !== undefined && (earlier === undefined || standOf(report) !== standOf(earlier));
    const { wait, ...when } = nextLook(changed, begun);
    const [trouble] = troubles;
    if (trouble !== undefined) yield { kind: "trouble", at: now(), ...describeTransient(trouble), ...when };
    if (report !== undefined) {
      earlier = report;
      const isOver = report.verdict !== "RUNNING" && trouble === undefined;
      if (changed) yield { kind: "progress", at: now(), report, ...(isOver ? {} : when) };
      // The lists of a look are asked for side by side: one may be older than the status that says finished.
      if (isOver && confirmed) {
        yield { kind: "ended", at: now(), report };
        return;
      }
      confirmed = isOver;
      if (isOver) continue;
    }
    await untilAborted(sleep(wait, signal), signal);
  }
}

const startedEvent = (
  at: Date,
  execution: Pick<ExecutionReport, "WindowId" | "Name" | "WindowExecutionId" | "Status" | "StartTime">,
): WatchStarted => {
  const { WindowId, Name, WindowExecutionId, Status, StartTime } = execution;
  return { kind: "started", at, WindowExecutionId, ...present({ WindowId, Name, Status, StartTime }) };
};

/** What tells two reports apart: everything but how they were read. */
const standOf = ({ progress: _, ...report }: ExecutionReport): string =>
  JSON.stringify([
    report.Status,
    report.StatusDetails,
    report.verdict,
    report.counts,
    report.holes,
    report.tasks.map(({ Status, verdict, counts, invocations }) => [
      Status,
      verdict,
      counts,
      invocations.map((invocation) => [invocation.Status, invocation.verdict]),
    ]),
  ]);
