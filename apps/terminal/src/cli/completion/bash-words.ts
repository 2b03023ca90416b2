/** Quotes of bash's command line. bash passes words as they are typed, and inserts candidates without quoting them. */
import type { Candidate } from "../context/command.ts";

/** The command line up to the cursor. */
export interface BashLine {
  /** The words without quotes. The last one is being completed. */
  readonly words: readonly string[];
  /** The part of the last word that bash keeps, as it also breaks words at `=` and `:`. */
  readonly kept: string;
  /** The quote that is open at the cursor. */
  readonly quote: BashQuote;
}

type BashQuote = "" | "'" | '"';

interface BashWord {
  text: string;
  raw: string;
  /** The length of `text` for each length of `raw`. */
  readonly lengths: number[];
}

/**
 * Reads a command line without evaluating it.
 *
 * @param line - the line up to the cursor.
 * @param replaced - the text that bash replaces with a candidate.
 */
export const readBashLine = (line: string, replaced: string): BashLine => {
  const words: BashWord[] = [];
  let word: BashWord | undefined;
  let quote: BashQuote = "";
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === "" && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= emptyWord();
    word.lengths.push(word.text.length);
    word.raw += character;
    if (character === "\\" && next !== "" && (quote === "" || (quote === '"' && /["\\$`]/.test(next)))) {
      word.lengths.push(word.text.length);
      word.raw += next;
      word.text += next;
      at += 1;
    } else if (character === quote) {
      quote = "";
    } else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
    } else {
      word.text += character;
    }
  }
  const last = word ?? emptyWord();
  const keptLength = last.raw.endsWith(replaced) ? last.lengths[last.raw.length - replaced.length] : 0;
  return {
    words: [...words, last].map(({ text }) => text),
    kept: last.text.slice(0, keptLength ?? last.text.length),
    quote,
  };
};

const emptyWord = (): BashWord => ({ text: "", raw: "", lengths: [] });

/** Quotes candidates for their place in the line, and removes the part that bash keeps. */
export const bashCandidates = (
  candidates: readonly Candidate[],
  { kept, quote }: BashLine,
): readonly Candidate[] =>
  candidates.flatMap(({ value, about }) => {
    // bash expands ! even between double quotes.
    if (!value.startsWith(kept) || (quote === '"' && value.includes("!"))) return [];
    return [{ value: quoted(value.slice(kept.length), quote), about }];
  });

const quoted = (text: string, quote: BashQuote): string => {
  if (quote === "'") return text.replaceAll("'", String.raw`'\''`);
  if (quote === '"') return text.replaceAll(/["\\$`]/g, String.raw`\$&`);
  return text.replaceAll(/[^\w@%+=:,./-]/g, String.raw`\$&`);
};
