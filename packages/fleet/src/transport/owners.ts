import { boundedMap } from "@windowpane/core";

/** Which location an ID belongs to, as far as responses have shown it. */
export interface Owners {
  /** Index of the location, or undefined. */
  get(id: string): Owner | undefined;
  /** Records the location of an ID. A mention does not replace what is known. */
  learn(id: string, owner: Owner): void;
  forget(id: string): void;
  /** Records that a location was useful just now. */
  used(index: number): void;
  /** Sorts indexes: those used last first, others in their order. */
  likelyFirst(indexes: readonly number[]): readonly number[];
}

/** The location of an ID. */
export interface Owner {
  /** Index in the fleet's list of locations. */
  readonly index: number;
  /** Whether a response of the location only mentions the ID, so that it can be of another one. */
  readonly mentioned: boolean;
}

/** Creates an empty memory for at most `maxIds` IDs. When it is full, the ID that was used least recently is forgotten. */
export const createOwners = (maxIds: number): Owners => {
  // Small integers instead of objects: the index, and minus one minus the index for mentions.
  const known = boundedMap<string, number>(maxIds);
  const uses = new Map<number, number>();
  let clock = 0;
  return {
    get: (id) => {
      const code = known.get(id);
      if (code === undefined) return undefined;
      return code < 0 ? { index: -1 - code, mentioned: true } : { index: code, mentioned: false };
    },
    learn: (id, { index, mentioned }) => {
      if (!mentioned) known.set(id, index);
      else if (!known.has(id)) known.set(id, -1 - index);
    },
    forget: (id) => known.delete(id),
    used: (index) => {
      clock += 1;
      uses.set(index, clock);
    },
    likelyFirst: (indexes) => indexes.toSorted((one, other) => (uses.get(other) ?? 0) - (uses.get(one) ?? 0)),
  };
};
