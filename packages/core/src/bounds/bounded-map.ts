/** A map of a limited size. When it is full, the least recently used entry is removed. */
export interface BoundedMap<Key, Value> {
  /** Value of a key, or undefined. Counts as a use. */
  get(key: Key): Value | undefined;
  /** Whether the map has an entry for a key. Does not count as a use. */
  has(key: Key): boolean;
  /** Adds or replaces an entry. Counts as a use. An entry that is larger than the map is not added. */
  set(key: Key, value: Value): void;
  /** Removes an entry, if there is one. */
  delete(key: Key): void;
  /** All entries, the least recently used one first. */
  entries(): IterableIterator<[Key, Value]>;
}

/** Limits the total size of the values. */
export interface SizeLimit<Value> {
  /** Maximum sum of the sizes. Above it, the least recently used entries are removed. */
  readonly maxSize: number;
  /** Returns the size of a value, which must not change while it is in the map. */
  readonly sizeOf: (value: Value) => number;
}

/** Creates an empty map for at most `maxEntries` entries, and optionally for a total size. */
export const boundedMap = <Key, Value>(
  maxEntries: number,
  limit?: SizeLimit<Value>,
): BoundedMap<Key, Value> => {
  // A Map iterates in insertion order, so the first key is the least recently used one.
  const entries = new Map<Key, Value>();
  const sizes = new Map<Key, number>();
  const maxSize = limit?.maxSize ?? Infinity;
  let size = 0;

  const remove = (key: Key): void => {
    entries.delete(key);
    size -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };
  const makeRoom = (): void => {
    if (entries.size <= maxEntries && size <= maxSize) return;
    for (const oldest of entries.keys()) {
      remove(oldest);
      if (entries.size <= maxEntries && size <= maxSize) return;
    }
  };
  return {
    has: (key) => entries.has(key),
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      remove(key);
      if (limit !== undefined) {
        const own = limit.sizeOf(value);
        if (own > maxSize) return;
        sizes.set(key, own);
        size += own;
      }
      entries.set(key, value);
      makeRoom();
    },
    delete: remove,
    entries: () => entries.entries(),
  };
};
