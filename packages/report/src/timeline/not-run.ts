/** Explains why something did not run. AWS's explanation takes precedence; a cutoff is named only if the times fit. */
import { isFinalStatus } from "@windowpane/core";
import { decisiveCause } from "../judge/causes/by-status.ts";
import type { AwsProgress, Cause } from "../model/report.ts";
import type { NotRun, TimelineLimits } from "./model.ts";

/** What is known about something that did not run. */
export interface NotRunEvidence {
  readonly cause?: Cause | undefined;
  /** Why it has its result, from the report. */
  readonly reason: string;
  /** AWS's status of it and of the levels above it, its own first. */
  readonly levels: readonly AwsProgress[];
  readonly limits?: TimelineLimits | undefined;
  /** Whether its task had started and was registered to continue past the cutoff. */
  readonly continues?: boolean | undefined;
  readonly MaxErrors?: string | undefined;
}

/** Explains why it did not run. */
export const whyNotRun = (evidence: NotRunEvidence): NotRun => {
  const { cause, reason, levels, MaxErrors } = evidence;
  if (slugsOf(evidence).has("max-errors-reached")) {
    const limit = MaxErrors === undefined ? "" : ` (${MaxErrors})`;
    return {
      why: "max-errors",
      reason: `Too many errors elsewhere: the task's MaxErrors${limit} was reached.`,
    };
  }
  for (const level of levels) {
    if (level.Status === "TIMED_OUT") return timedOut(evidence, level);
    if (level.Status === "CANCELLED" || level.Status === "CANCELLING") return cancelled;
  }
  if (slugsOf(evidence).has("cancelled")) return cancelled;
  const whole = levels.at(-1);
  if (cause === undefined || isVague(cause)) {
    return whole !== undefined && endedAfterCutoff(evidence, whole)
      ? {
          why: "cutoff",
          reason:
            "It had not started when the window reached its cutoff, and no tasks start after the cutoff.",
        }
      : { why: "unknown", reason: "AWS reports no reason, and the times do not show one." };
  }
  return { why: "not-started", reason };
};

const cancelled: NotRun = { why: "cancelled", reason: "It was cancelled before it started." };

const timedOut = (evidence: NotRunEvidence, level: AwsProgress): NotRun => {
  const { limits, continues } = evidence;
  if (limits?.cutoff === undefined) {
    return {
      why: "unknown",
      reason: "AWS reports TIMED_OUT, as after a cutoff, but the window's Duration and Cutoff are unknown.",
    };
  }
  if (continues === true) {
    return {
      why: "unknown",
      reason:
        "AWS reports TIMED_OUT, but the task is registered to continue past the cutoff (CONTINUE_TASK).",
    };
  }
  return endedAfterCutoff(evidence, level)
    ? { why: "cutoff", reason: "It had not started when the window reached its cutoff." }
    : { why: "unknown", reason: "AWS reports TIMED_OUT, but not at the time of the window's cutoff." };
};

/** Tolerance in milliseconds: the service checks the time periodically, and executions start shortly after their schedule. */
const SLACK = 2 * 60 * 1000;

const endedAfterCutoff = ({ limits, levels }: NotRunEvidence, level: AwsProgress): boolean => {
  const cutoff = limits?.cutoff?.getTime();
  const ended = (level.EndTime ?? levels.find(({ EndTime }) => EndTime !== undefined)?.EndTime)?.getTime();
  if (cutoff === undefined || ended === undefined || ended < cutoff - SLACK) return false;
  // If the window was changed since, only a time close to the cutoff is proof.
  return limits?.changedSince !== true || ended <= cutoff + SLACK;
};

const slugsOf = ({ cause, levels }: NotRunEvidence): ReadonlySet<string | undefined> =>
  new Set([
    cause?.slug,
    ...levels.map(({ Status, StatusDetails }) =>
      // While it runs, its details describe its progress.
      isFinalStatus(Status) ? decisiveCause({ StatusDetails })?.slug : undefined,
    ),
  ]);

/** Whether a cause explains nothing: nothing was started, or a cutoff by status alone. */
const isVague = ({ slug, evidence }: Cause): boolean =>
  slug === "cutoff-reached" ||
  slug === "never-begun" ||
  slug === "unexplained" ||
  slug === "failed-unread" ||
  (slug === "not-started" && (evidence === undefined || evidence === ""));
