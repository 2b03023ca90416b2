/** Why something never ran. What AWS says outright goes first; a time that fits is needed before a cutoff is blamed. */
import { isFinalStatus } from "@windowpane/core";
import { decisiveCause } from "../judge/causes/cause.ts";
import type { AwsProgress, Cause } from "../model/report.ts";
import type { NotRun, TimelineLimits } from "./model.ts";

/** What is known of something that never ran. */
export interface NotRunEvidence {
  readonly cause?: Cause | undefined;
  /** Why it stands where it stands, in the report's words. */
  readonly reason: string;
  /** AWS's words on it and on the levels above it, its own first. */
  readonly levels: readonly AwsProgress[];
  readonly limits?: TimelineLimits | undefined;
  /** Whether its task had begun and was registered to go on past the cutoff. */
  readonly continues?: boolean | undefined;
  readonly MaxErrors?: string | undefined;
}

/** Why it never ran. */
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
          reason: "It had not begun when the window's cutoff came, and nothing begins after it.",
        }
      : { why: "unknown", reason: "AWS does not say why, and no time proves it." };
  }
  return { why: "not-started", reason };
};

const cancelled: NotRun = { why: "cancelled", reason: "It was cancelled before its turn came." };

const timedOut = (evidence: NotRunEvidence, level: AwsProgress): NotRun => {
  const { limits, continues } = evidence;
  if (limits?.cutoff === undefined) {
    return {
      why: "unknown",
      reason:
        "AWS says TIMED_OUT, as after a cutoff, but the window's Duration and Cutoff are not known here.",
    };
  }
  if (continues === true) {
    return {
      why: "unknown",
      reason: "AWS says TIMED_OUT, but the task is registered to go on past the cutoff (CONTINUE_TASK).",
    };
  }
  return endedAfterCutoff(evidence, level)
    ? { why: "cutoff", reason: "Its turn had not come when the window's cutoff came." }
    : { why: "unknown", reason: "AWS says TIMED_OUT, but not at the time of the window's cutoff." };
};

/** The service looks at the clock now and then, and an execution's start is a moment after the schedule's. */
const SLACK = 2 * 60 * 1000;

const endedAfterCutoff = ({ limits, levels }: NotRunEvidence, level: AwsProgress): boolean => {
  const cutoff = limits?.cutoff?.getTime();
  const ended = (level.EndTime ?? levels.find(({ EndTime }) => EndTime !== undefined)?.EndTime)?.getTime();
  if (cutoff === undefined || ended === undefined || ended < cutoff - SLACK) return false;
  // What a changed registration says of the past is proof only where the time meets it.
  return limits?.changedSince !== true || ended <= cutoff + SLACK;
};

const slugsOf = ({ cause, levels }: NotRunEvidence): ReadonlySet<string | undefined> =>
  new Set([
    cause?.slug,
    ...levels.map(({ Status, StatusDetails }) =>
      // While it runs, its details speak of what is going on.
      isFinalStatus(Status) ? decisiveCause({ StatusDetails })?.slug : undefined,
    ),
  ]);

/** Causes that only say that nothing was started, or name a cutoff by its status alone. */
const isVague = ({ slug, evidence }: Cause): boolean =>
  slug === "cutoff-reached" ||
  slug === "never-begun" ||
  slug === "unexplained" ||
  slug === "failed-unread" ||
  (slug === "not-started" && (evidence === undefined || evidence === ""));
