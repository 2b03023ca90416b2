/** Finds the line that best explains a failure among those that match rules. */
import type { DocumentKind } from "./rules/documents.ts";
import type { EvidenceLine, ScannedText } from "./lines.ts";
import { isEcho, isNoise, isTelling, type LineLevel } from "./line-kinds.ts";
import { mayMatch, trigramsOf } from "./required-words.ts";
import type { RuleFamily, Strength, TextRule } from "./rules/rule.ts";

/** A rule with the line that it matches. */
export interface TextMatch {
  readonly rule: TextRule;
  readonly line: EvidenceLine;
  readonly subject?: string | undefined;
  /** Whether no other line points to another cause. */
  readonly isSure: boolean;
  /** Whether it is the last line of evidence in its text. */
  readonly isAtEnd: boolean;
  /** The title of another rule that matches the texts. */
  readonly rival?: string | undefined;
}

interface Candidate {
  readonly rule: TextRule;
  readonly line: EvidenceLine;
  readonly subject: string | undefined;
  readonly textIndex: number;
  readonly position: number;
  readonly order: number;
  readonly family: RuleFamily;
  readonly score: number;
}

const strengthScores: Readonly<Record<Strength, number>> = { root: 60, common: 50, effect: 30, hint: 10 };
const levelScores: Readonly<Record<LineLevel, number>> = {
  error: 0,
  plain: 0,
  detail: -5,
  retry: -15,
  warning: -15,
  info: -40,
};

/** The texts and rules to search. */
export interface RuleSearch {
  readonly families: readonly RuleFamily[];
  readonly scanned: readonly ScannedText[];
  readonly kinds: ReadonlySet<DocumentKind>;
  /** Number of lines at the end of each text to search. Default: all. */
  readonly lastLines?: number;
  /** Whether to use only rules with `stalls`. Default: false. */
  readonly stallsOnly?: boolean;
  readonly strengths: readonly Strength[];
}

/** The match that explains most. Undefined if no rule matches. */
export const bestMatch = (search: RuleSearch): TextMatch | undefined => {
  const candidates = candidatesOf(search)
    .filter((candidate) => !isRecovered(candidate, search.scanned))
    .toSorted(better);
  const [best] = candidates;
  if (best === undefined) return undefined;
  const bestText = search.scanned[best.textIndex];
  const claimed = new Set(candidates.map(({ line }) => line));
  const later = search.scanned.flatMap(({ lines }, index) =>
    (index === best.textIndex ? lines.slice(best.position + 1) : index < best.textIndex ? lines : []).filter(
      (line) => !claimed.has(line) && line.level !== "info" && isTelling(line.text),
    ),
  );
  // A warning does not explain a later error.
  if (best.line.level === "warning" && later.some(({ level }) => level === "error")) return undefined;
  const rival = candidates.find(
    (other) =>
      other.rule.slug !== best.rule.slug &&
      (other.line === best.line ? isRivalOnLine(other, best) : other.score >= best.score),
  );
  const isQuiet = best.line.level === "retry" || best.line.level === "warning";
  // apt continues after a line that begins with `W:`, so something else may stop it later.
  const isAptWarning = best.line.text.startsWith("W: ");
  const stopper = isAptWarning ? candidates.find((other) => stops(other, best)) : undefined;
  const isSure =
    rival === undefined &&
    stopper === undefined &&
    !(isAptWarning && later.some(({ level }) => level === "error")) &&
    !isQuiet &&
    bestText?.cut !== true &&
    later.length <= cascade[strengthOf(best.rule)];
  return {
    rule: best.rule,
    line: best.line,
    subject: best.subject,
    isSure,
    isAtEnd: best.position + 1 === bestText?.lines.length,
    rival: (rival ?? stopper)?.rule.title,
  };
};

/** Whether a candidate is an error after apt's warnings that is not about repositories. */
const stops = (other: Candidate, warning: Candidate): boolean =>
  other.rule.slug !== warning.rule.slug &&
  other.textIndex === warning.textIndex &&
  other.position > warning.position &&
  other.line.level === "error" &&
  other.family.name !== "repositories";

/** The output of a successful retry. */
const recovery =
  /\b(?:ok|done|saved|connected|downloaded|complete[d]?|succeeded|success(?:ful(?:ly)?)?|acquired)\b|100 ?%/iu;

/** Whether a retry was followed by a success and then a failure, so that it is not the cause. */
const isRecovered = ({ line, textIndex, position }: Candidate, scanned: readonly ScannedText[]): boolean => {
  if (line.level !== "retry") return false;
  const rest = scanned[textIndex]?.lines.slice(position + 1) ?? [];
  const success = rest.findIndex(
    ({ text, level }) => (level === "info" || level === "plain") && recovery.test(text) && !isTelling(text),
  );
  return (
    success >= 0 &&
    rest
      .slice(success + 1)
      .some(({ level, text }) => level === "error" || (level === "plain" && isTelling(text)))
  );
};

/** Whether two candidates are not alternatives: they are in one family, or one is from a generic family. */
const isRivalOnLine = (other: Candidate, best: Candidate): boolean =>
  other.family !== best.family && other.family.isGeneric !== true && other.score >= best.score - NEARLY;

/** Score difference between the strengths that are often fatal. */
const NEARLY = 10;

/** Number of later failure lines after which a match is only likely. */
const cascade: Readonly<Record<Strength, number>> = { root: 4, common: 1, effect: 1, hint: 0 };

/** A rule for this document is more specific than a general rule. */
const scoreOf = (rule: TextRule, { level }: EvidenceLine): number =>
  strengthScores[strengthOf(rule)] + levelScores[level] + (rule.documents === undefined ? 0 : 1);

const strengthOf = ({ strength = "root" }: TextRule): Strength => strength;

const better = (one: Candidate, other: Candidate): number =>
  other.score - one.score ||
  one.textIndex - other.textIndex ||
  other.position - one.position ||
  one.order - other.order;

const candidatesOf = ({
  families,
  scanned,
  kinds,
  strengths,
  lastLines = Number.POSITIVE_INFINITY,
  stallsOnly = false,
}: RuleSearch): readonly Candidate[] => {
  const found: Candidate[] = [];
  let order = 0;
  for (const family of families) {
    const { about, rules } = family;
    const searched = scanned.map(
      (text) => about === undefined || about.some((word) => text.lower.includes(word)),
    );
    if (!searched.includes(true)) {
      order += rules.length;
      continue;
    }
    for (const rule of rules) {
      order += 1;
      if (!strengths.includes(strengthOf(rule)) || (stallsOnly && rule.stalls !== true)) continue;
      if (rule.documents !== undefined && !rule.documents.some((kind) => kinds.has(kind))) continue;
      scanned.forEach((text, index) => {
        if (searched[index] !== true) return;
        const hit = loudestLine(rule, text, lastLines);
        if (hit === undefined) return;
        found.push({
          rule,
          ...hit,
          textIndex: index,
          order,
          family,
          score: scoreOf(rule, hit.line),
        });
      });
    }
  }
  return found;
};

/** The lines that a rule matches. The last of the highest level sets the position; the first is the evidence. */
const loudestLine = (
  rule: TextRule,
  { lines, whole, trigrams }: ScannedText,
  lastLines: number,
): Pick<Candidate, "line" | "position" | "subject"> | undefined => {
  const hits: {
    readonly line: EvidenceLine;
    readonly position: number;
    readonly subject: string | undefined;
  }[] = [];
  for (const pattern of rule.patterns) {
    // Most patterns do not match, and testing the whole text is cheaper than testing each line.
    if (!mayMatch(pattern, trigrams) || !pattern.test(whole)) continue;
    for (let position = Math.max(0, lines.length - lastLines); position < lines.length; position += 1) {
      const line = lines[position];
      const match = line?.isSearched === true ? pattern.exec(line.text) : null;
      if (line !== undefined && match !== null) hits.push({ line, position, subject: subjectOf(match) });
    }
  }
  if (hits.length === 0) return undefined;
  const loudest = Math.max(...hits.map(({ line }) => levelScores[line.level]));
  const loud = hits.filter(({ line }) => levelScores[line.level] === loudest);
  const ends = loud.map(({ position }) => position);
  // The first matching pattern of a line wins, because it names the subject.
  const first = loud.find(({ position }) => position === Math.min(...ends));
  const last = loud.find(({ position }) => position === Math.max(...ends));
  if (first === undefined || last === undefined) return undefined;
  const { undoneBy } = rule;
  if (undoneBy !== undefined && lines.slice(last.position + 1).some(({ text }) => undoneBy.test(text)))
    return undefined;
  // A root cause is best shown by its first line. Errors that are often not fatal count only at their last line.
  return strengthOf(rule) === "root" ? { ...first, position: last.position } : last;
};

/** The most relevant line without a rule: the last error, or else the last line about a failure. */
export const tellingLine = (scanned: readonly ScannedText[]): EvidenceLine | undefined => {
  for (const { lines } of scanned) {
    const news = lines.filter(({ level, text }) => level !== "info" && isTelling(text));
    const line = news.findLast(({ level }) => level === "error") ?? news.at(-1);
    if (line !== undefined) return line;
  }
  if (scanned.some(({ cut }) => cut)) return undefined;
  return scanned
    .find(({ lines }) => lines.length > 0)
    ?.lines.findLast(({ text }) => !isNoise(text) && !isEcho(text));
};

/** Informational lines about failures as a separate text: some programs log errors as information. */
export const quietText = ({ lines, cut, empty }: ScannedText): ScannedText => {
  const quiet = lines
    .filter(({ level, text }) => level === "info" && isTelling(text))
    .slice(-QUIET_LINES)
    .map((line): EvidenceLine => ({ ...line, level: "warning", isSearched: true }));
  const whole = quiet.map(({ text }) => text).join("\n");
  const lower = whole.toLowerCase();
  return { lines: quiet, whole, lower, trigrams: trigramsOf(lower), cut, empty };
};

const QUIET_LINES = 40;

/** The value of the first named group that matched. Alternatives in a pattern have different group names. */
const subjectOf = ({ groups }: RegExpExecArray): string | undefined =>
  groups === undefined ? undefined : Object.values(groups).find((subject) => subject !== undefined);
