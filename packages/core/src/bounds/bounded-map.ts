/** A map of a limited size. When it is full, the least recently used entry is removed. */
export interface BoundedMap<Key, Value> {
  /** Value of a key, or undefined. Counts as a use. */
  get(key: Key): Value | undefined;
  /** Whether the map has an entry for a key. Does not count as a use. */
  has(key: Key): boolean;
  /** Adds or replaces an entry. Counts as a use. */
  set(key: Key, value: Value): void;
}

/** Creates an empty map for at most `maxEntries` entries. */
export const boundedMap = <Key, Value>(maxEntries: number): BoundedMap<Key, Value> => {
  // A Map iterates in insertion order, so the first key is the least recently used one.
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
