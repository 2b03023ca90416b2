import {
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  type OperationName,
  type TransportMeaning,
  type WindowpaneError,
} from "@windowpane/core";
import type { SnapshotEntry, SnapshotGap, Snapshot } from "../file/snapshot.ts";
import { missing, NOT_IN_SNAPSHOT } from "./missing.ts";

/** A list in the snapshot, which may be incomplete. */
export interface EntryList {
  readonly items: readonly object[];
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
  /** A list. Throws a ServiceError if it is not in the snapshot. */
  list(operation: OperationName, input: object): EntryList;
  /** Whether the snapshot has an entry, even if it is a gap. */
  has(operation: OperationName, input: object): boolean;
  /** All entries of an operation. */
  all(operation: OperationName): readonly SnapshotEntry[];
}

export const openStore = (snapshot: Snapshot): SnapshotStore => {
  const entries = new Map(snapshot.responses.map((entry) => [keyOf(entry.operation, entry.input), entry]));

  const find = (operation: OperationName, input: object, requested = operation): SnapshotEntry => {
    const entry = entries.get(keyOf(operation, input));
    if (entry === undefined) throw missing(requested, input, snapshot);
    return entry;
  };

  return {
    snapshot,
    response: (operation, input, requested = operation) => {
      const { response, gap } = find(operation, input, requested);
      if (response !== undefined) return response;
      throw gap === undefined ? missing(requested, input, snapshot) : gapError(requested, gap);
    },
    list: (operation, input) => listIn(find(operation, input)),
    all: (operation) => snapshot.responses.filter((entry) => entry.operation === operation),
    has: (operation, input) => entries.has(keyOf(operation, input)),
  };
};

/** The list of an entry. */
export const listIn = ({ items = [], gap }: SnapshotEntry): EntryList => ({ items, gap });

/** The error of a gap, with its meaning at the time of the snapshot. It is not retryable. */
export const gapError = (
  operation: OperationName,
  { code, message, status }: SnapshotGap,
): WindowpaneError => {
  const text =
    code === NOT_IN_SNAPSHOT ? message : `It could not be read when the snapshot was taken: ${message}`;
  const meaning = transportMeanings.get(code);
  if (meaning !== undefined) return new TransportError(operation, text, { meaning, retryable: false });
  if (code === "stalled") return new StalledError(operation);
  if (code === "invalid-output") return new InvalidOutputError(operation, [text]);
  return new ServiceError(operation, { code, message: text, status, retryable: false });
};

/** Meanings by the code in the file. */
const transportMeanings: ReadonlyMap<string, TransportMeaning> = new Map([
  ["no-response", "no-response"],
  ["unsent", "unsent"],
  ["foreign", "foreign"],
]);

/** Key of an entry: its operation and IDs, in a fixed order. */
const keyOf = (operation: OperationName, input: object): string =>
  [operation, ...ids.map((name) => String(Reflect.get(input, name) ?? ""))].join(" ");

const ids = [
  "WindowId",
  "WindowExecutionId",
  "TaskId",
  "CommandId",
  "InstanceId",
  "PluginName",
  "AutomationExecutionId",
];
