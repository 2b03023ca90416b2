import type { Client } from "@windowpane/core";
import { judgeAsEnded } from "../judge/assemble/judge-as-ended.ts";
import { collectExecution, reportExecution } from "../collect/execution/execution.ts";
import { failuresOf } from "../judge/groups/failures-of.ts";
import type { ExecutionReport } from "../model/report.ts";
import { present } from "../model/present.ts";
import { followExecution, type FollowedStatus } from "./follow.ts";
import type { WatchEvent, WatchExecutionOptions, WatchOptions, WatchStarted } from "./model.ts";
import { describeTransient } from "./transient-error.ts";
import { waitForStart } from "./wait-for-start.ts";

/**
 * Follows an execution until it is final, or waits for a window's next execution and follows that. Requests final data once.
 * Reports transient errors, such as a lost network, and continues. The caller ends the watch by leaving the loop or with the
 * signal. Sends no requests before the first `next()`.
 *
 * The last event is `ended`, with a report that was read after the execution had ended. Patch state is read only then: while a
 * command runs, a machine has the state of an earlier operation. What the caller may not read is a gap in the report. Parts
 * that have not ended count as unknown if AWS reports the execution as ended and nothing has changed for a minute (two hours
 * for CANCELLED and TIMED_OUT, where AWS lets running work finish).
 *
 * @throws ServiceError when the execution or window does not exist or may not be read; InvalidInputError when the ID is
 * invalid; `signal.reason` when aborted.
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

/** Default interval in milliseconds. Windows take minutes to hours, and other clients share the account's rate limit. */
const INTERVAL = 5000;

async function* follow(
  client: Client,
  options: WatchExecutionOptions & { readonly interval: number },
  hasStarted = false,
): AsyncGenerator<WatchEvent, void, undefined> {
  const { now } = options;
  const reported = new Set<string>();
  let isStarted = hasStarted;
  let isFirst = true;
  /** Whether the last read found a change that was not reported. */
  let isUnreported = false;
  let rereading = client;

  for await (const event of followExecution(client, {
    ...options,
    read: (again, before) => {
      rereading = again;
      return readLook(again, before, options);
    },
    statusOf,
    isSame,
  })) {
    const { state: report } = event;
    if (event.kind === "state") {
      if (!isStarted && event.state.Status !== undefined) {
        isStarted = true;
        yield startedEvent(now(), event.state);
      }
      for (const { member, cause } of failuresOf(event.state)) {
        const key = [member.kind, member.TaskExecutionId, member.InvocationId, member.name].join(" ");
        if (reported.has(key)) continue;
        reported.add(key);
        yield { kind: "failed", at: now(), member, cause };
      }
      if (isFirst && !event.state.done) yield { kind: "progress", at: now(), report: event.state };
      continue;
    }
    const { error, nextRead, changed, ending } = event;
    if (error !== undefined && nextRead !== undefined)
      yield { kind: "error", at: now(), ...describeTransient(error), nextRead };
    if (report === undefined) continue;
    isFirst = false;
    // The confirming read follows at once. Before it, patch results are unknown, and the verdict may be too good.
    const waits = ending === "confirm" && lacksPatches(report, options);
    const isNews: boolean = changed || isUnreported;
    isUnreported = isNews && waits;
    if (isNews && !waits) yield { kind: "progress", at: now(), report, ...present({ nextRead }) };
    if (ending === "ended") yield { kind: "ended", at: now(), report };
    if (ending === "unended") {
      const last = lacksPatches(report, options)
        ? await reportExecution(rereading, { ...options, earlier: report })
        : report;
      yield { kind: "ended", at: now(), report: judgeAsEnded(last) };
    }
  }
}

/**
 * Reads the whole report first, and later only what may have changed. Reads patch state if nothing was open at the previous
 * read: the read that confirms the end has it.
 */
async function* readLook(
  client: Client,
  earlier: ExecutionReport | undefined,
  options: WatchExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> {
  if (earlier === undefined) {
    yield* collectExecution(client, { ...options, clock: options.now, patches: false, prefer: "failed" });
    return;
  }
  // Later reads find few changes, so intermediate reports are not worth their cost.
  const patches = options.patches !== false && !statusOf(earlier).isOpen;
  yield await reportExecution(client, { ...options, patches, earlier });
}

/** Whether patch state is wanted but has not been read. */
const lacksPatches = ({ tasks, patches }: ExecutionReport, options: WatchExecutionOptions): boolean =>
  options.patches !== false &&
  patches === undefined &&
  tasks.some(({ invocations }) => invocations.some(({ patchRun }) => patchRun !== undefined));

const startedEvent = (
  at: Date,
  execution: Pick<ExecutionReport, "WindowId" | "Name" | "WindowExecutionId" | "Status" | "StartTime">,
): WatchStarted => {
  const { WindowId, Name, WindowExecutionId, Status, StartTime } = execution;
  return { kind: "started", at, WindowExecutionId, ...present({ WindowId, Name, Status, StartTime }) };
};

const statusOf = ({ Status, EndTime, verdict }: ExecutionReport): FollowedStatus => ({
  Status,
  EndTime,
  isOpen: verdict === "RUNNING",
});

const isSame = (before: ExecutionReport, report: ExecutionReport): boolean =>
  wordsOf(before) === wordsOf(report);

/** Everything that matters to the user, as text to compare. */
const wordsOf = (report: ExecutionReport): string =>
  JSON.stringify([
    report.Status,
    report.StatusDetails,
    report.verdict,
    report.counts,
    report.patches?.results,
    report.gaps,
    report.tasks.map(({ Status, verdict, counts, invocations }) => [
      Status,
      verdict,
      counts,
      invocations.map((invocation) => [invocation.Status, invocation.verdict]),
    ]),
  ]);
