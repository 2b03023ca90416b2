/** Copies a part of a plan deeply, so that a caller that changes a response does not change the account. */
export const copy = <Value>(value: Value): Value => copyOf(value) as Value; // A copy has the type of its original.

const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value.slice();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, copyOf(member)]])),
  );
};
