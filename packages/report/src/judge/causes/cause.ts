import { byStatus, decisiveCause } from "./by-status.ts";
import { codeRuleOf } from "./exit-codes.ts";
import { defaultTimeoutSeconds, documentKinds, type DocumentKind } from "./rules/documents.ts";
import type { CauseEvidence } from "./evidence.ts";
import { fallbackCause } from "./fallback.ts";
import { ruleFamilies } from "./families.ts";
import { scanText, type ScannedText } from "./lines.ts";
import { bestMatch, quietText, tellingLine, type TextMatch } from "./match.ts";
import { causeBy, type CauseDetails, type Strength } from "./rules/rule.ts";
import { weakStatuses } from "./rules/status-details.ts";
import type { Cause } from "../../model/report.ts";
import { bounded } from "../../model/text.ts";

/**
 * Finds the cause of a failure from the first of: a status that explains it; a line of the output or message that matches a
 * rule; a status that shows what happened; an exit code with a known meaning; the most relevant line of the output. Rules can
 * be limited to documents, and codes of AWS's documents take precedence over the shell's meaning of the same number. A cause
 * with another possible explanation is `likely`. Always returns a cause, in the worst case one without a reason.
 */
export const causeOf = (evidence: CauseEvidence): Cause => {
  const decisive = decisiveCause(evidence);
  if (decisive !== undefined) return decisive;
  const { message, texts = [] } = evidence;
  const prepared: PreparedEvidence = {
    evidence,
    kinds: documentKinds(evidence.DocumentName, evidence.StepName),
    scanned: [...(message === undefined ? [] : [message]), ...texts].map(scanText),
  };
  return (
    (isTimeout(evidence) ? stoppedCause(prepared) : undefined) ??
    loudCodeCause(prepared) ??
    lineCause(prepared, ["root", "common", "effect"]) ??
    codeCause(prepared) ??
    quietCause(prepared) ??
    lineCause(prepared, ["hint"]) ??
    fallbackCause({ evidence, telling: tellingOf(prepared), isCut: prepared.scanned.some(({ cut }) => cut) })
  );
};

/** The evidence with its document kinds and scanned texts. */
interface PreparedEvidence {
  readonly evidence: CauseEvidence;
  readonly kinds: ReadonlySet<DocumentKind>;
  readonly scanned: readonly ScannedText[];
}

const isTimeout = ({ Status, StatusDetails }: CauseEvidence): boolean =>
  byStatus(weakStatuses, Status, StatusDetails) !== undefined;

/** Number of lines at the end of an output that show what a machine waited for. */
const WAITING_LINES = 5;
/** Fraction of the time limit after which the limit counts as the reason that a step stopped. */
const NEAR_LIMIT = 0.95;

/** The cause of a step that was stopped at its time limit. On Linux the agent reports 137 for a step that it stopped. */
const stoppedCause = (prepared: PreparedEvidence): Cause => {
  const { evidence, kinds, scanned } = prepared;
  const match = bestMatch({
    families: ruleFamilies,
    scanned,
    kinds,
    strengths: ["root", "common", "effect"],
    lastLines: WAITING_LINES,
    stallsOnly: true,
  });
  if (match !== undefined) return matchCause(match, prepared, match.isSure && match.isAtEnd);
  const rule = nearLimit(prepared) === false && evidence.ResponseCode === 137 ? killedEarly : undefined;
  const last = scanned.find(({ lines }) => lines.length > 0)?.lines.at(-1)?.shown;
  const line = last === undefined ? undefined : bounded(last);
  if (rule !== undefined) return causeBy(rule, "response-code", line);
  const stopped = byStatus(
    weakStatuses,
    evidence.Status,
    evidence.StatusDetails,
    line,
    evidence.ResponseCode === 137 && nearLimit(prepared) === undefined ? maybeKilled : {},
  );
  return stopped ?? fallbackCause({ evidence, telling: line, isCut: false });
};

/** The agent reports a timeout and 137 for a step that it stopped and for a script that exited with 137. */
const maybeKilled: CauseDetails = {
  certainty: "likely",
  otherwise:
    "A program of the step was killed, often for lack of memory, which has the same exit code: compare its duration with the time limit.",
};

const killedEarly = {
  slug: "killed",
  title: "Killed before its time limit",
  nextStep:
    "Search the kernel log (dmesg, journalctl -k) for the OOM killer, free memory or use a larger machine, then run the task again.",
  certainty: "likely",
  otherwise:
    "The agent reports the same code when it stops a step, for example at another, shorter time limit.",
} as const;

/** Whether a step ran until its time limit. Undefined if the times are unknown. */
const nearLimit = ({
  evidence: { elapsedSeconds, timeoutSeconds },
  kinds,
}: PreparedEvidence): boolean | undefined => {
  const limit = timeoutSeconds ?? defaultTimeoutSeconds(kinds);
  return elapsedSeconds === undefined || limit === undefined
    ? undefined
    : elapsedSeconds >= limit * NEAR_LIMIT;
};

const lineCause = (prepared: PreparedEvidence, strengths: readonly Strength[]): Cause | undefined => {
  const { scanned, kinds } = prepared;
  const match = bestMatch({ families: ruleFamilies, scanned, kinds, strengths });
  return match === undefined ? undefined : matchCause(match, prepared, match.isSure);
};

const matchCause = (
  { rule, line, subject, rival }: TextMatch,
  { evidence }: PreparedEvidence,
  isSure: boolean,
): Cause =>
  causeBy(rule, evidence.message === undefined ? "output" : "message", bounded(line.shown), {
    subject,
    certainty: isSure ? undefined : "likely",
    otherwise: rival === undefined || isSure ? undefined : `Other lines of the output point to: ${rival}.`,
  });

/** The cause from informational lines, used only if no other line reports a failure. */
const quietCause = (prepared: PreparedEvidence): Cause | undefined =>
  tellingLine(prepared.scanned) !== undefined && prepared.scanned.some(({ whole }) => whole !== "")
    ? undefined
    : lineCause({ ...prepared, scanned: prepared.scanned.map(quietText) }, ["root", "common", "effect"]);

/** The cause from a code that takes precedence over lines that are only effects. */
const loudCodeCause = (prepared: PreparedEvidence): Cause | undefined => {
  const { evidence, kinds, scanned } = prepared;
  const rule = codeRuleOf(evidence.ResponseCode, kinds, scanned);
  if (rule?.overLines !== true) return undefined;
  const match = bestMatch({
    families: ruleFamilies,
    scanned,
    kinds,
    strengths: ["root", "common", "effect"],
  });
  return match === undefined || (match.rule.strength ?? "root") === "root" ? undefined : codeCause(prepared);
};

const codeCause = (prepared: PreparedEvidence): Cause | undefined => {
  const { evidence, kinds, scanned } = prepared;
  const rule = codeRuleOf(evidence.ResponseCode, kinds, scanned);
  if (rule === undefined) return undefined;
  const telling = tellingOf(prepared);
  const stopped =
    evidence.ResponseCode === 137 && nearLimit(prepared) === true
      ? weakStatuses.find(({ slug }) => slug === "execution-timed-out")
      : undefined;
  return causeBy(stopped ?? rule, "response-code", telling);
};

const tellingOf = ({ scanned }: PreparedEvidence): string | undefined => {
  const line = tellingLine(scanned);
  return line === undefined ? undefined : bounded(line.shown);
};
