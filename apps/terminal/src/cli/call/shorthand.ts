/**
 * The AWS CLI's shorthand syntax: `Key=STATUS,Values=FAILED,TIMED_OUT`, with quotes, lists in brackets and structures in
 * braces.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
 */
import { UsageError } from "../../host/errors/usage-error.ts";

/** What shorthand can say. Numbers and booleans are words until the schema turns them. */
export type ShorthandValue = string | readonly ShorthandValue[] | { readonly [key: string]: ShorthandValue };

/**
 * Reads one structure.
 *
 * @throws UsageError pointing at the column where it cannot go on.
 */
export const parseShorthand = (text: string): ShorthandValue => {
  const reader: Reader = { text, at: 0 };
  const members = new Map<string, ShorthandValue>();
  do {
    const start = reader.at;
    const key = readKey(reader);
    if (members.has(key)) fail(reader, `${key} stands there twice; separate structures with a blank`, start);
    members.set(key, readValues(reader));
    skipBlanks(reader);
  } while (accept(reader, ","));
  if (!atEnd(reader)) fail(reader, `Expected a comma before "${reader.text.charAt(reader.at)}"`);
  return Object.fromEntries(members);
};

interface Reader {
  readonly text: string;
  at: number;
}

const readKey = (reader: Reader): string => {
  skipBlanks(reader);
  const key = take(reader, /[A-Za-z0-9\-_.#/:]+/y);
  if (key === undefined) fail(reader, "Expected a name, as in Key=...");
  skipBlanks(reader);
  if (!accept(reader, "=")) fail(reader, `Expected = after ${key}`);
  skipBlanks(reader);
  return key;
};

/** A list in brackets, a structure in braces, or words: several with commas between them are a list. */
const readValues = (reader: Reader): ShorthandValue => {
  if (peek(reader) === "[" || peek(reader) === "{") return readNested(reader);
  const first = readWord(reader);
  const words = [first];
  while (peek(reader) === ",") {
    const comma = reader.at;
    reader.at += 1;
    skipBlanks(reader);
    // `a=b,c=d`: what follows the comma is the next name, not another word.
    if (nameFollows(reader)) {
      reader.at = comma;
      break;
    }
    words.push(readWord(reader, laterWord));
  }
  return words.length === 1 ? first : words;
};

const readNested = (reader: Reader): ShorthandValue => {
  if (accept(reader, "[")) return readList(reader);
  if (accept(reader, "{")) return readStructure(reader);
  return readWord(reader, nestedWord);
};

const readList = (reader: Reader): ShorthandValue => {
  const items: ShorthandValue[] = [];
  skipBlanks(reader);
  while (!accept(reader, "]")) {
    if (items.length > 0) expectComma(reader, "]");
    items.push(readNested(reader));
    skipBlanks(reader);
  }
  return items;
};

const readStructure = (reader: Reader): ShorthandValue => {
  const members = new Map<string, ShorthandValue>();
  skipBlanks(reader);
  while (!accept(reader, "}")) {
    if (members.size > 0) expectComma(reader, "}");
    members.set(readKey(reader), readNested(reader));
    skipBlanks(reader);
  }
  return Object.fromEntries(members);
};

const expectComma = (reader: Reader, close: string): void => {
  if (!accept(reader, ",")) fail(reader, `Expected a comma or ${close}`);
  skipBlanks(reader);
};

/** A backslash keeps a comma in a word. Only the word right after a name may be empty, as in `Key=`. */
const firstWord = /(?:\\,|[^,])*/y;
const laterWord = /(?:\\,|[^,])+/y;
const nestedWord = /(?:\\,|[^,\]}])+/y;

const readWord = (reader: Reader, unquoted: RegExp = firstWord): string => {
  const quote = peek(reader);
  if (quote === '"' || quote === "'") return readQuoted(reader, quote);
  const word = take(reader, unquoted);
  if (word === undefined) fail(reader, "Expected a value");
  return word.replaceAll(String.raw`\,`, ",").trimEnd();
};

const readQuoted = (reader: Reader, quote: string): string => {
  const start = reader.at;
  const inner = take(reader, quote === '"' ? /"(?:\\.|[^"\\])*"/sy : /'(?:\\.|[^'\\])*'/sy);
  if (inner === undefined) fail(reader, `Expected the closing ${quote}`, start);
  skipBlanks(reader);
  return inner.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\");
};

const nameFollows = (reader: Reader): boolean => matches(reader, /[A-Za-z0-9\-_.#/:]+\s*=/y);

const skipBlanks = (reader: Reader): void => {
  take(reader, /\s*/y);
};

const peek = ({ text, at }: Reader): string => text.charAt(at);

const atEnd = ({ text, at }: Reader): boolean => at >= text.length;

const accept = (reader: Reader, character: string): boolean => {
  if (peek(reader) !== character) return false;
  reader.at += 1;
  return true;
};

const matches = ({ text, at }: Reader, pattern: RegExp): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

const take = (reader: Reader, pattern: RegExp): string | undefined => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
};

// Only of a declared function does the compiler know that nothing follows it.
function fail({ text, at }: Reader, problem: string, place = at): never {
  throw new UsageError(
    `${problem} (column ${place + 1})\n  ${text}\n  ${" ".repeat(place)}^`,
    "Shorthand looks like Key=STATUS,Values=FAILED,TIMED_OUT; JSON is taken too.",
  );
}
