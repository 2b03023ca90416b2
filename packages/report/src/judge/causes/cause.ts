import { codeRuleOf } from "./exit-codes.ts";
import { defaultTimeoutSeconds, documentKinds, type DocumentKind } from "./rules/documents.ts";
import type { CauseEvidence } from "./evidence.ts";
import { fallbackCause } from "./fallback.ts";
import { ruleFamilies } from "./families.ts";
import { readingOf, type Reading } from "./lines.ts";
import { bestMatch, quietReading, tellingLine, type TextMatch } from "./match.ts";
import { causeBy, statusWord, type CauseDetails, type StatusRule, type Strength } from "./rules/rule.ts";
import { decisiveStatuses, noticeStatuses, weakStatuses } from "./rules/status-details.ts";
import type { Cause } from "../../model/report.ts";
import { bounded, plainLine } from "../../model/text.ts";

/**
 * The cause of a failure, by the first of: a status that says everything; a line of the output or the message that a rule
 * knows; a status that says what happened; an exit code with a meaning; and last the line of the output that tells most.
 * A rule may name the documents that it applies to; codes of AWS's documents come before the shell's reading of the same
 * number. Where a second reading remains the cause is `likely`. There always is one, at worst that nothing gives a reason.
 */
export const causeOf = (evidence: CauseEvidence): Cause => {
  const decisive = decisiveCause(evidence);
  if (decisive !== undefined) return decisive;
  const { message, texts = [] } = evidence;
  const sight: Sight = {
    evidence,
    kinds: documentKinds(evidence.DocumentName, evidence.StepName),
    readings: [...(message === undefined ? [] : [message]), ...texts].map(readingOf),
  };
  return (
    (isTimeout(evidence) ? stoppedCause(sight) : undefined) ??
    loudCodeCause(sight) ??
    lineCause(sight, ["root", "common", "effect"]) ??
    codeCause(sight) ??
    quietCause(sight) ??
    lineCause(sight, ["hint"]) ??
    fallbackCause({ evidence, telling: tellingOf(sight), isCut: sight.readings.some(({ cut }) => cut) })
  );
};

/** The cause that a status alone makes certain, if it does. */
export const decisiveCause = ({ Status, StatusDetails }: CauseEvidence): Cause | undefined =>
  byStatus([...decisiveStatuses, ...noticeStatuses], Status, StatusDetails);

/** The evidence, prepared once. */
interface Sight {
  readonly evidence: CauseEvidence;
  readonly kinds: ReadonlySet<DocumentKind>;
  readonly readings: readonly Reading[];
}

const isTimeout = ({ Status, StatusDetails }: CauseEvidence): boolean =>
  byStatus(weakStatuses, Status, StatusDetails) !== undefined;

/** Lines at the end of an output that show what a machine waited for. */
const WAITING_LINES = 5;
/** The share of the time limit from which on the limit itself stopped a step. */
const NEAR_LIMIT = 0.95;

/** What stopped a step at its time limit: what it waited for, or the limit. The agent's sign for "stopped" is 137 on Linux. */
const stoppedCause = (sight: Sight): Cause => {
  const { evidence, kinds, readings } = sight;
  const match = bestMatch({
    families: ruleFamilies,
    readings,
    kinds,
    strengths: ["root", "common", "effect"],
    lastLines: WAITING_LINES,
    stallsOnly: true,
  });
  if (match !== undefined) return matchCause(match, sight, match.isSure && match.isAtEnd);
  const rule = nearLimit(sight) === false && evidence.ResponseCode === 137 ? killedEarly : undefined;
  const last = readings.find(({ lines }) => lines.length > 0)?.lines.at(-1)?.shown;
  const line = last === undefined ? undefined : bounded(last);
  if (rule !== undefined) return causeBy(rule, "response-code", line);
  const stopped = byStatus(
    weakStatuses,
    evidence.Status,
    evidence.StatusDetails,
    line,
    evidence.ResponseCode === 137 && nearLimit(sight) === undefined ? maybeKilled : {},
  );
  return stopped ?? fallbackCause({ evidence, telling: line, isCut: false });
};

/** The agent shows 137 and a time-out where it stopped a step, and also where the script itself ended with 137. */
const maybeKilled: CauseDetails = {
  certainty: "likely",
  otherwise:
    "A program of the step was killed (often for lack of memory), which shows the same: compare how long it ran with the time limit.",
};

const killedEarly = {
  slug: "killed",
  title: "Killed before its time limit",
  nextStep:
    "Look for the OOM killer in the kernel log (dmesg, journalctl -k), free memory or use a larger machine, and run it again.",
  certainty: "likely",
  otherwise:
    "The agent shows the same code when it stops a step, for example at a shorter time limit of its own.",
} as const;

/** Whether a step ran up to its time limit; undefined where the times are not known. */
const nearLimit = ({ evidence: { elapsedSeconds, timeoutSeconds }, kinds }: Sight): boolean | undefined => {
  const limit = timeoutSeconds ?? defaultTimeoutSeconds(kinds);
  return elapsedSeconds === undefined || limit === undefined
    ? undefined
    : elapsedSeconds >= limit * NEAR_LIMIT;
};

const lineCause = (sight: Sight, strengths: readonly Strength[]): Cause | undefined => {
  const { readings, kinds } = sight;
  const match = bestMatch({ families: ruleFamilies, readings, kinds, strengths });
  return match === undefined ? undefined : matchCause(match, sight, match.isSure);
};

const matchCause = ({ rule, line, subject, rival }: TextMatch, { evidence }: Sight, isSure: boolean): Cause =>
  causeBy(rule, evidence.message === undefined ? "output" : "message", bounded(line.shown), {
    subject,
    certainty: isSure ? undefined : "likely",
    otherwise: rival === undefined || isSure ? undefined : `Other lines of the output point to: ${rival}.`,
  });

/** Lines of information are believed only where nothing louder speaks of a failure. */
const quietCause = (sight: Sight): Cause | undefined =>
  tellingLine(sight.readings) !== undefined && sight.readings.some(({ whole }) => whole !== "")
    ? undefined
    : lineCause({ ...sight, readings: sight.readings.map(quietReading) }, ["root", "common", "effect"]);

/** A code that decides over lines which only follow from something else. */
const loudCodeCause = (sight: Sight): Cause | undefined => {
  const { evidence, kinds, readings } = sight;
  const rule = codeRuleOf(evidence.ResponseCode, kinds, readings);
  if (rule?.overLines !== true) return undefined;
  const match = bestMatch({
    families: ruleFamilies,
    readings,
    kinds,
    strengths: ["root", "common", "effect"],
  });
  return match === undefined || (match.rule.strength ?? "root") === "root" ? undefined : codeCause(sight);
};

const codeCause = (sight: Sight): Cause | undefined => {
  const { evidence, kinds, readings } = sight;
  const rule = codeRuleOf(evidence.ResponseCode, kinds, readings);
  if (rule === undefined) return undefined;
  const telling = tellingOf(sight);
  const stopped =
    evidence.ResponseCode === 137 && nearLimit(sight) === true
      ? weakStatuses.find(({ slug }) => slug === "execution-timed-out")
      : undefined;
  return causeBy(stopped ?? rule, "response-code", telling);
};

const tellingOf = ({ readings }: Sight): string | undefined => {
  const line = tellingLine(readings);
  return line === undefined ? undefined : bounded(line.shown);
};

const byStatus = (
  rules: readonly StatusRule[],
  status: string | undefined,
  details: string | undefined,
  line?: string,
  known: CauseDetails = {},
): Cause | undefined => {
  // The details say more than the status, and may contradict it: they come first.
  for (const text of [details, status]) {
    if (text === undefined) continue;
    const word = statusWord(text);
    const rule = rules.find(({ details: patterns }) =>
      patterns.some((detail) => (typeof detail === "string" ? detail === word : detail.test(text))),
    );
    if (rule !== undefined) {
      const evidence =
        line ?? (text.includes(" ") && /[a-z] [a-z]/u.test(text) ? plainLine(text) : undefined);
      return causeBy(rule, "status", evidence === undefined ? undefined : bounded(evidence), known);
    }
  }
  return undefined;
};
