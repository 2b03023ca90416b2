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
  const texts = textsOf(rows, "words");
  const times = textsOf(rows, "times");
  const write = timeWriter(options);
  const held = new Uint8Array(rows.length).fill(1);
  for (const { texts: words, negated } of terms) {
    const wished = words.map((word) => word.toLowerCase());
    // Formatting the times of a row costs more than everything else, and few words can match one.
    const isDated = words.some(couldBeInDate);
    // One loop without a function per row: at the first key V8 has not optimised this code yet.
    for (let index = 0; index < held.length; index += 1) {
      if (held[index] === 0) continue;
      const item = rows[index]?.item;
      const text = (texts[index] ??= textOf(item, options));
      const time = isDated ? (times[index] ??= timesOf(item, options, write)) : "";
      let holds = false;
      for (const word of wished) holds ||= text.includes(word) || time.includes(word);
      if (holds === negated) held[index] = 0;
    }
  }
  return (index) => held[index] === 1;
};

/** Number of rows whose texts are made in one step of one or two milliseconds. */
const slice = 500;

/**
 * Makes the texts of the rows in steps, so that the first key of a filter over 100,000 rows does not
 * wait for all of them.
 */
export function* makeTexts(
  rows: readonly { readonly item: object }[],
  options: RowTextOptions,
): Generator<void, void, undefined> {
  const texts = textsOf(rows, "words");
  for (let from = 0; from < rows.length; from += slice) {
    const to = Math.min(rows.length, from + slice);
    for (let index = from; index < to; index += 1) texts[index] ??= textOf(rows[index]?.item, options);
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

const known = { words: new WeakMap<object, Texts>(), times: new WeakMap<object, Texts>() };

/** The texts of the rows that were needed so far. They live as long as the list of rows. */
const textsOf = (rows: readonly unknown[], kind: keyof typeof known): Texts => {
  const before = known[kind].get(rows);
  if (before !== undefined) return before;
  const texts: Texts = Array.from({ length: rows.length });
  known[kind].set(rows, texts);
  return texts;
};

/** A growing list is a new list each time, but most of its items are the same objects. Other lists of them show other texts. */
const made = new WeakMap<RowTextOptions["columns"], WeakMap<object, string>>();

const textOf = (item: object | undefined, options: RowTextOptions): string => {
  if (item === undefined) return "";
  let ofColumns = made.get(options.columns);
  if (ofColumns === undefined) {
    ofColumns = new WeakMap();
    made.set(options.columns, ofColumns);
  }
  const before = ofColumns.get(item);
  if (before !== undefined) return before;
  const members = gathered(item).toLowerCase();
  const text = members + shownBeside(members, item, options);
  ofColumns.set(item, text);
  return text;
};

/** One line per member: no word of a filter contains a line break, so none matches across two members. */
const gathered = (value: unknown): string => {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value === "number" || typeof value === "boolean") return `${String(value)}\n`;
  if (typeof value !== "object" || value === null || value instanceof Date) return "";
  let text = "";
  for (const member of Object.values(value)) text += gathered(member);
  return text;
};

/** What the columns show of a row that its members do not contain: `timed out`, where the item has `timedOut`. */
const shownBeside = (members: string, item: object, { columns, now }: RowTextOptions): string => {
  let text = "";
  for (const { value, timeline } of columns) {
    if (timeline !== undefined) continue;
    const shown = value(item, now);
    if (shown instanceof Date) continue;
    const words = valueText(shown).toLowerCase();
    if (!members.includes(words)) text += `${words}\n`;
  }
  return text;
};

/** The times of a row: as its members have them, and as its columns show them. */
const timesOf = (
  item: object | undefined,
  { columns, now }: RowTextOptions,
  write: (at: Date) => string,
): string => {
  if (item === undefined) return "";
  let text = gatheredTimes(item);
  for (const { value, timeline } of columns) {
    const shown = timeline === undefined ? value(item, now) : undefined;
    if (shown instanceof Date) text += `${write(shown)}\n`;
  }
  return text.toLowerCase();
};

const gatheredTimes = (value: unknown): string => {
  if (value instanceof Date) return `${value.toISOString()}\n`;
  if (typeof value !== "object" || value === null) return "";
  let text = "";
  for (const member of Object.values(value)) if (typeof member === "object") text += gatheredTimes(member);
  return text;
};

/** Formats instants as `timeText` does. Many rows share a minute, whose text is made once. */
const timeWriter = ({ now, utcOffset = utc }: RowTextOptions): ((at: Date) => string) => {
  const texts = new Map<number, string>();
  return (at) => {
    const minute = Math.floor(at.getTime() / 60_000);
    const before = texts.get(minute);
    if (before !== undefined) return before;
    const text = timeText(at, now, utcOffset);
    texts.set(minute, text);
    return text;
  };
};

const utc = (): number => 0;
