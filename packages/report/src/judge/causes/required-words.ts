/**
 * Decides cheaply that a pattern cannot match a text. Most of the hundreds of patterns of the rules match nothing in a text, and
 * nearly all of them contain a word that the text lacks.
 */

/** Which sequences of three characters a text contains. It can contain fewer than recorded, never more. */
export type Trigrams = Uint8Array;

/** Records the sequences of a text in lower case. */
export const trigramsOf = (lower: string): Trigrams => {
  const found = new Uint8Array(SLOTS);
  let first = 0;
  let second = 0;
  for (let index = 0; index < lower.length; index += 1) {
    const code = lower.charCodeAt(index);
    // The long s has no lower case, but patterns that ignore case accept it as an s.
    const third = code === LONG_S ? SMALL_S : code;
    found[slotOf(first, second, third)] = 1;
    first = second;
    second = third;
  }
  return found;
};

const LONG_S = 0x17f;
const SMALL_S = 0x73;

const SLOTS = 1 << 15;

const slotOf = (first: number, second: number, third: number): number =>
  (first * 961 + second * 31 + third) & (SLOTS - 1);

/** Whether a pattern may match a text with these sequences. If not, it certainly does not. */
export const mayMatch = (pattern: RegExp, trigrams: Trigrams): boolean => {
  let words = knownWords.get(pattern);
  if (words === undefined) {
    words = requiredWords(pattern.source)?.map(slotsOf) ?? ANY_TEXT;
    knownWords.set(pattern, words);
  }
  return words === ANY_TEXT || words.some((slots) => slots.every((slot) => trigrams[slot] === 1));
};

/** The slots of each required word. */
type WordSlots = readonly (readonly number[])[];

const ANY_TEXT: WordSlots = [];

/** Filled when a pattern is first needed, because a program that reads one report needs few of them. */
const knownWords = new WeakMap<RegExp, WordSlots>();

const slotsOf = (word: string): readonly number[] =>
  Array.from({ length: word.length - 2 }, (_, index) =>
    slotOf(word.charCodeAt(index), word.charCodeAt(index + 1), word.charCodeAt(index + 2)),
  );

/** Length from which a word is useful. */
const SHORTEST = 3;

/**
 * Returns words in lower case of which every match of a pattern contains at least one. Undefined if the pattern has an alternative
 * without such a word.
 *
 * @param source - the source of a pattern with the flag `u`.
 */
export const requiredWords = (source: string): readonly string[] | undefined => {
  let at = 0;

  /** Reads alternatives up to the end of their group. */
  const readAlternatives = (): readonly string[] | undefined => {
    const all = [readSequence()];
    while (source[at] === "|") {
      at += 1;
      all.push(readSequence());
    }
    return all.every((words) => words !== undefined) ? all.flat() : undefined;
  };

  const readSequence = (): readonly string[] | undefined => {
    let best: readonly string[] | undefined;
    let run = "";
    const offer = (words: readonly string[] | undefined): void => {
      if (words !== undefined && shortest(words) > (best === undefined ? SHORTEST - 1 : shortest(best)))
        best = words;
    };
    while (at < source.length && source[at] !== "|" && source[at] !== ")") {
      const part = readPart();
      const { isPresent, isRepeated } = readQuantifier();
      if (typeof part === "string" && !isRepeated) {
        run += part;
        continue;
      }
      offer([run]);
      run = "";
      if (isPresent && typeof part !== "string") offer(part);
    }
    offer([run]);
    return best;
  };

  /** Reads a character, which it returns, or a group or class, of which it returns the words. */
  const readPart = (): string | readonly string[] | undefined => {
    const first = source.charAt(at);
    if (first === "\\") return readEscape();
    if (first === "[") {
      for (at += 1; source[at] !== "]"; at += 1) if (source[at] === "\\") at += 1;
      at += 1;
      return undefined;
    }
    at += 1;
    if (first === "(") {
      const opening = skip(/\?(?:<?[=!]|<\w+>|[a-z-]*:)/uy);
      const words = readAlternatives();
      at += 1;
      // What is around a match, or not there, is not part of it.
      return /[=!]$/u.test(opening) ? undefined : words;
    }
    return /[\x20-\x7E]/u.test(first) && !/[.^$]/u.test(first) ? first.toLowerCase() : undefined;
  };

  const readEscape = (): string | undefined => {
    const escaped = skip(/\\(?:x..|u\{[^}]*\}|u....|[pP]\{[^}]*\}|k<[^>]*>|c.|\d+|.)/uy);
    return /^\\[^A-Za-z\d]$/u.test(escaped) ? escaped.charAt(1) : undefined;
  };

  const readQuantifier = (): { readonly isPresent: boolean; readonly isRepeated: boolean } => {
    const quantifier = skip(/(?:[?*+]|\{\d+,?\d*\})\??/uy);
    return { isPresent: !/^(?:[?*]|\{0)/u.test(quantifier), isRepeated: quantifier !== "" };
  };

  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [text = ""] = pattern.exec(source) ?? [];
    at += text.length;
    return text;
  };

  return readAlternatives();
};

const shortest = (words: readonly string[]): number => Math.min(...words.map(({ length }) => length));
