import { fieldValues, filterFields, type Field, type FieldValue, type Fields } from "./fields.ts";
import type { Filter, Term } from "./filter.ts";
import { foldWord } from "./read-value.ts";

/** Options of `matchFilter`. */
export interface MatchOptions {
  /** Current time, for ages and for durations of items that still run. */
  readonly now: Date;
}

/** Creates a test for items. A term about a member that an item does not have does not match; negated, it matches. */
export const matchFilter = (filter: Filter, { now }: MatchOptions): ((item: object) => boolean) => {
  const tests = filter.terms.map((term) => testOf(term, filter.fields ?? filterFields, now));
  return (item) => tests.every((test) => test(item));
};

type Test = (item: object) => boolean;

const testOf = (term: Term, fields: Fields, now: Date): Test => {
  const test = positiveTest(term, fields, now);
  return term.negated ? (item) => !test(item) : test;
};

const positiveTest = (term: Term, fields: Fields, now: Date): Test => {
  if (term.kind === "anywhere") {
    const texts = term.texts.map((text) => text.toLowerCase());
    return (item) => texts.some((text) => containsText(item, text));
  }
  const field = fields[term.field];
  // Terms that a parser made have fields that exist.
  if (field === undefined) throw new RangeError(`There is no field ${term.field}.`);
  const fits = term.kind === "compare" ? boundTest(term) : wordTest(field.kind, term.values);
  const { members, read } = field;
  // Without a list per item: a filter tests up to 100,000 of them.
  if (read === undefined) return (item) => members.some((member) => fits(Reflect.get(item, member)));
  return (item) => {
    const values = fieldValues(field, item, now);
    return isList(values) ? values.some(fits) : fits(values);
  };
};

const isList = (values: FieldValue | readonly FieldValue[]): values is readonly FieldValue[] =>
  Array.isArray(values);

const boundTest = ({
  comparison,
  bound,
}: Extract<Term, { kind: "compare" }>): ((value: unknown) => boolean) => {
  return (value) => {
    const measured = measure(value);
    if (measured === undefined) return false;
    if (comparison === ">") return measured > bound;
    if (comparison === ">=") return measured >= bound;
    return comparison === "<" ? measured < bound : measured <= bound;
  };
};

const measure = (value: unknown): number | undefined => {
  if (typeof value === "number") return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value !== "string") return undefined;
  // AWS returns the next start of a window as text, in several forms of ISO 8601.
  const time = Date.parse(value.replace(/T(\d\d)Z$/u, "T$1:00Z"));
  return Number.isNaN(time) ? undefined : time;
};

const wordTest = (kind: Field["kind"], values: readonly string[]): ((value: unknown) => boolean) => {
  const fits = fitOf(kind, values);
  return (value) =>
    typeof value === "string"
      ? fits(value)
      : typeof value === "boolean" || typeof value === "number"
        ? fits(String(value))
        : false;
};

const fitOf = (kind: Field["kind"], values: readonly string[]): ((value: string) => boolean) => {
  if (kind === "status" || kind === "word") return remembered((value) => values.includes(foldWord(value)));
  if (kind === "flag" || kind === "number") return (value) => values.includes(value);
  if (kind === "id") return (value) => values.some((start) => value.toLowerCase().startsWith(start));
  return (value) => values.some((part) => value.toLowerCase().includes(part));
};

/** Caches results: there are few different words and many items, and a lookup is faster than folding a word. */
const remembered = (fits: (value: string) => boolean): ((value: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const result = fits(value);
    // Limited, in case a service sends a different word with each item.
    if (known.size < 1000) known.set(value, result);
    return result;
  };
};

const containsText = (value: unknown, text: string): boolean => {
  if (typeof value === "string") return value.toLowerCase().includes(text);
  if (typeof value === "number" || typeof value === "boolean") return String(value).includes(text);
  if (value instanceof Date) return value.toISOString().toLowerCase().includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((member) => containsText(member, text));
};
