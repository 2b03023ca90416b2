/** A map of a limited size. When it is full, the entry that was not used for the longest time leaves. */
export interface BoundedMap<Key, Value> {
  /** The value of a key, which counts as a use. Undefined when there is none. */
  get(key: Key): Value | undefined;
  /** Whether there is an entry, which does not count as a use. */
  has(key: Key): boolean;
  /** Adds or replaces an entry, which counts as a use. */
  set(key: Key, value: Value): void;
}

/** An empty map for at most `maxEntries` entries. */
export const boundedMap = <Key, Value>(maxEntries: number): BoundedMap<Key, Value> => {
  // A Map gives its keys in the order in which they were set, so the first is the one to leave.
  const entries = new Map<Key, Value>();
  const set = (key: Key, value: Value): void => {
    entries.delete(key);
    entries.set(key, value);
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) return;
      entries.delete(oldest);
    }
  };
  return {
    has: (key) => entries.has(key),
    get: (key) => {
      const value = entries.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
};
