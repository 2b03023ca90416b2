import { FilterSyntaxError } from "../errors/filter-syntax-error.ts";
import { filterFields, isFieldName, type FieldName } from "./fields.ts";
import type { Comparison, Filter, Term } from "./filter.ts";
import { lex, type FilterToken, type Sign } from "./lex.ts";
import { readFieldValue, readBound } from "./read-value.ts";

/**
 * Parses a filter such as `status:failed,timed_out target:i-0ab duration>10m "disk full"`. All terms must match. Commas separate
 * alternatives. A dash before a term negates it. Words without a field are searched in all members.
 *
 * @throws FilterSyntaxError with the column of the error.
 */
export const parseFilter = (text: string): Filter => {
  const tokens = lex(text);
  const terms: Term[] = [];
  let index = 0;
  while (index < tokens.length) {
    const start = index;
    while (index < tokens.length && tokens[index]?.kind !== "gap") index += 1;
    if (index > start) terms.push(readTerm(text, tokens.slice(start, index)));
    index += 1;
  }
  return { text, terms };
};

type Word = Extract<FilterToken, { kind: "word" }>;

const readTerm = (text: string, tokens: readonly FilterToken[]): Term => {
  const [first] = tokens;
  const negated = first?.kind === "sign" && first.value === "-";
  const rest = negated ? tokens.slice(1) : tokens;
  const [head, sign] = rest;
  if (head === undefined)
    throw new FilterSyntaxError(text, endColumn(tokens), "Expected a term after the dash");
  if (head.kind !== "word") {
    throw new FilterSyntaxError(
      text,
      head.column,
      `A term cannot start with ${show(head)}. Quote the text to search for it`,
    );
  }
  if (head.quoted || sign === undefined || isComma(sign)) {
    return { kind: "anywhere", texts: readAlternatives(text, rest).map(({ value }) => value), negated };
  }
  if (sign.kind !== "sign") {
    throw new FilterSyntaxError(
      text,
      sign.column,
      `Expected a space, a colon or a comparison before ${show(sign)}`,
    );
  }
  const field = readField(text, head);
  const values = readAlternatives(text, rest.slice(2), sign);
  const comparison = comparisonOf(sign.value);
  return isMeasured(field)
    ? readComparison(text, { field, sign, comparison, values, negated })
    : readOneOf(text, { field, sign, comparison, values, negated });
};

/** Fields that are compared with a duration or a time. */
type MeasuredName = {
  readonly [Name in FieldName]: (typeof filterFields)[Name]["kind"] extends "duration" | "time"
    ? Name
    : never;
}[FieldName];

interface FieldTerm<Name extends FieldName = FieldName> {
  readonly field: Name;
  readonly sign: Extract<FilterToken, { kind: "sign" }>;
  readonly comparison: Comparison | undefined;
  readonly values: readonly Word[];
  readonly negated: boolean;
}

const readComparison = (
  text: string,
  { field, sign, comparison, values, negated }: FieldTerm<MeasuredName>,
): Term => {
  const [value, second] = values;
  if (comparison === undefined) {
    throw new FilterSyntaxError(text, sign.column, `Compare ${field} with >, >=, < or <=`);
  }
  if (value === undefined || second !== undefined) {
    const column = second?.column ?? sign.column;
    throw new FilterSyntaxError(text, column, `Compare ${field} with one value only`);
  }
  const bound = readBound(filterFields[field].kind, value.value);
  if ("problem" in bound) throw new FilterSyntaxError(text, value.column, bound.problem);
  return { kind: "compare", field, comparison, bound: bound.value, negated };
};

const readOneOf = (text: string, { field, sign, comparison, values, negated }: FieldTerm): Term => {
  if (comparison !== undefined) {
    throw new FilterSyntaxError(
      text,
      sign.column,
      `${field} cannot be compared with ${sign.value}. Use ${field}:value`,
    );
  }
  const read = values.map(({ value, column }) => {
    const result = readFieldValue(filterFields[field].kind, value);
    if ("problem" in result) throw new FilterSyntaxError(text, column, result.problem);
    return result.value;
  });
  return { kind: "oneOf", field, values: read, negated };
};

const readField = (text: string, { value, column }: Word): FieldName => {
  const name = value.toLowerCase();
  if (isFieldName(name)) return name;
  const known = Object.keys(filterFields).join(", ");
  throw new FilterSyntaxError(
    text,
    column,
    `Unknown field ${value}. Use one of: ${known}. Or quote the term to search for it as text`,
  );
};

/** Words separated by commas, at least one, with their columns. */
const readAlternatives = (
  text: string,
  tokens: readonly FilterToken[],
  after?: FilterToken,
): readonly Word[] => {
  const words: Word[] = [];
  let wantWord = true;
  for (const token of tokens) {
    if (wantWord && token.kind === "word") words.push(token);
    else if (wantWord || !isComma(token)) {
      const expected = wantWord ? "a value" : "a comma or a space";
      throw new FilterSyntaxError(text, token.column, `Expected ${expected} before ${show(token)}`);
    }
    wantWord = !wantWord;
  }
  if (wantWord) {
    const last = tokens.at(-1) ?? after;
    throw new FilterSyntaxError(
      text,
      last === undefined ? 1 : endColumn([last]),
      `Expected a value after ${show(last)}`,
    );
  }
  return words;
};

const isMeasured = (field: FieldName): field is MeasuredName =>
  filterFields[field].kind === "duration" || filterFields[field].kind === "time";

const isComma = (token: FilterToken): boolean => token.kind === "sign" && token.value === ",";

const comparisonOf = (sign: Sign): Comparison | undefined =>
  sign === ">" || sign === ">=" || sign === "<" || sign === "<=" ? sign : undefined;

const show = (token: FilterToken | undefined): string =>
  token === undefined || token.kind === "gap" ? "a space" : `"${token.value}"`;

/** The column just after the last token. */
const endColumn = (tokens: readonly FilterToken[]): number => {
  const last = tokens.at(-1);
  if (last === undefined) return 1;
  return last.column + (last.kind === "gap" ? 0 : [...last.value].length);
};
