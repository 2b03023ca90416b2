import type { Filter, Term } from "@windowpane/core";
import { valueText, type Column } from "../model/column.ts";
import { timeText } from "../model/time-text.ts";

/** What the texts of rows are made with. */
export interface RowTextOptions {
  readonly columns: readonly Column[];
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. Default: times are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/**
 * Whether a row contains the plain words of a filter: in what its columns show, or in a member of its item. The texts are made
 * once per row: searching every member of 100,000 items at each key would be noticeable.
 */
export const holdsWords = (
  filter: Filter,
  rows: readonly { readonly item: object }[],
  options: RowTextOptions,
): ((index: number) => boolean) => {
  const terms = filter.terms.filter(isAnywhere);
  // Formatting two dates per row costs more than everything else, and few words can match a date.
  const isDated = terms.some(({ texts }) => texts.some(couldBeInDate));
  const texts = textsOf(rows, isDated);
  const held = new Uint8Array(rows.length).fill(1);
  for (const { texts: words, negated } of terms) {
    const wished = words.map((word) => word.toLowerCase());
    // One loop without a function per row: at the first key V8 has not optimised this code yet.
    for (let index = 0; index < held.length; index += 1) {
      if (held[index] === 0) continue;
      const text = (texts[index] ??= textOf(rows[index]?.item, isDated, options));
      let holds = false;
      for (const word of wished) holds ||= text.includes(word);
      if (holds === negated) held[index] = 0;
    }
  }
  return (index) => held[index] === 1;
};

/** Number of rows whose texts are made in one step of one or two milliseconds. */
const slice = 1000;

/**
 * Makes the texts of the rows in steps, so that the first key of a filter over 100,000 rows does not
 * wait for all of them.
 */
export function* makeTexts(
  rows: readonly { readonly item: object }[],
  options: RowTextOptions,
): Generator<void, void, undefined> {
  const texts = textsOf(rows, false);
  for (let from = 0; from < rows.length; from += slice) {
    const to = Math.min(rows.length, from + slice);
    for (let index = from; index < to; index += 1) texts[index] ??= textOf(rows[index]?.item, false, options);
    yield;
  }
}

/** Part of `2026-11-22T03:00:00.000Z`, or of `Sun 22 Nov 03:00`. */
const couldBeInDate = (word: string): boolean =>
  /^[\d:.tz-]*$/i.test(word) ||
  /(?:sun|mon|tue|wed|thu|fri|sat|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(word);

/** The filter without its plain words. */
export const withoutWords = (filter: Filter): Filter => ({
  ...filter,
  terms: filter.terms.filter((term) => !isAnywhere(term)),
});

const isAnywhere = (term: Term): term is Extract<Term, { readonly kind: "anywhere" }> =>
  term.kind === "anywhere";

type Texts = (string | undefined)[];

const known = { plain: new WeakMap<object, Texts>(), dated: new WeakMap<object, Texts>() };

/** The texts of the rows that were needed so far. They live as long as the list of rows. */
const textsOf = (rows: readonly unknown[], isDated: boolean): Texts => {
  const kept = isDated ? known.dated : known.plain;
  const before = kept.get(rows);
  if (before !== undefined) return before;
  const texts: Texts = Array.from({ length: rows.length });
  kept.set(rows, texts);
  return texts;
};

/** A growing list is a new list each time, but most of its items are the same objects. */
const made = new WeakMap<object, string>();

const textOf = (item: object | undefined, isDated: boolean, options: RowTextOptions): string => {
  if (item === undefined) return "";
  // Texts with dates are seldom needed and twice as long.
  if (isDated) return `${gathered(item, true)}${shownText(item, true, options)}`.toLowerCase();
  const text = made.get(item) ?? `${gathered(item, false)}${shownText(item, false, options)}`.toLowerCase();
  made.set(item, text);
  return text;
};

/** One line per member: no word of a filter contains a line break, so none matches across two members. */
const gathered = (value: unknown, isDated: boolean): string => {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value === "number" || typeof value === "boolean") return `${String(value)}\n`;
  if (value instanceof Date) return isDated ? `${value.toISOString()}\n` : "";
  if (typeof value !== "object" || value === null) return "";
  let text = "";
  for (const member of Object.values(value)) text += gathered(member, isDated);
  return text;
};

/** What the columns show of a row: `timed out`, where the item has `timedOut`. */
const shownText = (
  item: object,
  isDated: boolean,
  { columns, now, utcOffset = utc }: RowTextOptions,
): string => {
  let text = "";
  for (const { value, timeline } of columns) {
    if (timeline !== undefined) continue;
    const shown = value(item, now);
    if (!(shown instanceof Date)) text += `${valueText(shown)}\n`;
    else if (isDated) text += `${timeText(shown, now, utcOffset)}\n`;
  }
  return text;
};

const utc = (): number => 0;
