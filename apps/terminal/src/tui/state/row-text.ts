import type { Filter, Term } from "@windowpane/core";

/**
 * Whether an item holds the bare words of a filter: as the core's matching has it, but over a text that is made once for each
 * item. Looking through every member of 100,000 items for each letter that is typed is felt.
 */
export const holdsWords = (filter: Filter): ((item: object) => boolean) => {
  const tests = filter.terms.filter(isAnywhere).map(({ texts, negated }) => {
    const wished = texts.map((text) => text.toLowerCase());
    return (text: string): boolean => wished.some((word) => text.includes(word)) !== negated;
  });
  return (item) => {
    const text = textOf(item);
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

const texts = new WeakMap<object, string>();

const textOf = (item: object): string => {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const parts: string[] = [];
  gather(item, parts);
  // No word of a filter holds a line break, so that none is found across two members.
  const text = parts.join("\n").toLowerCase();
  texts.set(item, text);
  return text;
};

const gather = (value: unknown, parts: string[]): void => {
  if (typeof value === "string") parts.push(value);
  else if (typeof value === "number" || typeof value === "boolean") parts.push(String(value));
  else if (value instanceof Date) parts.push(value.toISOString());
  else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) gather(member, parts);
  }
};
