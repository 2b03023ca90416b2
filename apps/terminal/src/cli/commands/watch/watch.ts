import { locate, callsBehind, callsToFind, type Located } from "@windowpane/explorer";
import { readSourceName } from "@windowpane/sources";
import { watch as followEvents, type ExecutionReport, type WatchOptions } from "@windowpane/report";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { hostUntil } from "../../../host/host-until.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { findItem } from "../../arguments/find-item.ts";
import { readDuration } from "../../arguments/times.ts";
import type { Command } from "../../context/command.ts";
import { createContext, type Context } from "../../context/context.ts";
import { commonOptions } from "../../context/option.ts";
import { showCalls } from "../../output/command-lines.ts";
import { executionText } from "../../output/execution-text.ts";
import { machineTableColumns, machineRows } from "../../output/machine-table.ts";
import { pageFor, paragraph, statusText } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { failedText } from "./lines.ts";
import {
  describeKnown,
  followAgain,
  notInArchive,
  notScheduled,
  unchanging,
  type KnownState,
} from "./early-end.ts";
import { subjectOf } from "./subject.ts";
import { createView, streams } from "./view.ts";

export const watch: Command = {
  description:
    "Prints failures as they occur. A terminal also shows a progress line; a pipe gets NDJSON, one event per line, unless " +
    "--output is given. Checks every 5 seconds while the execution changes, and less often while it does not, while checks " +
    "are slow, or while AWS throttles. Waits for the network when it is lost. With --since instead of EXECUTION, follows all " +
    "executions that run or start, over all windows, accounts and regions, and prints a line for each change. It ends when all " +
    "have ended and no window is due before --until.",
  arguments: [
    {
      name: "EXECUTION",
      about:
        "WindowExecutionId, or a window ID, ARN or name for its current or next execution (default with --since: everything)",
      optional: true,
      completes: "windows",
    },
  ],
  options: [
    {
      ...commonOptions.since,
      about: "follow everything that runs since this time, such as 20:00 or 3h, instead of one execution",
    },
    {
      flags: "--until <time>",
      about:
        "with --since: no window that is due later is waited for; a time, such as 08:00, or a duration from now (default 12 hours after --since)",
      group: "Options",
    },
    {
      flags: "--fail-fast",
      about: "exit at the first failure; the execution continues",
      group: "Options",
    },
    { flags: "--quiet", about: "print the final result only", group: "Options" },
    {
      flags: "--timeout <duration>",
      about:
        "stop watching after this duration, such as 90m or 1h30m; exit code 255, or 1 with --exit-status",
      group: "Options",
    },
    {
      flags: "--interval <duration>",
      about: "shortest time between two checks, at least 1s (default 5s)",
      group: "Options",
    },
    commonOptions.patches,
    commonOptions.exitStatus,
  ],
  examples: [
    { line: "watch EXECUTION", about: "Print failures as they occur, and the report at the end" },
    {
      line: "watch nightly-patch --exit-status",
      about: "Wait for the window; exit with 1 unless everything passed",
    },
    {
      line: "watch --since 20:00 --exit-status",
      about: "Follow a night over all windows; exit with 1 unless everything passed",
    },
    {
      line: "watch EXECUTION --fail-fast --quiet --exit-status",
      about: "Stop a pipeline at the first failure",
    },
    {
      line: "watch EXECUTION | jq 'select(.kind == \"failed\") | .member.name'",
      about: "Print the names of failed machines",
    },
  ],
  async run(context) {
    const { args, options, settings } = context;
    const timeout = readOption(options["timeout"], "--timeout");
    const interval = readOption(options["interval"], "--interval");
    if (interval !== undefined && interval < 1000) {
      throw new UsageError(
        `--interval "${String(options["interval"])}" is too short.`,
        "Use at least 1s, because AWS limits the request rate.",
      );
    }
    if (subjectOf(context) === "everything") {
      const { followNight } = await import("./night.ts");
      return followNight(context, { interval, timeout });
    }
    if (settings.showCli) {
      await showCalls(context, callsFor(context));
      return exitCodes.done;
    }
    if (timeout === undefined) return follow(context, { interval });
    const timedOut = new Error("The timeout expired.");
    // Requests without a response must not outlast the timeout.
    const { host, stop } = hostUntil(context.host, timeout, timedOut);
    try {
      return await follow(createContext({ host, settings, args, options }), { interval, timeout, timedOut });
    } catch (error) {
      if (error !== timedOut) throw error;
      await context.console.note("The timeout expired. Nothing is known about the execution.");
      return settings.exitStatus ? exitCodes.notPassed : exitCodes.failed;
    } finally {
      stop();
    }
  },
};

interface FollowOptions {
  /** In milliseconds. Default: 5 seconds. */
  readonly interval: number | undefined;
  /** In milliseconds. Default: no limit. */
  readonly timeout?: number;
  /** The reason with which the host's signal aborts after the timeout. */
  readonly timedOut?: Error;
}

/** Follows the execution that the argument names. */
const follow = async (
  given: Context,
  { interval, timeout = Infinity, timedOut = new Error("The timeout expired.") }: FollowOptions,
): Promise<ExitCode> => {
  const { located, context } = await findItem(given, given.args[0] ?? "");
  const { host, settings, console, options } = context;
  const target = targetOf(located);
  const view = createView(context);
  const deadline = host.now().getTime() + timeout;
  const isLate = (): boolean => host.now().getTime() >= deadline;
  const { kind } = readSourceName(settings.source, Object.keys(host.sources));
  const frozen = unchanging(given);
  const sleep: WatchOptions["sleep"] = async (milliseconds) => {
    if (kind === "snapshot") throw frozen;
    const until = host.now().getTime() + milliseconds;
    while (host.now().getTime() < until) {
      host.interrupt.throwIfAborted();
      if (isLate()) throw timedOut;
      await host.sleep(Math.min(SECOND, until - host.now().getTime()), host.interrupt);
      await view.tick();
    }
  };
  const known: KnownState = {};
  try {
    const events = followEvents(await context.client(), {
      ...target,
      now: host.now,
      sleep,
      signal: host.interrupt,
      patches: settings.patches,
      interval,
    });
    for await (const event of events) {
      if (event.kind === "progress" || event.kind === "ended") known.report = event.report;
      if (event.kind === "started") known.WindowExecutionId = event.WindowExecutionId;
      if (event.kind === "waiting" && kind === "archive") throw notInArchive(event);
      await view.show(event);
      if (event.kind === "waiting" && event.NextExecutionTime === undefined && timeout === Infinity) {
        throw notScheduled(event);
      }
      if (options["failFast"] === true && event.kind === "failed" && event.cause.weight === "failure") {
        await console.note(
          `Stopped at the first failure: ${failedText(event)}\n` +
            `The execution continues. ${followAgain(context, event.member.WindowExecutionId)}`,
        );
        return settings.exitStatus ? exitCodes.notPassed : exitCodes.done;
      }
      if (event.kind !== "ended" && isLate()) throw timedOut;
    }
  } catch (error) {
    if (error === timedOut) {
      await console.note(`The timeout expired. ${describeKnown(context, known)}`);
      return settings.exitStatus ? exitCodes.notPassed : exitCodes.failed;
    }
    // After credentials expire, users renew them and continue from here.
    if (error !== frozen && (host.interrupt.aborted || known.WindowExecutionId !== undefined))
      await console.note(describeKnown(context, known));
    throw error;
  }
  if (known.report === undefined) return exitCodes.failed;
  if (!streams(context) || options["quiet"] === true) await showResult(context, known.report);
  return exitCodeFor(known.report.verdict === "PASSED" && known.report.complete, settings);
};

/** In milliseconds. */
const SECOND = 1000;

const readOption = (value: unknown, flag: string): number | undefined =>
  typeof value === "string" ? readDuration(flag, value) : undefined;

const targetOf = ({
  kind,
  ids: { WindowExecutionId, WindowId },
}: Located): { readonly WindowExecutionId: string } | { readonly WindowId: string } => {
  if (WindowExecutionId !== undefined) return { WindowExecutionId };
  if (WindowId !== undefined) return { WindowId };
  throw new UsageError(
    `${kind === "screen" ? "The screen of this link" : "A machine"} cannot be watched, only an execution or a window.`,
    "Run `windowpane executions` for the executions.",
  );
};

const showResult = async (context: Context, report: ExecutionReport): Promise<void> => {
  const page = pageFor(context);
  await show(context, {
    value: report,
    rows: machineRows(report),
    columns: machineTableColumns(context),
    gaps: report.gaps,
    text: () =>
      context.options["quiet"] === true
        ? paragraph(page, report.reason, { lead: `${statusText(page, report.verdict)}  ` })
        : `\n${executionText(page, report)}`,
  });
};

const callsFor = ({ args, settings }: Context): Parameters<typeof showCalls>[1] => {
  const [text = ""] = args;
  const located = locate(text);
  const id = located?.ids.WindowExecutionId ?? located?.uuid;
  const WindowId = located?.ids.WindowId;
  return [
    ...(located === undefined ? callsToFind.windowNamed(text.trim()) : []),
    ...(id === undefined
      ? ["# until it lists an execution that has not ended:", ...callsBehind.executions({ WindowId })]
      : []),
    id === undefined
      ? "# with its ID (WindowExecutions[].WindowExecutionId), repeatedly, while Status is PENDING, IN_PROGRESS or CANCELLING:"
      : "# repeatedly, while Status is PENDING, IN_PROGRESS or CANCELLING:",
    ...callsBehind.execution({ WindowExecutionId: id }, settings),
  ];
};
