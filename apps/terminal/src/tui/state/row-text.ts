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
  const texts = textsOf(rows);
  return (place) => {
    const text = (texts[place] ??= textOf(rows[place]?.item));
    return tests.every((test) => test(text));
  };
};

/** The filter without its bare words. */
export const withoutWords = (filter: Filter): Filter => ({
  ...filter,
  terms: filter.terms.filter((term) => !isAnywhere(term)),
});

const isAnywhere = (term: Term): term is Extract<Term, { readonly kind: "anywhere" }> =>
  term.kind === "anywhere";

const known = new WeakMap<object, (string | undefined)[]>();

/** The texts of these rows as far as they were needed; they hold as long as the list of rows itself. */
const textsOf = (rows: readonly unknown[]): (string | undefined)[] => {
  const before = known.get(rows);
  if (before !== undefined) return before;
  const texts: (string | undefined)[] = Array.from({ length: rows.length });
  known.set(rows, texts);
  return texts;
};

const textOf = (item: unknown): string => {
  const parts: string[] = [];
  gather(item, parts);
  // No word of a filter holds a line break, so that none is found across two members.
  return parts.join("\n").toLowerCase();
};

const gather = (value: unknown, parts: string[]): void => {
  if (typeof value === "string") parts.push(value);
  else if (typeof value === "number" || typeof value === "boolean") parts.push(String(value));
  else if (value instanceof Date) parts.push(value.toISOString());
  else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) gather(member, parts);
  }
};
