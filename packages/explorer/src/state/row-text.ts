import type { Filter, Term } from "@windowpane/core";

/**
 * Whether the row in a place holds the bare words of a filter: as the core's matching has it, but over a text that is made once for each
 * row. Looking through every member of 100,000 items for each letter that is typed is felt.
 */
export const holdsWords = (
  filter: Filter,
  rows: readonly { readonly item: object }[],
): ((place: number) => boolean) => {
  const terms = filter.terms.filter(isAnywhere);
  // Writing out two dates a row is dearer than all the rest of it, and few words can stand in one.
  const isDated = terms.some(({ texts }) => texts.some(couldBeInDate));
  const texts = textsOf(rows, isDated);
  const held = new Uint8Array(rows.length).fill(1);
  for (const { texts: words, negated } of terms) {
    const wished = words.map((word) => word.toLowerCase());
    // One loop and no function per row: the first letter meets code that V8 has not made fast yet.
    for (let place = 0; place < held.length; place += 1) {
      if (held[place] === 0) continue;
      const text = (texts[place] ??= textOf(rows[place]?.item, isDated));
      let holds = false;
      for (const word of wished) holds ||= text.includes(word);
      if (holds === negated) held[place] = 0;
    }
  }
  return (place) => held[place] === 1;
};

/** Rows whose texts are made in one go: a millisecond's or two's worth. */
const slice = 1000;

/**
 * Makes the texts of these rows, a slice with each step, so that whoever begins to type a filter over 100,000 rows does not
 * wait for all of them at the first letter.
 */
export function* makeTexts(rows: readonly { readonly item: object }[]): Generator<void, void, undefined> {
  const texts = textsOf(rows, false);
  for (let from = 0; from < rows.length; from += slice) {
    const to = Math.min(rows.length, from + slice);
    for (let place = from; place < to; place += 1) texts[place] ??= textOf(rows[place]?.item, false);
    yield;
  }
}

const couldBeInDate = (word: string): boolean => /^[\d:.tz-]*$/i.test(word);

/** The filter without its bare words. */
export const withoutWords = (filter: Filter): Filter => ({
  ...filter,
  terms: filter.terms.filter((term) => !isAnywhere(term)),
});

const isAnywhere = (term: Term): term is Extract<Term, { readonly kind: "anywhere" }> =>
  term.kind === "anywhere";

type Texts = (string | undefined)[];

const known = { plain: new WeakMap<object, Texts>(), dated: new WeakMap<object, Texts>() };

/** The texts of these rows as far as they were needed; they hold as long as the list of rows itself. */
const textsOf = (rows: readonly unknown[], isDated: boolean): Texts => {
  const kept = isDated ? known.dated : known.plain;
  const before = kept.get(rows);
  if (before !== undefined) return before;
  const texts: Texts = Array.from({ length: rows.length });
  kept.set(rows, texts);
  return texts;
};

/** A growing list is another list each time, but most of its items are those of the one before. */
const made = new WeakMap<object, string>();

const textOf = (item: object | undefined, isDated: boolean): string => {
  if (item === undefined) return "";
  // With dates they are seldom wanted, and twice as long.
  if (isDated) return gathered(item, true).toLowerCase();
  const text = made.get(item) ?? gathered(item, false).toLowerCase();
  made.set(item, text);
  return text;
};

/** Every member on a line of its own: no word of a filter holds a line break, so that none is found across two members. */
const gathered = (value: unknown, isDated: boolean): string => {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value === "number" || typeof value === "boolean") return `${String(value)}\n`;
  if (value instanceof Date) return isDated ? `${value.toISOString()}\n` : "";
  if (typeof value !== "object" || value === null) return "";
  let text = "";
  for (const member of Object.values(value)) text += gathered(member, isDated);
  return text;
};
