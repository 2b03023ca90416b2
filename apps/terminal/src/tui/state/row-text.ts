import type { Filter, Term } from "@windowpane/core";

/**
 * Whether the row in a place holds the bare words of a filter: as the core's matching has it, but over a text that is made once for each
 * row. Looking through every member of 100,000 items for each letter that is typed is felt.
 */
export const holdsWords = (
  filter: Filter,
  rows: readonly { readonly item: object }[],
): ((place: number) => boolean) => {
  const tests = filter.terms.filter(isAnywhere).map(({ texts, negated }) => {
    const wished = texts.map((text) => text.toLowerCase());
    return (text: string): boolean => wished.some((word) => text.includes(word)) !== negated;
  });
  // Writing out two dates a row is dearer than all the rest of it, and few words can stand in one.
  const isDated = filter.terms.some((term) => isAnywhere(term) && term.texts.some(couldBeInDate));
  const texts = textsOf(rows, isDated);
  return (place) => {
    const text = (texts[place] ??= textOf(rows[place]?.item, isDated));
    return tests.every((test) => test(text));
  };
};

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

const textOf = (item: unknown, isDated: boolean): string => gathered(item, isDated).toLowerCase();

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
