import { FilterSyntaxError } from "../errors/filter-syntax-error.ts";
import { isWindowpaneError } from "../errors/windowpane-error.ts";
import { fieldNamed, filterFields, type Field, type Fields } from "./fields.ts";
import type { Comparison, Filter, Term } from "./filter.ts";
import { lex, type FilterToken, type Sign } from "./lex.ts";
import { adviceFor, readFieldValue, spelt, readBound, type ReadTimeOptions } from "./read-value.ts";

/** Options of `parseFilter`. */
export interface FilterOptions extends ReadTimeOptions {
  /** The fields of the list that is filtered. Default: all fields of AWS's lists. */
  readonly fields?: Fields | undefined;
  /** What is filtered, in the plural, for messages: `windows`. Default: not named. */
  readonly noun?: string | undefined;
}

/**
 * Parses a filter such as `status:failed,timed_out target:i-0ab duration>10m "disk full"`. All terms must match. Commas separate
 * alternatives. A dash before a term negates it. Words without a field are searched in all members.
 * A field that the list does not have, and a word that a field cannot have, are errors: they would match nothing.
 *
 * @throws FilterSyntaxError with the column of the first error, and the errors of other terms in `others`.
 * @example
 * const filter = parseFilter('status:failed,timed_out duration>10m "disk full"');
 */
export const parseFilter = (text: string, options: FilterOptions = {}): Filter => {
  const tokens = lex(text);
  const terms: Term[] = [];
  const faults: FilterSyntaxError[] = [];
  let index = 0;
  while (index < tokens.length) {
    const start = index;
    while (index < tokens.length && tokens[index]?.kind !== "gap") index += 1;
    if (index > start) {
      try {
        terms.push(readTerm(text, tokens.slice(start, index), options));
      } catch (error) {
        if (!isFilterSyntax(error)) throw error;
        faults.push(error);
      }
    }
    index += 1;
  }
  rejectFaults(text, faults);
  rejectEmptyRange(text, terms);
  return options.fields === undefined ? { text, terms } : { text, terms, fields: options.fields };
};

const isFilterSyntax = (error: unknown): error is FilterSyntaxError =>
  isWindowpaneError(error) && error.kind === "filter-syntax";

const rejectFaults = (text: string, [first, ...others]: readonly FilterSyntaxError[]): void => {
  if (first === undefined) return;
  if (others.length === 0) throw first;
  const { column, problem, allowed } = first;
  throw new FilterSyntaxError(text, column, problem, { allowed, others });
};

type Word = Extract<FilterToken, { kind: "word" }>;

const readTerm = (text: string, tokens: readonly FilterToken[], options: FilterOptions): Term => {
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
  const { name, field } = readField(text, head, options);
  const values = readAlternatives(text, rest.slice(2), sign);
  const comparison = comparisonOf(sign.value);
  const { kind } = field;
  return kind === "duration" || kind === "time" || (kind === "number" && comparison !== undefined)
    ? readComparison(text, { name, kind, sign, comparison, values, negated }, options)
    : readOneOf(text, { name, field, sign, comparison, values, negated });
};

interface TermParts {
  /** Name of the field. */
  readonly name: string;
  readonly sign: Extract<FilterToken, { kind: "sign" }>;
  readonly comparison: Comparison | undefined;
  readonly values: readonly Word[];
  readonly negated: boolean;
}

const readComparison = (
  text: string,
  parts: TermParts & { readonly kind: "number" | "duration" | "time" },
  options: FilterOptions,
): Term => {
  const { name, kind, sign, comparison, values, negated } = parts;
  const [value, second] = values;
  if (comparison === undefined) {
    throw new FilterSyntaxError(text, sign.column, `Compare ${name} with >, >=, < or <=`);
  }
  if (value === undefined || second !== undefined) {
    const column = second?.column ?? sign.column;
    throw new FilterSyntaxError(text, column, `Compare ${name} with one value only`);
  }
  const bound = readBound(kind, { text: value.value, comparison }, options);
  if ("problem" in bound) throw new FilterSyntaxError(text, value.column, bound.problem);
  return { kind: "compare", field: name, comparison, bound: bound.value, negated };
};

const readOneOf = (text: string, parts: TermParts & { readonly field: Field }): Term => {
  const { name, field, sign, comparison, values, negated } = parts;
  if (comparison !== undefined) {
    throw new FilterSyntaxError(
      text,
      sign.column,
      `${name} cannot be compared with ${sign.value}. Use ${name}:value`,
    );
  }
  const read = values.map(({ value, column }) => {
    const result = readFieldValue(name, field, value);
    if ("problem" in result) {
      const allowed = field.values?.map(spelt);
      throw new FilterSyntaxError(text, column, result.problem, { allowed });
    }
    return result.value;
  });
  return { kind: "oneOf", field: name, values: read, negated };
};

const readField = (
  text: string,
  { value, column }: Word,
  { fields = filterFields, noun }: FilterOptions,
): { readonly name: string; readonly field: Field } => {
  const name = fieldNamed(fields, value);
  const field = name === undefined ? undefined : fields[name];
  if (name !== undefined && field !== undefined) return { name, field };
  const isElsewhere = noun !== undefined && fieldNamed(filterFields, value) !== undefined;
  const problem = isElsewhere ? `The field ${value} does not apply to ${noun}` : `Unknown field ${value}`;
  const names = Object.keys(fields);
  const advice =
    names.length === 0
      ? `There are no fields here`
      : isElsewhere
        ? `Use one of: ${names.join(", ")}`
        : adviceFor(value, names);
  throw new FilterSyntaxError(
    text,
    column,
    `${problem}. ${advice}. Or quote the term to search for it as text`,
    { allowed: names },
  );
};

/** Rejects two bounds of a field that no value can satisfy: the result would look like an empty list. */
const rejectEmptyRange = (text: string, terms: readonly Term[]): void => {
  const compared = terms.filter((term) => term.kind === "compare" && !term.negated) as readonly Extract<
    Term,
    { kind: "compare" }
  >[]; // The filter does not narrow a union with two conditions.
  for (const low of compared.filter(({ comparison }) => comparison.startsWith(">"))) {
    const high = compared.find(
      ({ field, comparison, bound }) =>
        field === low.field &&
        comparison.startsWith("<") &&
        (bound < low.bound || (bound === low.bound && `${comparison}${low.comparison}` !== "<=>=")),
    );
    if (high === undefined) continue;
    throw new FilterSyntaxError(
      text,
      1,
      `No ${low.field} matches both bounds. The bound after ${low.comparison} must be below the one after ${high.comparison}`,
    );
  }
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
