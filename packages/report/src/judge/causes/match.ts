/** Which of the lines that rules know is the cause. */
import type { DocumentKind } from "./rules/documents.ts";
import type { EvidenceLine, Reading } from "./lines.ts";
import { isEcho, isNoise, isTelling, type Level } from "./line-kinds.ts";
import type { RuleFamily, Strength, TextRule } from "./rules/rule.ts";

/** A rule with the line that shows it. */
export interface TextMatch {
  readonly rule: TextRule;
  readonly line: EvidenceLine;
  readonly subject?: string | undefined;
  /** Whether nothing else in the texts points elsewhere. */
  readonly isSure: boolean;
  /** Whether nothing with content follows it in its text. */
  readonly isAtEnd: boolean;
  /** The title of the rule that the texts point to as well. */
  readonly rival?: string | undefined;
}

interface Candidate {
  readonly rule: TextRule;
  readonly line: EvidenceLine;
  readonly subject: string | undefined;
  readonly reading: number;
  readonly position: number;
  readonly order: number;
  readonly family: RuleFamily;
  readonly score: number;
}

const strengthScores: Readonly<Record<Strength, number>> = { root: 60, common: 50, effect: 30, hint: 10 };
const levelScores: Readonly<Record<Level, number>> = {
  error: 0,
  plain: 0,
  detail: -5,
  retry: -15,
  warning: -15,
  info: -40,
};

/** What a search looks for. */
export interface Search {
  readonly families: readonly RuleFamily[];
  readonly readings: readonly Reading[];
  readonly kinds: ReadonlySet<DocumentKind>;
  /** Lines at the end of each text that count. Default: all. */
  readonly lastLines?: number;
  /** Whether only rules count that a machine can wait for. Default: false. */
  readonly stallsOnly?: boolean;
  readonly strengths: readonly Strength[];
}

/** The match that explains most, or undefined where no rule knows a line. */
export const bestMatch = (search: Search): TextMatch | undefined => {
  const candidates = candidatesOf(search)
    .filter((candidate) => !isRecovered(candidate, search.readings))
    .toSorted(better);
  const [best] = candidates;
  if (best === undefined) return undefined;
  const reading = search.readings[best.reading];
  const claimed = new Set(candidates.map(({ line }) => line));
  const later = search.readings.flatMap(({ lines }, index) =>
    (index === best.reading ? lines.slice(best.position + 1) : index < best.reading ? lines : []).filter(
      (line) => !claimed.has(line) && line.level !== "info" && isTelling(line.text),
    ),
  );
  // A warning does not explain what a later error says.
  if (best.line.level === "warning" && later.some(({ level }) => level === "error")) return undefined;
  const rival = candidates.find(
    (other) =>
      other.rule.slug !== best.rule.slug &&
      (other.line === best.line ? isRivalOnLine(other, best) : other.score >= best.score),
  );
  const isQuiet = best.line.level === "retry" || best.line.level === "warning";
  // apt goes on after a line that begins with `W:`, so what stops it later may be something else.
  const isAptWarning = best.line.text.startsWith("W: ");
  const stopper = isAptWarning ? candidates.find((other) => stops(other, best)) : undefined;
  const isSure =
    rival === undefined &&
    stopper === undefined &&
    !(isAptWarning && later.some(({ level }) => level === "error")) &&
    !isQuiet &&
    reading?.cut !== true &&
    later.length <= cascade[strengthOf(best.rule)];
  return {
    rule: best.rule,
    line: best.line,
    subject: best.subject,
    isSure,
    isAtEnd: best.position + 1 === reading?.lines.length,
    rival: (rival ?? stopper)?.rule.title,
  };
};

/** Whether a candidate is a later error about something other than what a warning of apt is about: its repositories. */
const stops = (other: Candidate, warning: Candidate): boolean =>
  other.rule.slug !== warning.rule.slug &&
  other.reading === warning.reading &&
  other.position > warning.position &&
  other.line.level === "error" &&
  other.family.name !== "repositories";

/** What a program prints when what it tried again has worked. */
const recovery =
  /\b(?:ok|done|saved|connected|downloaded|complete[d]?|succeeded|success(?:ful(?:ly)?)?|acquired)\b|100 ?%/iu;

/** Whether a retry was followed by a success and then by a failure: the retry worked, so it is not the cause. */
const isRecovered = ({ line, reading, position }: Candidate, readings: readonly Reading[]): boolean => {
  if (line.level !== "retry") return false;
  const rest = readings[reading]?.lines.slice(position + 1) ?? [];
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

/** In one family the more special rule comes first, and what every tool says is no second reading of a special line. */
const isRivalOnLine = (other: Candidate, best: Candidate): boolean =>
  other.family !== best.family && other.family.isGeneric !== true && other.score >= best.score - NEARLY;

/** The distance between two strengths that are both often fatal. */
const NEARLY = 10;

/** How many later lines about failures may follow from a match before it is only likely. */
const cascade: Readonly<Record<Strength, number>> = { root: 4, common: 1, effect: 1, hint: 0 };

/** A rule about the document at hand is more special than one about any. */
const scoreOf = (rule: TextRule, { level }: EvidenceLine): number =>
  strengthScores[strengthOf(rule)] + levelScores[level] + (rule.documents === undefined ? 0 : 1);

const strengthOf = ({ strength = "root" }: TextRule): Strength => strength;

const better = (one: Candidate, other: Candidate): number =>
  other.score - one.score ||
  one.reading - other.reading ||
  other.position - one.position ||
  one.order - other.order;

const candidatesOf = ({
  families,
  readings,
  kinds,
  strengths,
  lastLines = Number.POSITIVE_INFINITY,
  stallsOnly = false,
}: Search): readonly Candidate[] => {
  const found: Candidate[] = [];
  let order = 0;
  for (const family of families) {
    const { about, rules } = family;
    const searched = readings.map(
      (reading) => about === undefined || about.some((word) => reading.lower.includes(word)),
    );
    if (!searched.includes(true)) {
      order += rules.length;
      continue;
    }
    for (const rule of rules) {
      order += 1;
      if (!strengths.includes(strengthOf(rule)) || (stallsOnly && rule.stalls !== true)) continue;
      if (rule.documents !== undefined && !rule.documents.some((kind) => kinds.has(kind))) continue;
      readings.forEach((reading, index) => {
        if (searched[index] !== true) return;
        const hit = loudestLine(rule, reading, lastLines);
        if (hit === undefined) return;
        found.push({
          rule,
          ...hit,
          reading: index,
          order,
          family,
          score: scoreOf(rule, hit.line),
        });
      });
    }
  }
  return found;
};

/** The lines that a rule matches: the last of the loudest says where it stands; the first of them tells most. */
const loudestLine = (
  rule: TextRule,
  { lines, whole }: Reading,
  lastLines: number,
): Pick<Candidate, "line" | "position" | "subject"> | undefined => {
  const hits: {
    readonly line: EvidenceLine;
    readonly position: number;
    readonly subject: string | undefined;
  }[] = [];
  for (const pattern of rule.patterns) {
    // Most patterns match nothing: one look at the whole text is then cheaper than one at every line.
    if (!pattern.test(whole)) continue;
    for (let position = Math.max(0, lines.length - lastLines); position < lines.length; position += 1) {
      const line = lines[position];
      const match = line?.isSearched === true ? pattern.exec(line.text) : null;
      if (line !== undefined && match !== null) hits.push({ line, position, subject: subjectOf(match) });
    }
  }
  const loudest = Math.max(...hits.map(({ line }) => levelScores[line.level]));
  const loud = hits.filter(({ line }) => levelScores[line.level] === loudest);
  const ends = loud.map(({ position }) => position);
  // On one line the first pattern wins, which names what is missing.
  const first = loud.find(({ position }) => position === Math.min(...ends));
  const last = loud.find(({ position }) => position === Math.max(...ends));
  if (first === undefined || last === undefined) return undefined;
  const { undoneBy } = rule;
  if (undoneBy !== undefined && lines.slice(last.position + 1).some(({ text }) => undoneBy.test(text)))
    return undefined;
  // An obstacle is told best where it is first met. What is often not fatal counts only where it was met last.
  return strengthOf(rule) === "root" ? { ...first, position: last.position } : last;
};

/** The line that tells most where no rule knows one: the last error, else the last line about a failure. */
export const tellingLine = (readings: readonly Reading[]): EvidenceLine | undefined => {
  for (const { lines } of readings) {
    const news = lines.filter(({ level, text }) => level !== "info" && isTelling(text));
    const line = news.findLast(({ level }) => level === "error") ?? news.at(-1);
    if (line !== undefined) return line;
  }
  if (readings.some(({ cut }) => cut)) return undefined;
  return readings
    .find(({ lines }) => lines.length > 0)
    ?.lines.findLast(({ text }) => !isNoise(text) && !isEcho(text));
};

/** Lines of information that speak of a failure, as a text of their own: some programs log their errors as information. */
export const quietReading = ({ lines, cut, empty }: Reading): Reading => {
  const quiet = lines
    .filter(({ level, text }) => level === "info" && isTelling(text))
    .slice(-QUIET_LINES)
    .map((line): EvidenceLine => ({ ...line, level: "warning", isSearched: true }));
  const whole = quiet.map(({ text }) => text).join("\n");
  return { lines: quiet, whole, lower: whole.toLowerCase(), cut, empty };
};

const QUIET_LINES = 40;

/** What the first named group holds: alternatives of one pattern name their groups apart. */
const subjectOf = ({ groups }: RegExpExecArray): string | undefined =>
  groups === undefined ? undefined : Object.values(groups).find((subject) => subject !== undefined);
