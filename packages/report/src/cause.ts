import { safeLines } from "@windowpane/text";
import { awsPatterns } from "./causes/aws-patterns.ts";
import { networkPatterns } from "./causes/network-patterns.ts";
import { packagePatterns, packageTroubles } from "./causes/package-patterns.ts";
import { programPatterns, rebootPatterns } from "./causes/program-patterns.ts";
import { responseCodes } from "./causes/response-codes.ts";
import { causeBy, statusWord, type CauseRule, type StatusRule, type TextRule } from "./causes/rule.ts";
import { decisiveStatuses, noticeStatuses, weakStatuses } from "./causes/status-details.ts";
import { systemPatterns } from "./causes/system-patterns.ts";
import { windowsPatterns, windowsTroubles } from "./causes/windows-patterns.ts";
import type { Cause } from "./model.ts";
import { bounded, plainLine } from "./plain-text.ts";

/** What is known of something that did not pass. */
export interface CauseEvidence {
  readonly Status?: string | undefined;
  readonly StatusDetails?: string | undefined;
  readonly ResponseCode?: number | undefined;
  /** What it printed, the most telling text first: stderr, then stdout, then the list's mixture. */
  readonly texts?: readonly string[] | undefined;
  /** What Automation says of the step that failed. */
  readonly message?: string | undefined;
  /** What failed, where two failures without a reason are one cause only if it is the same. */
  readonly subject?: string | undefined;
}

/** What can keep a machine waiting until its time is over. */
const stallRules: readonly TextRule[] = [...systemPatterns, ...packagePatterns, ...networkPatterns];

/** More special before more general: whoever finds the disk full also fails to install a package. */
const textRules: readonly TextRule[] = [
  ...windowsPatterns,
  ...awsPatterns,
  ...stallRules,
  ...packageTroubles,
  ...programPatterns,
  ...windowsTroubles,
];

/**
 * The cause of a failure, by the first of: a status that says everything; a line of the output or the message that a rule
 * knows; a status that says what happened; an exit code with a meaning; and last the line of the output that tells most.
 * It always has one, at worst that nothing gives a reason.
 */
export const causeOf = (evidence: CauseEvidence): Cause =>
  decisiveCause(evidence) ??
  lineCause(evidence) ??
  timeoutCause(evidence) ??
  codeCause(evidence) ??
  byText(rebootPatterns, textsOf(evidence), "output") ??
  fallbackCause(evidence);

/** The cause that a status alone makes certain, if it does. */
export const decisiveCause = ({ Status, StatusDetails }: CauseEvidence): Cause | undefined =>
  byStatus([...decisiveStatuses, ...noticeStatuses], Status, StatusDetails);

type Lines = readonly string[];

const textsOf = ({ message, texts = [] }: CauseEvidence): readonly Lines[] =>
  [...(message === undefined ? [] : [message]), ...texts].map((text) => safeLines(text).flatMap(pieces));

/** Longest piece of a line that rules look at, in UTF-16 units. Some patterns take the square of it in the worst case. */
const LONGEST_PIECE = 1000;

/** A line in pieces: output made to be slow to read, or one huge line of JSON, costs no more than many short lines. */
const pieces = (line: string): Lines => {
  if (line.length <= LONGEST_PIECE) return [line];
  const count = Math.ceil(line.length / LONGEST_PIECE);
  return Array.from({ length: count }, (_, index) =>
    line.slice(index * LONGEST_PIECE, (index + 1) * LONGEST_PIECE),
  );
};

const isTimeout = ({ Status, StatusDetails }: CauseEvidence): boolean =>
  byStatus(weakStatuses, Status, StatusDetails) !== undefined;

const lineCause = (evidence: CauseEvidence): Cause | undefined =>
  byText(
    isTimeout(evidence) ? stallRules : textRules,
    textsOf(evidence),
    evidence.message === undefined ? "output" : "message",
  );

const timeoutCause = (evidence: CauseEvidence): Cause | undefined => {
  const line = textsOf(evidence)
    .map((lines) => lines.at(-1))
    .find((last) => last !== undefined);
  return byStatus(weakStatuses, evidence.Status, evidence.StatusDetails, line);
};

const codeCause = (evidence: CauseEvidence): Cause | undefined => {
  const rule = responseCodes.find(({ codes }) => codes.some((code) => code === evidence.ResponseCode));
  return rule === undefined ? undefined : causeBy(rule, "response-code", tellingOf(evidence));
};

const fallbackCause = (evidence: CauseEvidence): Cause => {
  const { ResponseCode, StatusDetails, message } = evidence;
  const line = tellingOf(evidence);
  if (message !== undefined && line !== undefined) {
    return causeBy(
      {
        slug: "step-failed",
        title: "Automation step failed",
        nextStep: "Open the automation execution, look at the step that failed, its inputs and its response.",
        broad: true,
      },
      "message",
      line,
    );
  }
  if (ResponseCode !== undefined && ResponseCode !== 0) {
    return causeBy(
      {
        slug: `exit-${ResponseCode}`,
        title: `Exit code ${ResponseCode}`,
        nextStep:
          "Read the whole output of one of these machines; the line shown is the last that speaks of an error.",
        broad: true,
      },
      line === undefined ? "response-code" : "output",
      line,
    );
  }
  // A sentence is worth showing; a bare word such as `Failed` says no more than the status.
  const sentence = StatusDetails?.includes(" ") === true ? plainLine(StatusDetails) : undefined;
  const said = line ?? sentence;
  const rule = said === undefined ? silentFailure : plainFailure;
  return causeBy(
    rule,
    line === undefined ? "status" : "output",
    said,
    said === undefined ? evidence.subject : undefined,
  );
};

const silentFailure: CauseRule = {
  slug: "unexplained",
  title: "Failed without a reason given",
  nextStep:
    "Look at what was called by itself: its log group, its execution history, or the agent's log on the machine.",
  broad: true,
};

const plainFailure: CauseRule = {
  slug: "unclassified",
  title: "Failed",
  nextStep: "Read the line shown, and the whole output where there is one.",
  broad: true,
};

const tellingOf = (evidence: CauseEvidence): string | undefined => {
  const line = tellingLine(textsOf(evidence));
  return line === undefined ? undefined : bounded(line);
};

const byText = (
  rules: readonly TextRule[],
  texts: readonly Lines[],
  from: Cause["from"],
): Cause | undefined => {
  const whole = texts.map((lines) => ({ lines, text: lines.join("\n") }));
  for (const rule of rules) {
    for (const pattern of rule.patterns) {
      for (const { lines, text } of whole) {
        // Most patterns match nothing: one look at the whole text is then cheaper than one at every line.
        if (!pattern.test(text)) continue;
        for (const line of lines) {
          const match = pattern.exec(line);
          if (match !== null) return causeBy(rule, from, bounded(line), match.groups?.["subject"]);
        }
      }
    }
  }
  return undefined;
};

const byStatus = (
  rules: readonly StatusRule[],
  status: string | undefined,
  details: string | undefined,
  line?: string,
): Cause | undefined => {
  // The details say more than the status, and may contradict it: they are asked first.
  for (const text of [details, status]) {
    if (text === undefined) continue;
    const word = statusWord(text);
    const rule = rules.find(({ details: known }) =>
      known.some((detail) => (typeof detail === "string" ? detail === word : detail.test(text))),
    );
    if (rule !== undefined) {
      const evidence =
        line ?? (text.includes(" ") && /[a-z] [a-z]/u.test(text) ? plainLine(text) : undefined);
      return causeBy(rule, "status", evidence === undefined ? undefined : bounded(evidence));
    }
  }
  return undefined;
};

/** Lines that carry no news: rulers, the agent's own last words, which only repeat the exit code. */
const noise = [
  /^[-=*#_\s]+(?:error|output|stdout|stderr)?[-=*#_\s]*$/iu,
  /^failed to run commands: exit status \d+$/iu,
  /^exit status \d+$/iu,
  /^(?:Killed|Terminated)$/u,
];

const telling =
  /\b(?:error|errors?:|fatal|fail(?:ed|ure)?|cannot|can't|could not|unable|denied|refused|exception|traceback|panic|abort(?:ed)?|invalid|not found|missing)\b|fehler|fehlgeschlagen|nicht möglich|kann nicht|erreur|échec|impossible|erro\b|falh(?:a|ou)|não foi possível|error\b|fallo|no se pudo|エラー|失敗|できません/iu;

/** What the service puts where it cut: the line before it is broken off, and what came after is missing. */
const cutMark = /-+ ?(?:output|error) truncated ?-+$/iu;

/**
 * The last line that names an error, else the last with news; the more telling text comes first. Undefined without one, or
 * where the end of a text was cut off.
 */
const tellingLine = (texts: readonly Lines[]): string | undefined => {
  const news = texts.map((lines) =>
    lines.filter((line) => ![cutMark, ...noise].some((pattern) => pattern.test(line))),
  );
  for (const lines of news) {
    const line = lines.findLast((candidate) => telling.test(candidate));
    if (line !== undefined) return line;
  }
  const isCut = texts.some((lines) => lines.some((line) => cutMark.test(line)));
  return isCut ? undefined : news.find((lines) => lines.length > 0)?.at(-1);
};
