import { filterFields, type Field, type FieldName } from "./fields.ts";
import type { Filter, Term } from "./filter.ts";
import { readParameters } from "../parse/read-parameters.ts";
import { foldWord } from "./read-value.ts";

/** Options of `matchFilter`. */
export interface MatchOptions {
  /** Current time, for ages and for durations of items that still run. */
  readonly now: Date;
}

/** Creates a test for items. A term about a member that an item does not have does not match; negated, it matches. */
export const matchFilter = (filter: Filter, { now }: MatchOptions): ((item: object) => boolean) => {
  const tests = filter.terms.map((term) => testOf(term, now.getTime()));
  return (item) => tests.every((test) => test(item));
};

type Test = (item: object) => boolean;

const testOf = (term: Term, now: number): Test => {
  const test = positiveTest(term, now);
  return term.negated ? (item) => !test(item) : test;
};

const positiveTest = (term: Term, now: number): Test => {
  if (term.kind === "anywhere") {
    const texts = term.texts.map((text) => text.toLowerCase());
    return (item) => texts.some((text) => containsText(item, text));
  }
  if (term.kind === "compare") {
    const { comparison, bound, field } = term;
    return (item) => {
      const measured = measure(item, field, now);
      if (measured === undefined) return false;
      if (comparison === ">") return measured > bound;
      if (comparison === ">=") return measured >= bound;
      return comparison === "<" ? measured < bound : measured <= bound;
    };
  }
  const { kind, members }: Field = filterFields[term.field];
  const fits = fitOf(kind, term.values);
  return (item) => members.some((member) => memberMatches(item, member, fits));
};

const fitOf = (kind: Field["kind"], values: readonly string[]): ((value: string) => boolean) => {
  if (kind === "status" || kind === "word") return remembered((value) => values.includes(foldWord(value)));
  if (kind === "flag") return (value) => values.includes(value);
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

const measure = (item: object, field: FieldName, now: number): number | undefined => {
  const start = timeOf(item, filterFields.start.members);
  if (field === "start") return start;
  const end = timeOf(item, filterFields.end.members);
  if (field === "end") return end;
  if (start === undefined) return undefined;
  return field === "age" ? now - start : (end ?? now) - start;
};

const timeOf = (item: object, members: readonly string[]): number | undefined => {
  for (const member of members) {
    const value: unknown = Reflect.get(item, member);
    if (value instanceof Date) return value.getTime();
  }
  return undefined;
};

const memberMatches = (item: object, member: string, fits: (value: string) => boolean): boolean => {
  const value: unknown = Reflect.get(item, member);
  if (typeof value === "boolean") return fits(String(value));
  if (typeof value !== "string") return false;
  return member === "Parameters" ? targetTexts(value).some(fits) : fits(value);
};

/** Instance IDs in `Parameters`, and the values of tags that select machines. */
const targetTexts = (parameters: string): readonly string[] => {
  const { instanceIds, targets } = readParameters(parameters);
  return [...instanceIds, ...targets.flatMap(({ values }) => values)];
};

const containsText = (value: unknown, text: string): boolean => {
  if (typeof value === "string") return value.toLowerCase().includes(text);
  if (typeof value === "number" || typeof value === "boolean") return String(value).includes(text);
  if (value instanceof Date) return value.toISOString().toLowerCase().includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((member) => containsText(member, text));
};
