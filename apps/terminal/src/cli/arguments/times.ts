import { parseDuration, parseSince } from "@windowpane/core";
import type { Host } from "../../host/host.ts";
import { UsageError } from "../../host/usage-error.ts";

/**
 * Reads `--since`: a duration before now, or a time; without a zone it is local time, as in everything that is printed.
 *
 * @throws UsageError when it is neither, zero, or in the future.
 */
export const readSince = (text: string, { now, utcOffset }: Pick<Host, "now" | "utcOffset">): Date => {
  const since = parseSince(text, { name: "--since", now: now(), utcOffset });
  if ("problem" in since) throw new UsageError(named("--since", since.problem), since.advice);
  return since.value;
};

/**
 * Reads the duration of an option such as `--timeout`, in milliseconds.
 *
 * @throws UsageError when it is not a duration, or zero.
 */
export const readDuration = (flag: string, text: string): number => {
  const duration = parseDuration(text);
  if ("problem" in duration) throw new UsageError(named(flag, duration.problem), duration.advice);
  if (duration.value > 0) return duration.value;
  throw new UsageError(`${flag} must be greater than zero.`, "Use a duration such as 90s, 15m, 1h30m or 2d.");
};

/** Adds the option's name to a message that lacks it. */
const named = (flag: string, problem: string): string =>
  problem.startsWith(flag) ? problem : `${flag}: ${problem}`;
