/** Follows everything that runs in a period: `watch --since`. */
import { parseDuration, parseMoment } from "@windowpane/core";
import { callsBehind } from "@windowpane/explorer";
import {
  originLabel,
  watchNight,
  type FailuresReport,
  type NightEvent,
  type NightExecution,
  type NightLook,
} from "@windowpane/report";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { hostUntil } from "../../../host/host-until.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readSince } from "../../arguments/times.ts";
import { createContext, type Context } from "../../context/context.ts";
import type { Tone } from "../../context/theme.ts";
import { showCalls } from "../../output/command-lines.ts";
import { gapsText } from "../../output/gaps.ts";
import { groupsText, windowNamesOf } from "../../output/groups.ts";
import { counted, pageFor, paragraph, statusText } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { shortTime } from "../../context/times.ts";
import { failedText } from "./lines.ts";
import { streams } from "./view.ts";

/** A night, without `--until`: 12 hours in milliseconds. */
const NIGHT = 12 * 3_600_000;

interface NightOptions {
  /** In milliseconds. Default: 5 seconds. */
  readonly interval: number | undefined;
  /** In milliseconds. Default: no limit. */
  readonly timeout: number | undefined;
}

/** Follows all running and starting executions since a time, until everything has ended or the timeout expires. */
export const followNight = async (
  context: Context,
  { interval, timeout }: NightOptions,
): Promise<ExitCode> => {
  const { settings, args, options } = context;
  if (timeout === undefined) return follow(context, interval);
  const timedOut = new Error("The timeout expired.");
  const { host, stop } = hostUntil(context.host, timeout, timedOut);
  try {
    return await follow(createContext({ host, settings, args, options }), interval);
  } catch (error) {
    if (error !== timedOut) throw error;
    await context.console.note("The timeout expired before everything had ended.");
    return settings.exitStatus ? exitCodes.notPassed : exitCodes.failed;
  } finally {
    stop();
  }
};

const follow = async (context: Context, interval: number | undefined): Promise<ExitCode> => {
  const { settings, host, options } = context;
  const since = readSince(settings.since ?? "", host);
  const until = readUntil(context, since);
  if (settings.showCli) {
    await showCalls(context, [
      "# repeatedly, until all executions have ended and no window is due:",
      ...callsBehind.failures({ since, patches: settings.patches }),
    ]);
    return exitCodes.done;
  }
  const print = printerOf(context);
  let report: FailuresReport | undefined;
  const over = new AbortController();
  // A delay that is no longer waited for would keep the process alive.
  const untilOver = AbortSignal.any([host.interrupt, over.signal]);
  const events = watchNight(await context.client(), {
    since,
    until,
    now: host.now,
    sleep: (milliseconds) => host.sleep(milliseconds, untilOver),
    signal: host.interrupt,
    patches: settings.patches,
    interval,
  });
  for await (const event of events) {
    if (event.kind === "ended") {
      report = event.report;
      over.abort();
    }
    await print(event);
    const isFailure =
      event.kind === "execution" && event.event.kind === "failed" && event.event.cause.weight === "failure";
    if (options["failFast"] === true && isFailure) {
      over.abort();
      await context.console.note("Stopped at the first failure. The executions continue.");
      return settings.exitStatus ? exitCodes.notPassed : exitCodes.done;
    }
  }
  if (report === undefined) return exitCodes.failed;
  if (!streams(context) || options["quiet"] === true) await showNight(context, report);
  return exitCodeFor(report.verdict === "PASSED" && report.complete, settings);
};

/** A duration from now, or a time; without a date, the next one. */
const readUntil = ({ options, host }: Context, since: Date): Date => {
  const text = options["until"];
  if (typeof text !== "string") return new Date(since.getTime() + NIGHT);
  const now = host.now().getTime();
  const duration = parseDuration(text);
  if ("value" in duration) return new Date(now + duration.value);
  // Without a date, times are read as the latest one before a moment.
  const isDateless = /^\s*\d\d:/u.test(text);
  const until = parseMoment(text, {
    now: isDateless ? new Date(now + 24 * 3_600_000) : host.now(),
    utcOffset: host.utcOffset,
    isEnd: true,
  });
  if ("problem" in until)
    throw new UsageError(
      `--until: ${until.problem}`,
      "Use a time such as 08:00 or 2026-11-20T04:00Z, or a duration from now such as 8h.",
    );
  if (until.value > since) return until.value;
  throw new UsageError(
    `--until ${text} is before --since.`,
    "Use a later time, such as 08:00 of the next day.",
  );
};

/** Prints an event: a line for people, or NDJSON. */
const printerOf = (context: Context): ((event: NightEvent) => Promise<void>) => {
  const { console, options } = context;
  if (options["quiet"] === true) return async () => {};
  if (!streams(context)) return linePrinter(context);
  return async (event) => {
    const value = jsonOf(event);
    if (value !== undefined) await console.result(`${JSON.stringify(value)}\n`);
  };
};

/** An event as a line of NDJSON. The reports of running executions are left out. */
const jsonOf = (event: NightEvent): object | undefined => {
  if (event.kind === "ended") {
    const { executions: _, windows: __, ...report } = event.report;
    return { kind: event.kind, at: event.at, ...report };
  }
  if (event.kind !== "execution") return event;
  const { kind: _, event: inner, ...execution } = event;
  if (inner.kind === "progress") return undefined;
  if (inner.kind !== "ended") return { ...execution, ...inner };
  const { verdict, reason, counts, Status, StartTime, EndTime } = inner.report;
  return { ...execution, kind: "executionEnded", Status, StartTime, EndTime, verdict, reason, counts };
};

const linePrinter = (context: Context): ((event: NightEvent) => Promise<void>) => {
  const { host, console, theme } = context;
  const { stdout } = host;
  const state = { open: new Set<string>(), ended: 0, failed: 0, look: undefined as NightLook | undefined };
  const lineWith = async (at: Date, mark: string, text: string): Promise<void> => {
    const time = theme.paint("muted", shortTime(at, host.utcOffset(at)).slice(11, 19));
    await console.result(paragraph(pageFor(context), text, { lead: `${time}  ${mark}` }));
  };
  const line = (at: Date, tone: Tone, text: string): Promise<void> => {
    const glyph = theme.glyph(tone);
    return lineWith(at, glyph === "" ? "" : `${theme.paint(tone, glyph)} `, text);
  };
  const startText = (start: Date | undefined): string =>
    start === undefined ? "" : ` at ${shortTime(start, host.utcOffset(start)).slice(11, 16)}`;
  const execution = async (event: Extract<NightEvent, { kind: "execution" }>): Promise<void> => {
    const { event: inner, at } = event;
    switch (inner.kind) {
      case "started":
        state.open.add(event.WindowExecutionId);
        return line(at, "running", `${nameOf(event)} started${startText(inner.StartTime)}`);
      case "failed": {
        // The line of the execution counts machines that did not run as a result.
        if (inner.cause.weight !== "failure") return undefined;
        state.failed += 1;
        return line(at, "bad", `${failedText(inner)}, in ${nameOf(event)}`);
      }
      case "ended": {
        state.open.delete(event.WindowExecutionId);
        state.ended += 1;
        const { verdict, reason } = inner.report;
        return lineWith(at, `${statusText(pageFor(context), verdict)}  `, `${nameOf(event)}: ${reason}`);
      }
      case "error":
        return line(at, "warn", `${nameOf(event)}: ${inner.why} Watching continues.`);
      case "progress":
        return undefined;
    }
  };
  return async (event) => {
    if (event.kind === "execution") await execution(event);
    if (event.kind === "gap") await line(event.at, "warn", `${event.gap.why} ${event.gap.nextStep}`);
    if (event.kind === "error") await line(event.at, "warn", `${event.why} Watching continues.`);
    if (event.kind === "look") state.look = event;
    if (event.kind === "ended") return console.settle();
    const { open, ended, failed, look } = state;
    const next = look?.next;
    const words = [
      `${open.size} running`,
      `${ended} ended`,
      failed === 0 ? "" : counted(failed, "failure"),
      next === undefined
        ? ""
        : `next ${next.Name ?? next.WindowId} at ${shortTime(next.NextExecutionTime, host.utcOffset(next.NextExecutionTime)).slice(11, 16)}`,
    ];
    if (stdout.isTerminal) await console.progress(words.filter((word) => word !== "").join(", "));
  };
};

/** `linux-patch (payments, eu-west-1)`. */
const nameOf = ({ Name, WindowId, origin }: Omit<NightExecution, "WindowExecutionId">): string => {
  const label = originLabel(origin ?? {});
  return `${Name ?? WindowId}${label === "" ? "" : ` (${label})`}`;
};

const showNight = async (context: Context, report: FailuresReport): Promise<void> => {
  const page = pageFor(context);
  const names = windowNamesOf(report.windows);
  await show(context, {
    value: report,
    gaps: report.gaps,
    text: () =>
      [
        "\n",
        paragraph(page, report.reason, { lead: `${statusText(page, report.verdict)}  ` }),
        report.groups.length === 0 ? "" : `\n${groupsText(page, report.groups, names)}`,
        gapsText(page, report.gaps),
      ].join(""),
  });
};
