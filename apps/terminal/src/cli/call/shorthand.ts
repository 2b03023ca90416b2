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
  do {
    const start = scanner.at;
    const key = readKey(scanner);
    if (members.has(key)) fail(scanner, `Duplicate key ${key}; separate structures with a space`, start);
    members.set(key, readValues(scanner));
    skipSpaces(scanner);
  } while (accept(scanner, ","));
  if (!atEnd(scanner)) fail(scanner, `Expected a comma before "${scanner.text.charAt(scanner.at)}"`);
  return Object.fromEntries(members);
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
  skipSpaces(scanner);
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
  while (peek(scanner) === ",") {
    const comma = scanner.at;
    scanner.at += 1;
    skipSpaces(scanner);
    // In `a=b,c=d` the next key follows the comma, not another word.
    if (keyFollows(scanner)) {
      scanner.at = comma;
      break;
    }
    words.push(readWord(scanner, laterWord));
  }
  return words.length === 1 ? first : words;
};

const readNested = (scanner: Scanner): ShorthandValue => {
  const start = scanner.at;
  const isList = accept(scanner, "[");
  if (!isList && !accept(scanner, "{")) return readWord(scanner, nestedWord);
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
    if (items.length > 0) expectComma(scanner, "]");
    items.push(readNested(scanner));
    skipSpaces(scanner);
  }
  return items;
};

const readStructure = (scanner: Scanner): ShorthandValue => {
  const members = new Map<string, ShorthandValue>();
  skipSpaces(scanner);
  while (!accept(scanner, "}")) {
    if (members.size > 0) expectComma(scanner, "}");
    members.set(readKey(scanner), readNested(scanner));
    skipSpaces(scanner);
  }
  return Object.fromEntries(members);
};

const expectComma = (scanner: Scanner, close: string): void => {
  if (!accept(scanner, ",")) fail(scanner, `Expected a comma or ${close}`);
  skipSpaces(scanner);
};

/** A backslash escapes a comma. Only the word right after a key may be empty, as in `Key=`. */
const firstWord = /(?:\\,|[^,])*/y;
const laterWord = /(?:\\,|[^,])+/y;
const nestedWord = /(?:\\,|[^,\]}])+/y;

const readWord = (scanner: Scanner, unquoted: RegExp = firstWord): string => {
  const quote = peek(scanner);
  if (quote === '"' || quote === "'") return readQuoted(scanner, quote);
  const word = take(scanner, unquoted);
  if (word === undefined) fail(scanner, "Expected a value");
  return word.replaceAll(String.raw`\,`, ",").trimEnd();
};

const readQuoted = (scanner: Scanner, quote: string): string => {
  const start = scanner.at;
  const inner = take(scanner, quote === '"' ? /"(?:\\.|[^"\\])*"/sy : /'(?:\\.|[^'\\])*'/sy);
  if (inner === undefined) fail(scanner, `Expected the closing ${quote}`, start);
  skipSpaces(scanner);
  return inner.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\");
};

const keyFollows = (scanner: Scanner): boolean => matches(scanner, /[A-Za-z0-9\-_.#/:]+\s*=/y);

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

const matches = ({ text, at }: Scanner, pattern: RegExp): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
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
