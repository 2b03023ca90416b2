/**
 * An answer as AWS JSON 1.1 writes it: absent members left out, and every `Date` a number of seconds since 1970 with
 * milliseconds behind the point. (The ISO 8601 times of AWS's pages are what its CLI prints; on the wire the official
 * JavaScript client refuses them.)
 */
export const encode = (answer: unknown): string => JSON.stringify(wireForm(answer));

/**
 * Copies only the way down to each Date: a page's texts, which are most of it, are never touched. (A replacer for
 * JSON.stringify takes four times as long, as it is called for every member and after Date's own toJSON.)
 */
const wireForm = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  // An object's members can be read by name, whatever they are.
  return Array.isArray(value) ? wireList(value) : wireMembers(value as Readonly<Record<string, unknown>>);
};

const wireList = (list: readonly unknown[]): readonly unknown[] => {
  let hasDates = false;
  const written = list.map((item) => {
    const form = wireForm(item);
    hasDates ||= form !== item;
    return form;
  });
  return hasDates ? written : list;
};

const wireMembers = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const form = wireForm(members[name]);
    if (form !== members[name]) (copy ??= { ...members })[name] = form;
  }
  return copy ?? members;
};
