import { isNestedTooDeeply, readLiteral, type ReadLiteral } from "./literal.ts";
import { QuerySyntaxError } from "./query-error.ts";

/** A word of an expression. */
export interface Token {
  readonly type: TokenType;
  /** Its text in the expression; empty at the end. */
  readonly text: string;
  /** A name without quotes, or the value of a literal or number. */
  readonly value: unknown;
  /** Index of its first character. */
  readonly at: number;
}

export type TokenType = "name" | "quoted" | "literal" | "number" | "end" | Sign;

/** Longer signs come first. */
const signs = [
  "[?",
  "[]",
  "||",
  "&&",
  "==",
  "!=",
  "<=",
  ">=",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  ".",
  "*",
  ",",
  ":",
  "@",
  "|",
  "&",
  "<",
  ">",
  "!",
] as const;

type Sign = (typeof signs)[number];

/** How tightly a token binds to what is left of it. Tokens that are not listed end an expression. */
export const power: Partial<Record<TokenType, number>> = {
  "|": 1,
  "||": 2,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "[]": 9,
  "*": 20,
  "[?": 21,
  ".": 40,
  "!": 45,
  "{": 50,
  "[": 55,
  "(": 60,
};

/**
 * Divides an expression into tokens. The last one is the end.
 *
 * @throws QuerySyntaxError at a character that begins no token, or at a quote that is not closed.
 */
export const tokensOf = (expression: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = skipSpaces(expression, 0);
  while (at < expression.length) {
    const token = readToken(expression, at);
    tokens.push(token);
    at = skipSpaces(expression, at + token.text.length);
  }
  return [...tokens, { type: "end", text: "", value: undefined, at: expression.length }];
};

const readToken = (expression: string, at: number): Token => {
  const sign = signs.find((candidate) => expression.startsWith(candidate, at));
  if (sign !== undefined) return { type: sign, text: sign, value: sign, at };
  const word = /[A-Za-z_][A-Za-z0-9_]*/y;
  const number = /-?[0-9]+/y;
  const character = expression.charAt(at);
  const name = matchAt(word, expression, at);
  if (name !== undefined) return { type: "name", text: name, value: name, at };
  const digits = matchAt(number, expression, at);
  if (digits !== undefined) return { type: "number", text: digits, value: Number(digits), at };
  if (character === "'" || character === "`" || character === '"')
    return readQuoted(expression, at, character);
  const hint = character === "=" ? "; compare with ==" : "";
  throw new QuerySyntaxError(`"${character}" is not part of JMESPath${hint}`, at);
};

const readQuoted = (expression: string, at: number, quote: "'" | "`" | '"'): Token => {
  const end = closingQuote(expression, at, quote);
  if (end === undefined) throw new QuerySyntaxError(`the closing ${quote} is missing`, at);
  const text = expression.slice(at, end + 1);
  const inner = text.slice(1, -1);
  if (quote === "'") return { type: "literal", text, value: inner.replaceAll(String.raw`\'`, "'"), at };
  if (isNestedTooDeeply(text)) throw new QuerySyntaxError("it is nested too deeply", at);
  const read = quote === '"' ? readLiteral(text) : readLegacyLiteral(inner.replaceAll("\\`", "`"));
  if (read === undefined) throw new QuerySyntaxError(`${text} is not valid JSON`, at);
  return { type: quote === '"' ? "quoted" : "literal", text, value: read.value, at };
};

/** A backslash escapes the next character. */
const closingQuote = (expression: string, at: number, quote: string): number | undefined => {
  for (let index = at + 1; index < expression.length; index += 1) {
    const character = expression.charAt(index);
    if (character === quote) return index;
    if (character === "\\") index += 1;
  }
  return undefined;
};

/** AWS's examples write string literals as bare words in backticks, which JMESPath has deprecated. */
const readLegacyLiteral = (text: string): ReadLiteral | undefined =>
  readLiteral(text) ?? readLiteral(`"${text.trimStart()}"`);

const matchAt = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

const skipSpaces = (text: string, at: number): number => at + (matchAt(/[ \t\n\r]+/y, text, at)?.length ?? 0);
