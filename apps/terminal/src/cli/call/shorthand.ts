/**
 * The AWS CLI's shorthand syntax: `Key=STATUS,Values=FAILED,TIMED_OUT`, with quotes, lists in brackets and structures in
 * braces.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
import { UsageError } from "../../host/usage-error.ts";
import { excerptAt } from "../query/excerpt.ts";

/** A parsed value. The schema converts numbers and booleans later. */
export type ShorthandValue = string | readonly ShorthandValue[] | { readonly [key: string]: ShorthandValue };

/**
 * Parses one structure.
 *
 * @throws UsageError with the column of the syntax error.
 */
export const parseShorthand = (text: string): ShorthandValue => {
  const scanner: Scanner = { text, at: 0, nested: 0 };
  const members = new Map<string, ShorthandValue>();
  for (;;) {
    const start = scanner.at;
    const key = readKey(scanner);
    if (members.has(key)) fail(scanner, `Duplicate key ${key}; separate structures with a space`, start);
    members.set(key, readValues(scanner));
    if (atEnd(scanner)) return Object.fromEntries(members);
    skipSpaces(scanner);
    if (!accept(scanner, ",")) {
      fail(scanner, atEnd(scanner) ? "Spaces at the end" : `Expected a comma before "${peek(scanner)}"`);
    }
    skipSpaces(scanner);
  }
};

interface Scanner {
  readonly text: string;
  at: number;
  /** Number of open brackets and braces. */
  nested: number;
}

/** Maximum number of open brackets and braces. AWS's inputs have four. */
const MOST_NESTED = 100;

const readKey = (scanner: Scanner): string => {
  const key = take(scanner, /[A-Za-z0-9\-_.#/:]+/y);
  if (key === undefined) fail(scanner, "Expected a key, such as Key=...");
  skipSpaces(scanner);
  if (!accept(scanner, "=")) fail(scanner, `Expected = after ${key}`);
  skipSpaces(scanner);
  return key;
};

/** A list in brackets, a structure in braces, or words. Words separated by commas are a list. */
const readValues = (scanner: Scanner): ShorthandValue => {
  if (peek(scanner) === "[" || peek(scanner) === "{") return readNested(scanner);
  const first = readWord(scanner);
  const words = [first];
  skipSpaces(scanner);
  while (peek(scanner) === ",") {
    scanner.at += 1;
    skipSpaces(scanner);
    const word = readLaterWord(scanner);
    skipSpaces(scanner);
    // In `a=b,c=d` the next key follows the comma, not another word.
    if (word === undefined || !(atEnd(scanner) || peek(scanner) === ",")) {
      if (atEnd(scanner)) fail(scanner, "Expected a value");
      scanner.at = scanner.text.lastIndexOf(",", scanner.at);
      break;
    }
    words.push(word);
  }
  return words.length === 1 ? first : words;
};

const readNested = (scanner: Scanner): ShorthandValue => {
  const start = scanner.at;
  const isList = accept(scanner, "[");
  if (!isList && !accept(scanner, "{")) return readWord(scanner);
  scanner.nested += 1;
  if (scanner.nested > MOST_NESTED) fail(scanner, "Nested too deeply", start);
  const value = isList ? readList(scanner) : readStructure(scanner);
  scanner.nested -= 1;
  return value;
};

const readList = (scanner: Scanner): ShorthandValue => {
  const items: ShorthandValue[] = [];
  skipSpaces(scanner);
  while (!accept(scanner, "]")) {
    items.push(readNested(scanner));
    endItem(scanner, "]");
  }
  return items;
};

const readStructure = (scanner: Scanner): ShorthandValue => {
  const members = new Map<string, ShorthandValue>();
  skipSpaces(scanner);
  while (!accept(scanner, "}")) {
    members.set(readKey(scanner), readNested(scanner));
    endItem(scanner, "}");
  }
  return Object.fromEntries(members);
};

/** A comma can also follow the last item. */
const endItem = (scanner: Scanner, close: string): void => {
  skipSpaces(scanner);
  if (peek(scanner) === close) return;
  if (!accept(scanner, ",")) fail(scanner, `Expected a comma or ${close}`);
  skipSpaces(scanner);
};

/** Words without quotes. A backslash escapes a comma. */
const firstWord = /(?:\\,|[^\s"',=[{])(?:\\,|[^"',\]}])*/y;
const laterWord = /(?:\\,|[^\s"',=[{])(?:\\,|[^"',=])*/y;

/** A word in quotes, or without; it may be empty, as in `Key=`. */
const readWord = (scanner: Scanner): string => {
  const quote = peek(scanner);
  if (quote === '"' || quote === "'") return readQuoted(scanner, quote);
  return plainWord(take(scanner, firstWord) ?? "");
};

/** A word after a comma, which cannot be empty; undefined without one. */
const readLaterWord = (scanner: Scanner): string | undefined => {
  const quote = peek(scanner);
  if (quote === '"' || quote === "'") return readQuoted(scanner, quote);
  const word = take(scanner, laterWord);
  return word === undefined ? undefined : plainWord(word);
};

const plainWord = (word: string): string => word.replaceAll(String.raw`\,`, ",").trimEnd();

const readQuoted = (scanner: Scanner, quote: string): string => {
  const { text, at } = scanner;
  const end = closingQuote(text, at, quote);
  if (end <= at) fail(scanner, `Expected the closing ${quote}`, at);
  scanner.at = end + 1;
  return text
    .slice(at + 1, end)
    .replaceAll(`\\${quote}`, quote)
    .replaceAll("\\\\", "\\");
};

/** A backslash escapes the quote, unless no other quote follows. */
const closingQuote = (text: string, at: number, quote: string): number => {
  let index = at + 1;
  while (index < text.length && text.charAt(index) !== quote) {
    const escapes = text.charAt(index) === "\\" && ["\\", quote].includes(text.charAt(index + 1));
    index += escapes ? 2 : 1;
  }
  return index < text.length ? index : text.lastIndexOf(quote);
};

const skipSpaces = (scanner: Scanner): void => {
  take(scanner, /\s*/y);
};

const peek = ({ text, at }: Scanner): string => text.charAt(at);

const atEnd = ({ text, at }: Scanner): boolean => at >= text.length;

const accept = (scanner: Scanner, character: string): boolean => {
  if (peek(scanner) !== character) return false;
  scanner.at += 1;
  return true;
};

const take = (scanner: Scanner, pattern: RegExp): string | undefined => {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text)?.[0];
  if (found !== undefined) scanner.at += found.length;
  return found;
};

// TypeScript's control flow analysis requires a function declaration here.
function fail({ text, at }: Scanner, problem: string, column = at): never {
  throw new UsageError(
    `${problem} (column ${column + 1})\n${excerptAt(text, column)}`,
    "Use shorthand such as Key=STATUS,Values=FAILED,TIMED_OUT, or JSON.",
  );
}
