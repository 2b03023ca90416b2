/** Messages between the suite in Node and the transport in workerd. */
import type { OperationName, ServiceErrorOptions, TransportErrorOptions } from "@windowpane/core";

export interface WorkerRequest {
  readonly endpoint: string;
  readonly operation: OperationName;
  readonly input: unknown;
}

export type WorkerResponse =
  | { readonly output: unknown }
  | { readonly refused: ServiceErrorOptions }
  | { readonly lost: string; readonly options: Omit<TransportErrorOptions, "cause"> }
  | { readonly unreadable: readonly string[]; readonly retryable: boolean };

/** Marks dates, because JSON has none and the tests check them. */
export const withMarkedDates = (value: unknown): unknown => {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) return value.map(withMarkedDates);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withMarkedDates(member)]));
};

/** Restores marked dates. */
export const withDates = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== "object" || value === null) return value;
  if ("$date" in value && typeof value.$date === "number") return new Date(value.$date);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDates(member)]));
};
