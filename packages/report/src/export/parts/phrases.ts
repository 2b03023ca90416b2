/** Words and tones that exported documents share. */
import { millisecondsOf } from "../../model/aws-progress.ts";
import type { MachineResult } from "../../model/result.ts";
import { durationText } from "@windowpane/text";
import type { AwsProgress, Verdict } from "../../model/report.ts";
import type { NotRunReason } from "../../timeline/model.ts";

/** The meaning of a colour. Documents never use colour alone. */
export type Tone = "bad" | "warn" | "good" | "running";

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  PASSED: "good",
  PARTIAL: "bad",
  FAILED: "bad",
  EMPTY: "warn",
  SKIPPED: "warn",
  RUNNING: "running",
  UNKNOWN: "warn",
};

const resultTones: Readonly<Record<MachineResult, Tone>> = {
  passed: "good",
  failed: "bad",
  timedOut: "bad",
  unreachable: "bad",
  cancelled: "warn",
  notRun: "warn",
  unknown: "warn",
  running: "running",
  pending: "running",
};

const glyphs: Readonly<Record<Tone, string>> = { bad: "✖", warn: "▲", good: "✔", running: "▶" };

/** The tone of a verdict. */
export const toneOfVerdict = (verdict: Verdict): Tone => verdictTones[verdict];
/** The tone of a result. */
export const toneOfResult = (result: MachineResult): Tone => resultTones[result];
/** The character before a text of a tone, for readers who do not see colours. */
export const glyphOf = (tone: Tone): string => glyphs[tone];

/** The reasons why something did not run, in words. */
export const whyWords: Readonly<Record<NotRunReason, string>> = {
  "max-errors": "too many errors elsewhere",
  cutoff: "the window's cutoff",
  cancelled: "cancelled",
  "not-started": "not started by AWS",
  unknown: "unknown reason",
};

/** Formats a time as `2026-11-22 04:00:12 UTC`. Documents always use UTC, because they are shared across time zones. */
export const timeText = (time: Date): string => `${time.toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** The duration in words. Empty without a start or an end. */
export const tookText = (times: AwsProgress): string => {
  const milliseconds = millisecondsOf(times);
  return milliseconds === undefined ? "" : durationText(milliseconds);
};
