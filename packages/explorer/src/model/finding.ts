import type { Trouble } from "./connection.ts";
import { keyOf, type Reading, type Values } from "./reading.ts";

/** What has become of a reading so far. */
export interface Finding<Value = unknown> {
  /** Absent until the first answer. */
  readonly value?: Value | undefined;
  /** When the value was read. */
  readonly at?: Date | undefined;
  /** How long it took to read it whole, in milliseconds. */
  readonly took?: number | undefined;
  /** `stopped`: nobody looked at it any more before it was whole. */
  readonly phase: "reading" | "done" | "failed" | "stopped";
  /** Why it failed. A value that was read before stays. */
  readonly trouble?: Trouble | undefined;
}

/** Everything that was read, by `keyOf` its reading. */
export type Findings = ReadonlyMap<string, Finding>;

/** What has become of a reading; undefined when nobody has asked for it. */
export const findingOf = <Of extends Reading["of"]>(
  findings: Findings,
  reading: Extract<Reading, { readonly of: Of }>,
): Finding<Values[Of]> | undefined =>
  // A key begins with what it is of, and the session puts only such values under it.
  findings.get(keyOf(reading)) as Finding<Values[Of]> | undefined;
