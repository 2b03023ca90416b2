import type { OperationName } from "@windowpane/core";
import { entryLine, ITEMS_PER_LINE } from "./entry-line.ts";
import { createEntries, keyOf } from "./entries.ts";
import { createLines } from "./lines.ts";
import type { SnapshotEntries, SnapshotGap } from "./snapshot.ts";

/** Collects the entries of a snapshot as lines, in any order. */
export interface EntryLog {
  /** Adds an entry with a response or a gap. An entry with the same operation and IDs is replaced. */
  add(operation: OperationName, input: Ids, content: EntryContent): void;
  /** Starts the entry of a list. It replaces an entry with the same operation and IDs when it ends. */
  list(operation: OperationName, input: Ids): ListLog;
  /** The entries so far. */
  entries(): SnapshotEntries;
}

type Ids = Readonly<Record<string, string>>;
type EntryContent = { readonly response: object } | { readonly gap: SnapshotGap };

/** Collects the items of a list. */
export interface ListLog {
  add(items: readonly object[]): void;
  /** Ends the list, with the gap after its last item if there is one. */
  end(gap?: SnapshotGap): void;
}

/** Creates an empty log. */
export const createEntryLog = (): EntryLog => {
  const store = createLines();
  const linesOf = new Map<string, readonly number[]>();
  const gaps = new Set<number>();

  const appendGap = (operation: OperationName, input: Ids, gap: SnapshotGap): number => {
    const line = store.append(entryLine({ operation, input, gap }));
    gaps.add(line);
    return line;
  };

  return {
    add: (operation, input, content) => {
      const line =
        "gap" in content
          ? appendGap(operation, input, content.gap)
          : store.append(entryLine({ operation, input, ...content }));
      linesOf.set(keyOf(operation, input), [line]);
    },
    list: (operation, input) => {
      const own: number[] = [];
      const append = (items: readonly object[]): void => {
        own.push(store.append(entryLine({ operation, input, items })));
      };
      return {
        add: (items) => {
          for (let start = 0; start < items.length; start += ITEMS_PER_LINE)
            append(items.slice(start, start + ITEMS_PER_LINE));
        },
        end: (gap) => {
          if (own.length === 0 && gap === undefined) append([]);
          if (gap !== undefined) own.push(appendGap(operation, input, gap));
          linesOf.set(keyOf(operation, input), own);
        },
      };
    },
    entries: () => {
      const keys = [...linesOf.keys()].toSorted(byCodeUnits);
      const lines: number[] = [];
      const starts = keys.map(
        (key) => lines.push(...(linesOf.get(key) ?? [])) - (linesOf.get(key)?.length ?? 0),
      );
      return createEntries(store, { keys, lines, starts, gaps });
    },
  };
};

/** Sorts texts as `<` compares them. */
const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : 1);
