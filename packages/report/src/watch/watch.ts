import type { Client } from "@windowpane/core";
import { judgeAsOver } from "../judge/assemble/judge-as-over.ts";
import { collectExecution, reportExecution } from "../collect/execution/execution.ts";
import { failuresOf } from "../judge/groups/failures-of.ts";
import type { ExecutionReport } from "../model/report.ts";
import { present } from "../model/present.ts";
import { followExecution, type Stand } from "./follow.ts";
import type { WatchEvent, WatchExecutionOptions, WatchOptions, WatchStarted } from "./model.ts";
import { describeTransient } from "./trouble.ts";
import { waitForStart } from "./wait-for-start.ts";

/**
 * Follows an execution until nothing in it can change any more, or waits for a window's next one and follows that. What is
 * final is requested once. Errors that may pass, such as a lost network, are told and survived; the caller ends a watch by
 * leaving or by its signal. Nothing is requested before the first `next()`.
 *
 * The last event is `ended`, with a report that was read to its end after the execution had ended. Only then is patch state
 * read: until its command has ended, a machine has the state of an operation before. What the caller may not read is a gap
 * in the report. What has no end although AWS calls the execution over, and nothing has changed for a minute (two
 * hours where AWS lets running work finish: CANCELLED and TIMED_OUT), counts as unknown in it.
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
  const { now } = options;
  const told = new Set<string>();
  let isStarted = hasStarted;
  let isFirst = true;
  /** Whether the last look found a change that was not told. */
  let isUntold = false;
  let rereading = client;

  for await (const event of followExecution(client, {
    ...options,
    read: (again, before) => {
      rereading = again;
      return readLook(again, before, options);
    },
    standOf,
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
        if (told.has(key)) continue;
        told.add(key);
        yield { kind: "failed", at: now(), member, cause };
      }
      if (isFirst && !event.state.done) yield { kind: "progress", at: now(), report: event.state };
      continue;
    }
    const { trouble, nextLook, changed, ending } = event;
    if (trouble !== undefined && nextLook !== undefined)
      yield { kind: "trouble", at: now(), ...describeTransient(trouble), nextLook };
    if (report === undefined) continue;
    isFirst = false;
    // The confirming look comes at once. Before it, nothing is known of patches, and the verdict may look too good.
    const waits = ending === "confirm" && lacksPatches(report, options);
    const isNews: boolean = changed || isUntold;
    isUntold = isNews && waits;
    if (isNews && !waits) yield { kind: "progress", at: now(), report, ...present({ nextLook }) };
    if (ending === "ended") yield { kind: "ended", at: now(), report };
    if (ending === "unended") {
      const last = lacksPatches(report, options)
        ? await reportExecution(rereading, { ...options, earlier: report })
        : report;
      yield { kind: "ended", at: now(), report: judgeAsOver(last) };
    }
  }
}

/**
 * Reads the whole report at first, and then what may have changed in it. Patch state is read when nothing was open any more
 * at the look before: the look that confirms the end has it.
 */
async function* readLook(
  client: Client,
  earlier: ExecutionReport | undefined,
  options: WatchExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> {
  if (earlier === undefined) {
    yield* collectExecution(client, { ...options, patches: false, prefer: "failed" });
    return;
  }
  // A later look finds little that is new, and a report for every hundredth of it would cost more than it tells.
  const patches = options.patches !== false && !standOf(earlier).isOpen;
  yield await reportExecution(client, { ...options, patches, earlier });
}

/** Whether patch state is wanted for the report and has not been read. */
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

const standOf = ({ Status, EndTime, verdict }: ExecutionReport): Stand => ({
  Status,
  EndTime,
  isOpen: verdict === "RUNNING",
});

const isSame = (before: ExecutionReport, report: ExecutionReport): boolean =>
  wordsOf(before) === wordsOf(report);

/** Everything but how it was read. */
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
