import { fromWire, isOperationName, isPaged, operations, type OperationName } from "@windowpane/core";
import type { SnapshotEntry, SnapshotGap, SnapshotOrigin, Snapshot } from "./snapshot.ts";

/**
 * Reads a file's content as a snapshot. Undefined if a part has the wrong shape, which is possible with a valid checksum. (The
 * core checks AWS's responses when they are requested.)
 */
export const readContent = (value: unknown): Snapshot | undefined => {
  if (!isObject(value)) return undefined;
  const takenAt = timeIn(value["takenAt"]);
  const origin = originIn(value["origin"]);
  const { takenBy, includesSensitive, executions } = value;
  const responses = listOf(value["responses"], entryIn);
  if (takenAt === undefined || origin === undefined || responses === undefined) return undefined;
  if (!isOptionalString(takenBy) || typeof includesSensitive !== "boolean") return undefined;
  const ids = listOf(executions, (id) => (typeof id === "string" ? id : undefined));
  return ids === undefined
    ? undefined
    : { takenAt, takenBy, origin, includesSensitive, executions: ids, responses };
};

const originIn = (value: unknown): SnapshotOrigin | undefined => {
  if (!isObject(value)) return undefined;
  const { source, Account, region } = value;
  if (typeof source !== "string" || !isOptionalString(Account) || !isOptionalString(region)) return undefined;
  return { source, Account, region };
};

const entryIn = (value: unknown): SnapshotEntry | undefined => {
  if (!isObject(value)) return undefined;
  const { operation, input, response, items } = value;
  const gap = gapIn(value["gap"]);
  if (typeof operation !== "string" || !isOperationName(operation) || !isStrings(input)) return undefined;
  if (gap === undefined && value["gap"] !== undefined) return undefined;
  if (isPaged(operation)) {
    const list =
      items === undefined ? undefined : listOf(items, (item) => (isObject(item) ? item : undefined));
    if (list === undefined && (items !== undefined || gap === undefined)) return undefined;
    return { operation, input, items: list === undefined ? undefined : itemsFrom(operation, list), gap };
  }
  if (response === undefined) return gap === undefined ? undefined : { operation, input, gap };
  if (!isObject(response)) return undefined;
  fromWire(operation, response);
  return { operation, input, response, gap };
};

/** Converts the times of items. The core converts whole responses, so items are wrapped in one. */
const itemsFrom = (operation: OperationName, items: readonly object[]): readonly object[] => {
  const row = operations[operation];
  if ("items" in row) fromWire(operation, { [row.items]: items });
  return items;
};

const gapIn = (value: unknown): SnapshotGap | undefined => {
  if (!isObject(value)) return undefined;
  const { code, message, status } = value;
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  if (status !== undefined && typeof status !== "number") return undefined;
  return status === undefined ? { code, message } : { code, message, status };
};

const timeIn = (value: unknown): Date | undefined => {
  const time = new Date(typeof value === "string" ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
};

/** Reads every element of a list. Undefined if one is invalid. */
const listOf = <Element>(
  value: unknown,
  read: (element: unknown) => Element | undefined,
): readonly Element[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const list: Element[] = [];
  for (const element of value) {
    const known = read(element);
    if (known === undefined) return undefined;
    list.push(known);
  }
  return list;
};

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isOptionalString = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === "string";

const isStrings = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((member) => typeof member === "string");
