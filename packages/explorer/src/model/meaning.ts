/** What results, verdicts and statuses mean: the one place where a word gets its tone and sign. */
import type { Judgement, MachineResult, PatchOutcome, Verdict } from "@windowpane/report";
import type { Piece, Sign, Tone } from "./text.ts";

/** Label and tone of a machine's result. */
export const resultWords: Readonly<
  Record<MachineResult, { readonly word: string; readonly tone: ResultTone }>
> = {
  passed: { word: "passed", tone: "good" },
  failed: { word: "failed", tone: "bad" },
  timedOut: { word: "timed out", tone: "bad" },
  unreachable: { word: "unreachable", tone: "bad" },
  notRun: { word: "not run", tone: "warn" },
  cancelled: { word: "cancelled", tone: "warn" },
  unknown: { word: "unknown", tone: "warn" },
  running: { word: "running", tone: "running" },
  pending: { word: "pending", tone: "muted" },
};

/** Tone of a patch result. */
export const patchTones: Readonly<Record<PatchOutcome, ResultTone>> = {
  failed: "bad",
  missing: "bad",
  rejected: "bad",
  rebootPending: "warn",
  notRun: "muted",
  unknown: "warn",
  overwritten: "warn",
  running: "running",
  scanned: "plain",
  patched: "good",
};

/** Label of a count of patch results, beside counts of machines. */
export const patchTallyWords: Readonly<Record<PatchOutcome, string>> = {
  failed: "patches failed",
  missing: "missing patches",
  rejected: "rejected patches",
  rebootPending: "reboot pending",
  notRun: "not run",
  unknown: "patches unknown",
  overwritten: "overwritten",
  running: "running",
  scanned: "scanned",
  patched: "patched",
};

/** The tones that results have; each has a sign of its name. */
export type ResultTone = Extract<Tone, Sign>;

/**
 * Tone of an AWS status or a verdict, whatever its spelling. AWS's SUCCESS is plain, not good: it may cover failed machines, and
 * only our verdict has looked at them.
 */
export const toneOf = (word: string): ResultTone =>
  statusTones[word.toUpperCase().replace(/[^A-Z]/g, "")] ?? "plain";

const statusTones: Readonly<Record<string, ResultTone>> = {
  PASSED: "good",
  PARTIAL: "bad",
  EMPTY: "warn",
  SKIPPED: "warn",
  RUNNING: "running",
  UNKNOWN: "warn",
  FAILED: "bad",
  TIMEDOUT: "bad",
  UNDELIVERABLE: "bad",
  UNREACHABLE: "bad",
  NOTRUN: "warn",
  CANCELLED: "warn",
  CANCELLING: "warn",
  SKIPPEDOVERLAPPING: "warn",
  PENDING: "running",
  INPROGRESS: "running",
  DELAYED: "running",
  WAITING: "running",
};

/** A word with a tone and the sign of that tone. */
export const signed = (tone: ResultTone, word: string): Piece => [tone, word, tone];

/** An AWS status with its sign. */
export const statusPiece = (word: string): Piece => signed(toneOf(word), word);

/** A verdict with its sign. */
export const verdictPiece = (verdict: Verdict): Piece => signed(toneOf(verdict), verdict);

/** The reason of a verdict beside the verdict itself: without the word that would repeat it. */
export const reasonBeside = ({ verdict, reason }: Pick<Judgement, "verdict" | "reason">): string =>
  verdict === "RUNNING" ? reason.replace(/^Running(?:\.|: )/, "") : reason;

/** A machine's result with its sign. */
export const resultPiece = (result: MachineResult): Piece =>
  signed(resultWords[result].tone, resultWords[result].word);
