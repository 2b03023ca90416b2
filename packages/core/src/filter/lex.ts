import { FilterSyntaxError } from "../errors/filter-syntax-error.ts";

/** A token of a filter. Columns are in code points, from 1. */
export type FilterToken =
  | { readonly kind: "word"; readonly value: string; readonly quoted: boolean; readonly column: number }
  | { readonly kind: "sign"; readonly value: Sign; readonly column: number }
  | { readonly kind: "gap"; readonly column: number };

export type Sign = ":" | "=" | "," | ">" | ">=" | "<" | "<=" | "-";

/** Splits a filter into tokens. A dash is a sign only at the start of a term, a colon only once per term: IDs and times contain both. */
export const lex = (text: string): readonly FilterToken[] => {
  const letters = [...text];
  const tokens: FilterToken[] = [];
  let index = 0;
  let inValue = false;
  while (index < letters.length) {
    const letter = letters[index] ?? "";
    const column = index + 1;
    const atStart = tokens.length === 0 || tokens.at(-1)?.kind === "gap";
    if (isSpace(letter)) {
      while (isSpace(letters[index] ?? "")) index += 1;
      tokens.push({ kind: "gap", column });
      inValue = false;
    } else if (letter === '"') {
      const { value, end } = readQuoted(text, letters, index);
      tokens.push({ kind: "word", value, quoted: true, column });
      index = end;
    } else if (letter === "-" && atStart) {
      tokens.push({ kind: "sign", value: "-", column });
      index += 1;
    } else if (isSign(letter) && !(inValue && letter === ":")) {
      const value = joinSign(letter, letters[index + 1]);
      tokens.push({ kind: "sign", value, column });
      index += value.length;
      inValue = true;
    } else {
      const start = index;
      while (index < letters.length && !endsWord(letters[index] ?? "", inValue)) index += 1;
      tokens.push({ kind: "word", value: letters.slice(start, index).join(""), quoted: false, column });
    }
  }
  return tokens;
};

const readQuoted = (
  text: string,
  letters: readonly string[],
  start: number,
): { readonly value: string; readonly end: number } => {
  let value = "";
  let index = start + 1;
  while (index < letters.length) {
    const letter = letters[index] ?? "";
    if (letter === '"') return { value, end: index + 1 };
    if (letter === "\\" && index + 1 < letters.length) index += 1;
    value += letters[index] ?? "";
    index += 1;
  }
  throw new FilterSyntaxError(text, start + 1, 'The quotation mark is not closed. Add a "');
};

const isSpace = (letter: string): boolean => letter !== "" && letter.trim() === "";

const isSign = (letter: string): letter is ":" | "=" | "," | ">" | "<" =>
  letter !== "" && ":=,><".includes(letter);

const joinSign = (letter: ":" | "=" | "," | ">" | "<", next: string | undefined): Sign =>
  next === "=" && letter === ">" ? ">=" : next === "=" && letter === "<" ? "<=" : letter;

const endsWord = (letter: string, inValue: boolean): boolean =>
  isSpace(letter) || letter === '"' || (isSign(letter) && !(inValue && letter === ":"));
