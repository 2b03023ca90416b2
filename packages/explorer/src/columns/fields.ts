/** Filter fields that several columns have. */
import type { ColumnField } from "../model/column.ts";
import type { FieldValue } from "@windowpane/core";
import {
  patchBases,
  patchOutcomes,
  resultsWorstFirst,
  verdictsWorstFirst,
  type MachineResult,
  type PatchResult,
  type Verdict,
} from "@windowpane/report";

type Read<Item extends object> = (item: Item) => FieldValue | readonly FieldValue[];

/** Our verdict. */
export const verdictField = <Item extends object>(
  read: (item: Item) => Verdict | undefined,
): ColumnField<Item> => ({
  name: "verdict",
  kind: "word",
  values: verdictsWorstFirst,
  about: "our verdict, such as verdict:failed,partial",
  read,
});

/** Result of a machine. */
export const resultField = <Item extends object>(
  read: (item: Item) => MachineResult | undefined,
  name = "result",
): ColumnField<Item> => ({
  name,
  kind: "word",
  values: resultsWorstFirst,
  about: `result of a machine, such as ${name}:failed,timed_out`,
  read,
});

/** Causes, all of them. */
export const causeField = <Item extends object>(read: Read<Item>): ColumnField<Item> => ({
  name: "cause",
  about: 'text in a cause, such as cause:disk or cause:"disk full"',
  read,
});

/** The line that shows a cause. */
export const evidenceField = <Item extends object>(read: Read<Item>): ColumnField<Item> => ({
  name: "evidence",
  about: "text in the evidence of a cause",
  read,
});

/** Name or ID of a machine. */
export const machineField = <Item extends object>(read: Read<Item>): ColumnField<Item> => ({
  name: "machine",
  aliases: ["name"],
  about: "text in a machine's name or ID, such as machine:web",
  read,
});

/** Name or ID of a window. */
export const windowField = <Item extends object>(read: Read<Item>): ColumnField<Item> => ({
  name: "window",
  about: "text in a window's name or ID, such as window:nightly",
  read,
});

/** Number of machines that did not pass. */
export const failedField = <Item extends object>(read: Read<Item>): ColumnField<Item> => ({
  name: "failed",
  kind: "number",
  about: "number of machines that did not pass, such as failed>10",
  read,
});

/** Patch result of a machine, and what it is based on. */
export const patchFields: readonly ColumnField<{ readonly patch?: PatchResult | undefined }>[] = [
  { name: "patch", values: patchOutcomes, read: ({ patch }) => patch?.result },
  { name: "basis", values: patchBases, read: ({ patch }) => patch?.basis },
];
