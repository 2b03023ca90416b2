import type { OperationName } from "@windowpane/core";
import { readGap, readItems, readResponse } from "./entry-line.ts";
import type { Lines } from "./lines.ts";
import type { SnapshotEntries, SnapshotEntry } from "./snapshot.ts";

/** The names of IDs in requests, in the order of keys. */
const idNames = [
  "WindowId",
  "WindowExecutionId",
  "TaskId",
  "CommandId",
  "InstanceId",
  "PluginName",
  "AutomationExecutionId",
  "InstanceIds",
] as const;

/** Key of an entry: its operation and IDs. Entries are sorted by it. */
export const keyOf = (operation: OperationName, input: object): string =>
  [operation, ...idNames.map((name) => String(Reflect.get(input, name) ?? ""))].join("\n");

/** The operation and IDs of a key. */
const partsOf = (key: string): Pick<SnapshotEntry, "operation" | "input"> => {
  const [operation, ...ids] = key.split("\n");
  const input = Object.fromEntries(
    idNames.flatMap((name, index) => {
      const id = ids[index] ?? "";
      return id === "" ? [] : [[name, id] as const];
    }),
  );
  return { operation: operation as OperationName, input }; // Written by `keyOf`.
};

/** What the keys of all entries with some IDs start with. IDs after the last given one can be any. */
export const prefixOf = (operation: OperationName, ids: object): string => {
  const last = idNames.findLastIndex((name) => Reflect.get(ids, name) !== undefined);
  const parts = idNames.slice(0, last + 1).map((name) => String(Reflect.get(ids, name) ?? ""));
  return [operation, ...parts, ""].join("\n");
};

/** Position of the first of ascending keys that is not below a text. */
export const positionOf = (keys: readonly string[], text: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Which lines belong to which entry. */
export interface EntryIndex {
  /** The key of each entry, ascending. */
  readonly keys: readonly string[];
  /** The numbers of all lines, sorted by entry. */
  readonly lines: readonly number[];
  /** Position in `lines` of the first line of each entry. */
  readonly starts: readonly number[];
  /** The numbers of the lines that are gaps. */
  readonly gaps: ReadonlySet<number>;
}

/** Creates the entries of a snapshot over its lines, which must be valid. */
export const createEntries = (store: Lines, index: EntryIndex): SnapshotEntries => {
  const { keys, lines, starts, gaps } = index;
  /** Number of items by line, as far as it is known. */
  const sizes: number[] = [];

  const readLine = (line: number, operation: OperationName): readonly object[] => {
    const items = readItems(store, line, operation);
    sizes[line] = items.length;
    return items;
  };

  const entryAt = (position: number): SnapshotEntry => {
    const { operation, input } = partsOf(keys[position] ?? "");
    const all = lines.slice(starts[position], starts[position + 1]);
    const own = all.filter((line) => !gaps.has(line));
    const failed = all.find((line) => gaps.has(line));
    return {
      operation,
      input,
      gap: failed === undefined ? undefined : readGap(store, failed),
      response: () => {
        const [line] = own;
        return line === undefined ? undefined : readResponse(store, line, operation);
      },
      *items(from = 0) {
        let left = from;
        for (const line of own) {
          const size = sizes[line];
          if (size !== undefined && size <= left) {
            left -= size;
            continue;
          }
          const items = readLine(line, operation);
          yield* left === 0 ? items : items.slice(left);
          left = Math.max(0, left - items.length);
        }
      },
      *itemsWith(text) {
        for (const line of own) if (store.text(line).includes(text)) yield* readLine(line, operation);
      },
    };
  };

  return {
    size: keys.length,
    *[Symbol.iterator]() {
      for (const position of keys.keys()) yield entryAt(position);
    },
    find: (operation, input) => {
      const key = keyOf(operation, input);
      const position = positionOf(keys, key);
      return keys[position] === key ? entryAt(position) : undefined;
    },
    *of(operation, ids = {}) {
      const prefix = prefixOf(operation, ids);
      for (
        let position = positionOf(keys, prefix);
        keys[position]?.startsWith(prefix) === true;
        position += 1
      )
        yield entryAt(position);
    },
    *lines() {
      for (const line of lines) yield store.bytes(line);
    },
  };
};
