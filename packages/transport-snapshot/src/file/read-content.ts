import { fromWire, isOperationName, isPaged, operations, type OperationName } from "@windowpane/core";
import type { HeldAnswer, HeldGap, Origin, Snapshot } from "./snapshot.ts";

/**
 * A file's content as a snapshot; undefined when a part has another shape, which a checksum does not rule out. (The core checks
 * AWS's responses when they are requested.)
 */
export const readContent = (value: unknown): Snapshot | undefined => {
  if (!isObject(value)) return undefined;
  const takenAt = timeIn(value["takenAt"]);
  const origin = originIn(value["origin"]);
  const { takenBy, includesSensitive, executions } = value;
  const answers = listOf(value["answers"], heldIn);
  if (takenAt === undefined || origin === undefined || answers === undefined) return undefined;
  if (!isOptionalText(takenBy) || typeof includesSensitive !== "boolean") return undefined;
  const ids = listOf(executions, (id) => (typeof id === "string" ? id : undefined));
  return ids === undefined
    ? undefined
    : { takenAt, takenBy, origin, includesSensitive, executions: ids, answers };
};

const originIn = (value: unknown): Origin | undefined => {
  if (!isObject(value)) return undefined;
  const { source, Account, region } = value;
  if (typeof source !== "string" || !isOptionalText(Account) || !isOptionalText(region)) return undefined;
  return { source, Account, region };
};

const heldIn = (value: unknown): HeldAnswer | undefined => {
  if (!isObject(value)) return undefined;
  const { operation, input, answer, items } = value;
  const gap = gapIn(value["gap"]);
  if (typeof operation !== "string" || !isOperationName(operation) || !isTexts(input)) return undefined;
  if (gap === undefined && value["gap"] !== undefined) return undefined;
  if (isPaged(operation)) {
    const list =
      items === undefined ? undefined : listOf(items, (item) => (isObject(item) ? item : undefined));
    if (list === undefined && (items !== undefined || gap === undefined)) return undefined;
    return { operation, input, items: list === undefined ? undefined : itemsFrom(operation, list), gap };
  }
  if (answer === undefined) return gap === undefined ? undefined : { operation, input, gap };
  if (!isObject(answer)) return undefined;
  fromWire(operation, answer);
  return { operation, input, answer, gap };
};

/** The core reads times in whole answers. */
const itemsFrom = (operation: OperationName, items: readonly object[]): readonly object[] => {
  const row = operations[operation];
  if ("items" in row) fromWire(operation, { [row.items]: items });
  return items;
};

const gapIn = (value: unknown): HeldGap | undefined => {
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

/** Every element as it is read; undefined when one cannot be. */
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

const isOptionalText = (value: unknown): value is string | undefined =>
  value === undefined || typeof value === "string";

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((member) => typeof member === "string");
