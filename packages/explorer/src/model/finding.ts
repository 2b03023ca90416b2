import type { ErrorText } from "./connection.ts";
import { keyOf, type Reading, type Values } from "./reading.ts";

/** State of a reading. */
export interface Finding<Value = unknown> {
  /** Absent until something was read. */
  readonly value?: Value | undefined;
  /** When the value was read. */
  readonly at?: Date | undefined;
  /** When the current reading began. */
  readonly begun?: Date | undefined;
  /** When a reading last found something else than the one before. Absent until then, and for lists. */
  readonly changed?: Date | undefined;
  /** Duration of the complete reading, in milliseconds. */
  readonly took?: number | undefined;
  /** `stopped`: its screen was left before it was complete. */
  readonly phase: "reading" | "done" | "failed" | "stopped";
  /** Why it failed. A value from before stays. */
  readonly error?: ErrorText | undefined;
}

/** All readings by their key. */
export type Findings = ReadonlyMap<string, Finding>;

/** State of a reading; undefined if it was never started. */
export const findingOf = <Of extends Reading["of"]>(
  findings: Findings,
  reading: Extract<Reading, { readonly of: Of }>,
): Finding<Values[Of]> | undefined =>
  // The session stores values under the key of their reading.
  findings.get(keyOf(reading)) as Finding<Values[Of]> | undefined;
