/**
 * An answer as AWS JSON 1.1 writes it: absent members left out, and every `Date` a number of seconds since 1970 with
 * milliseconds behind the point. (The ISO 8601 times of AWS's pages are what its CLI prints; on the wire the official
 * JavaScript client refuses them.)
 */
export const encode = (answer: unknown): string =>
  JSON.stringify(typeof answer === "object" && answer !== null ? wireForm(answer) : answer);

/** An answer as it goes onto the wire. One that is frozen will not change, so its bytes are made once and kept as long as it is. */
export const encodeBody = (answer: unknown): string | Uint8Array<ArrayBuffer> => {
  if (typeof answer !== "object" || answer === null || !Object.isFrozen(answer)) return encode(answer);
  const known = kept.get(answer);
  if (known !== undefined) return known;
  const bytes = new TextEncoder().encode(encode(answer));
  kept.set(answer, bytes);
  return bytes;
};

const kept = new WeakMap<object, Uint8Array<ArrayBuffer>>();

/**
 * Copies only the way down to each Date: a page's texts, which are most of it, are passed over, not even called for. (A
 * replacer for JSON.stringify takes four times as long, as it is called for every member and after Date's own toJSON.)
 */
const wireForm = (value: object): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  // An object's members can be read by name, whatever they are.
  return Array.isArray(value) ? wireList(value) : wireMembers(value as Readonly<Record<string, unknown>>);
};

const wireList = (list: readonly unknown[]): readonly unknown[] => {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    if (typeof item !== "object" || item === null) continue;
    const form = wireForm(item);
    if (form !== item) (copy ??= [...list])[index] = form;
  }
  return copy ?? list;
};

const wireMembers = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  let copy: Record<string, unknown> | undefined;
  // Answers are plain objects, so nothing is inherited; Object.keys would take twice as long.
  for (const name in members) {
    const member = members[name];
    if (typeof member !== "object" || member === null) continue;
    const form = wireForm(member);
    if (form !== member) (copy ??= { ...members })[name] = form;
  }
  return copy ?? members;
};
