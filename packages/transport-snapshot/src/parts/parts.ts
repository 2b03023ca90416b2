/**
 * Parts of a snapshot's file: whole lines, in the file's order. The lines are sorted by operation and IDs, so the response to a
 * request is in a few neighbouring parts, and a large snapshot can be read without all of it.
 */
import { isPaged, operations, type Input, type OperationName } from "@windowpane/core";
import { keyOf, positionOf, prefixOf } from "../file/entries.ts";
import { headIn, parsed } from "../file/entry-line.ts";
import { createLines } from "../file/lines.ts";
import { entriesIn, headOfSnapshot } from "../file/read-snapshot.ts";
import { SnapshotError } from "../file/snapshot-error.ts";
import type { Snapshot } from "../file/snapshot.ts";
import { writeSnapshot } from "../file/write-snapshot.ts";

/** A part of a snapshot's file. */
export interface SnapshotPart {
  /** The lines, each with its end. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The key of the first entry. Empty for the first line of the file, undefined for the last one, which has the checksum. */
  readonly key: string | undefined;
  /** The entries that start in the part or continue in it. */
  readonly entries: readonly PartEntry[];
}

/** A line with an entry, or with a part of a list. */
export interface PartEntry {
  /** The operation. */
  readonly operation: OperationName;
  readonly input: Readonly<Record<string, string>>;
  /** Parses the items of a line of a list; empty for other lines. */
  items(): readonly object[];
}

/**
 * Divides a snapshot's file into parts: the first line, the entries, and the last line. Together they are the bytes that
 * `writeSnapshot` writes.
 *
 * @param size - bytes from which a part with entries is complete. A part is larger only by one line.
 */
export async function* partsOfSnapshot(
  snapshot: Snapshot,
  size: number,
): AsyncGenerator<SnapshotPart, void, undefined> {
  let key: string | undefined = "";
  let entries: PartEntry[] = [];
  let lines: Uint8Array[] = [];
  let bytes = 0;
  const take = (): SnapshotPart => {
    const part = { bytes: joined(lines), key, entries };
    entries = [];
    lines = [];
    bytes = 0;
    key = undefined;
    return part;
  };
  for await (const line of linesOf(snapshot)) {
    const entry = lines.length === 0 && key === "" ? undefined : entryOf(line);
    const isLast = entry === undefined && key !== "";
    if (isLast && bytes > 0) yield take();
    lines.push(line);
    bytes += line.length;
    if (entry !== undefined) {
      key ??= keyOf(entry.operation, entry.input);
      entries.push(entry);
    }
    // The first line is one part, because every other part is read with it.
    if (entry === undefined || bytes >= size) yield take();
  }
}

/** The lines that `writeSnapshot` writes, each with its end. */
async function* linesOf(snapshot: Snapshot): AsyncGenerator<Uint8Array, void, undefined> {
  let rest = new Uint8Array();
  for await (const piece of writeSnapshot(snapshot)) {
    const bytes = rest.length === 0 ? piece : joined([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield bytes.subarray(start, end + 1);
      start = end + 1;
    }
    rest = bytes.slice(start);
  }
}

const NEWLINE = 0x0a;

const entryOf = (line: Uint8Array): PartEntry | undefined => {
  const head = headIn(decoder.decode(line.subarray(0, 512))) ?? headIn(decoder.decode(line));
  if (head === undefined) return undefined;
  const { operation, input } = head;
  return {
    operation,
    input,
    items: () => {
      const items = isPaged(operation) ? parsed(decoder.decode(line))?.["items"] : undefined;
      return Array.isArray(items) ? (items as readonly object[]) : [];
    },
  };
};

const decoder = new TextDecoder();

/**
 * Reads a snapshot from the first line of a file and some of its other parts, in the file's order. It responds only from these;
 * requests for others are rejected as for responses that the snapshot does not have. The checksum is not compared.
 *
 * @throws SnapshotError if a line is invalid.
 */
export const readParts = (parts: readonly Uint8Array[]): Snapshot => {
  const store = createLines(joined(parts));
  const head = headOfSnapshot(store.text(0));
  const responses = entriesIn(store);
  if (head !== undefined && responses !== undefined) return { ...head, responses };
  throw new SnapshotError(
    "damaged",
    "The snapshot is damaged.",
    "Use another copy, or take the snapshot again.",
  );
};

/** A range of keys: from one that starts with the text to the last such one. */
export type KeyPrefix = string;

/** What the keys of the entries start with that the response to a request can need. Empty if snapshots do not support it. */
export const keysFor = <Name extends OperationName>(
  operation: Name,
  input: Input<Name>,
): readonly KeyPrefix[] => {
  const ids = (name: OperationName, wanted: object): string => prefixOf(name, wanted);
  const text = (name: string): string => String(Reflect.get(input, name) ?? "");
  switch (operation) {
    case "GetMaintenanceWindowExecutionTaskInvocation":
      return [
        ids("DescribeMaintenanceWindowExecutionTaskInvocations", {
          WindowExecutionId: text("WindowExecutionId"),
          TaskId: text("TaskId"),
        }),
      ];
    case "GetCommandInvocation":
      return [
        ids(operation, { CommandId: text("CommandId"), InstanceId: text("InstanceId") }),
        // Its short output, if the whole one was not needed.
        ids("ListCommandInvocations", { CommandId: text("CommandId") }),
      ];
    case "ListCommandInvocations":
      return [ids(operation, text("CommandId") === "" ? {} : { CommandId: text("CommandId") })];
    case "DescribeAutomationStepExecutions": {
      const AutomationExecutionId = text("AutomationExecutionId");
      return [
        ids(operation, { AutomationExecutionId }),
        ids("GetAutomationExecution", { AutomationExecutionId }),
      ];
    }
    case "DescribeAutomationExecutions": {
      const Filters: unknown = Reflect.get(input, "Filters");
      return filterValues(Filters).map(({ key, value }) =>
        ids(key === "ExecutionId" ? "GetAutomationExecution" : operation, { AutomationExecutionId: value }),
      );
    }
    case "GetInventory":
    case "DescribeInstancePatchStates":
      return [ids(operation, {})];
    default:
      return operations[operation].inSnapshot ? [keyOf(operation, input)] : [];
  }
};

const filterValues = (filters: unknown): readonly { readonly key: string; readonly value: string }[] => {
  if (!Array.isArray(filters)) return [];
  // The core has checked the request.
  return (filters as readonly { readonly Key: string; readonly Values: readonly string[] }[])
    .filter(({ Key }) => Key === "ExecutionId" || Key === "ParentExecutionId")
    .flatMap(({ Key, Values }) => Values.map((value) => ({ key: Key, value })));
};

/**
 * The positions of the parts that can contain entries with these keys.
 *
 * @param first - the key of the first entry of each part, ascending.
 */
export const partsWith = (first: readonly string[], prefixes: readonly KeyPrefix[]): readonly number[] => {
  const found = new Set<number>();
  for (const prefix of prefixes) {
    // The part before the first key that is not below the prefix can end with such entries.
    let position = Math.max(0, positionOf(first, prefix) - 1);
    do {
      found.add(position);
      position += 1;
    } while (position < first.length && isWithin(first[position] ?? "", prefix));
  }
  return [...found].toSorted((one, other) => one - other);
};

const isWithin = (key: string, prefix: string): boolean => key < prefix || key.startsWith(prefix);

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
