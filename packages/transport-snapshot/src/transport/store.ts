import { errorOfCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import type { SnapshotEntry, SnapshotGap, Snapshot } from "../file/snapshot.ts";
import { missing, NOT_IN_SNAPSHOT } from "./missing.ts";

/** A list in the snapshot, which may be incomplete. */
export interface EntryList {
  /** The items from a position. */
  items(from: number): Iterable<object>;
  /** Why there may be more items. */
  readonly gap?: SnapshotGap | undefined;
}

/** The entries of a snapshot by operation and IDs. */
export interface SnapshotStore {
  readonly snapshot: Snapshot;
  /**
   * The response of an operation without pages. If it is not in the snapshot, throws a ServiceError of `requested`. Default:
   * `operation`.
   */
  response(operation: OperationName, input: object, requested?: OperationName): object;
  /** The entry of a list. Throws a ServiceError if it is not in the snapshot. */
  list(operation: OperationName, input: object): SnapshotEntry;
  /** Whether the snapshot has an entry, even if it is a gap. */
  has(operation: OperationName, input: object): boolean;
  /** All entries of an operation, or those with some IDs. */
  all(operation: OperationName, ids?: object): Iterable<SnapshotEntry>;
}

export const openStore = (snapshot: Snapshot): SnapshotStore => {
  const { responses } = snapshot;

  const find = (operation: OperationName, input: object, requested = operation): SnapshotEntry => {
    const entry = responses.find(operation, input);
    if (entry === undefined) throw missing(requested, input, snapshot);
    return entry;
  };

  return {
    snapshot,
    response: (operation, input, requested = operation) => {
      const entry = find(operation, input, requested);
      const { gap } = entry;
      const response = entry.response();
      if (response !== undefined) return response;
      throw gap === undefined ? missing(requested, input, snapshot) : gapError(requested, gap);
    },
    list: (operation, input) => find(operation, input),
    all: (operation, ids) => responses.of(operation, ids),
    has: (operation, input) => responses.find(operation, input) !== undefined,
  };
};

/** A list of items that are computed from entries. */
export const listFrom = (items: () => Iterable<object>, gap?: SnapshotGap): EntryList => ({
  *items(from) {
    let position = 0;
    for (const item of items()) {
      if (position >= from) yield item;
      position += 1;
    }
  },
  gap,
});

/** The error of a gap, with its meaning at the time of the snapshot. It is not retryable. */
export const gapError = (
  operation: OperationName,
  { code, message, status }: SnapshotGap,
): WindowpaneError => {
  const text =
    code === NOT_IN_SNAPSHOT ? message : `It could not be read when the snapshot was taken: ${message}`;
  return errorOfCode({ operation, code, message: text, status });
};
