/** The line of a file for an entry: a JSON object with the operation, the IDs, and a response, a gap or a part of a list. */
import {
  fromWire,
  InvalidOutputError,
  isOperationName,
  isPaged,
  operations,
  type OperationName,
} from "@windowpane/core";
import type { Lines } from "./lines.ts";
import type { SnapshotEntry, SnapshotGap } from "./snapshot.ts";

/** Maximum number of items in a line. A longer list has several lines, so a page of it is read without the rest. */
export const ITEMS_PER_LINE = 100;

/** Content of a line. */
export type LineContent = Pick<SnapshotEntry, "operation" | "input"> &
  ({ readonly response: object } | { readonly items: readonly object[] } | { readonly gap: SnapshotGap });

/** Writes a line. The content comes last, so that the start of a line tells what it is. */
export const entryLine = (content: LineContent): string => {
  const { operation, input, ...rest } = content;
  return JSON.stringify({ operation, input, ...rest });
};

/** The start of a line: what it is, without its content. */
export interface LineHead extends Pick<SnapshotEntry, "operation" | "input"> {
  readonly content: "response" | "items" | "gap";
}

/** Most starts of lines are shorter, in bytes. */
const HEAD = 512;

/** Reads the start of a line. Undefined if it is not the start of an entry. */
export const readHead = (lines: Lines, line: number): LineHead | undefined =>
  headIn(lines.text(line, HEAD)) ?? headIn(lines.text(line));

/** Reads the start of a line from its text, or from the first part of its text. */
export const headIn = (text: string): LineHead | undefined => {
  for (const { index, groups } of text.matchAll(/\},"(?<content>response|items|gap)":[{[]/gu)) {
    // A name or an ID can contain the pattern; the object before it is then incomplete.
    const head = parsed(`${text.slice(0, index)}}}`);
    if (head === undefined) continue;
    const { operation, input, ...others } = head;
    const content = groups?.["content"] as LineHead["content"]; // The pattern matches these only.
    if (typeof operation !== "string" || !isOperationName(operation) || !isStrings(input)) return undefined;
    if (Object.keys(others).length > 0) return undefined;
    const isPossible = content === "gap" || (content === "items") === isPaged(operation);
    return isPossible ? { operation, input, content } : undefined;
  }
  return undefined;
};

/** Reads the items of a line, with times. */
export const readItems = (lines: Lines, line: number, operation: OperationName): readonly object[] => {
  const items = parsed(lines.text(line))?.["items"];
  if (!Array.isArray(items) || !items.every(isObject)) throw invalid(operation);
  // The core converts whole responses, so items are wrapped in one.
  const row = operations[operation];
  if ("items" in row) fromWire(operation, { [row.items]: items });
  return items;
};

/** Reads the response of a line, with times. */
export const readResponse = (lines: Lines, line: number, operation: OperationName): object => {
  const response = parsed(lines.text(line))?.["response"];
  if (!isObject(response)) throw invalid(operation);
  fromWire(operation, response);
  return response;
};

/** Reads the gap of a line. Undefined if it is invalid. */
export const readGap = (lines: Lines, line: number): SnapshotGap | undefined => {
  const gap = parsed(lines.text(line))?.["gap"];
  if (!isObject(gap)) return undefined;
  const { code, message, status } = gap;
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  if (status !== undefined && typeof status !== "number") return undefined;
  return status === undefined ? { code, message } : { code, message, status };
};

const invalid = (operation: OperationName): InvalidOutputError =>
  new InvalidOutputError(operation, ["The snapshot has an invalid entry."]);

/** Parses the text of a JSON object. Undefined for another text. */
export const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isStrings = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((member) => typeof member === "string");
