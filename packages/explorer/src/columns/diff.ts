/** Columns of the machines of two executions. */
import { machineName } from "../content/execution.ts";
import { fieldsNamed, tableOnly, type Column } from "../model/column.ts";
import { type ResultTone, resultPiece } from "../model/meaning.ts";
import type { Piece } from "../model/text.ts";
import {
  diffClasses,
  diffFields,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";

export interface DiffRow extends MachineDiff {
  readonly diff: ExecutionDiff;
}

/** Columns of the machines of two executions. */
export const diffColumns: readonly Column<DiffRow>[] = [
  {
    title: "machine",
    fields: fieldsNamed(diffFields, "machine"),
    table: { name: "name", least: 20 },
    least: 20,
    wanted: 26,
    value: (machine) => ["strong", machineName(machine)],
    sortKey: (machine) => machineName(machine),
  },
  {
    title: "change",
    fields: fieldsNamed(diffFields, "change"),
    table: { name: "class" },
    least: 18,
    wanted: 25,
    value: (machine) => classPiece(machine.class),
    sortKey: (machine) => diffClasses.indexOf(machine.class),
  },
  {
    title: "before",
    fields: fieldsNamed(diffFields, "before"),
    table: { name: "before", kind: "status" },
    least: 15,
    rank: 3,
    value: ({ before }) => (before === undefined ? "" : resultPiece(before.result)),
  },
  {
    title: "now",
    fields: fieldsNamed(diffFields, "now"),
    table: { name: "after", kind: "status" },
    least: 15,
    rank: 2,
    value: ({ after }) => (after === undefined ? "" : resultPiece(after.result)),
  },
  {
    title: "took",
    fields: fieldsNamed(diffFields, "duration"),
    table: { name: "tookAfter", rank: 3 },
    least: 16,
    wanted: 18,
    rank: 4,
    align: "right",
    value: ({ before, after }) => tookText(before?.milliseconds, after?.milliseconds),
    sortKey: ({ after }) => after?.milliseconds,
    firstOrder: "descending",
  },
  {
    title: "cause",
    fields: fieldsNamed(diffFields, "cause"),
    table: { name: "cause", least: 12, rank: 1 },
    least: 18,
    grow: 1,
    rank: 1,
    value: ({ after, before }) => (after ?? before)?.cause?.title ?? "",
  },
  tableOnly({ name: "InstanceName", least: 8, rank: 2 }),
  tableOnly({ name: "patchBefore", rank: 7 }),
  tableOnly({ name: "patchAfter", rank: 6 }),
  tableOnly({ name: "tookBefore", rank: 4 }),
  tableOnly({ name: "reason", least: 16, rank: 5 }),
];

export const tones: Readonly<Record<DiffClass, ResultTone | "accent">> = {
  newlyFailing: "bad",
  failingOtherwise: "bad",
  stillFailing: "bad",
  newlyNotPatched: "bad",
  notPatched: "bad",
  undecided: "warn",
  vanished: "warn",
  added: "accent",
  slower: "warn",
  recovered: "good",
  newlyPatched: "good",
  unchanged: "muted",
};

const classPiece = (name: DiffClass): Piece => {
  const tone = tones[name];
  return [tone, diffWords[name], tone === "accent" ? "plain" : tone];
};

const tookText = (before: number | undefined, after: number | undefined): string => {
  if (after === undefined) return before === undefined ? "" : durationText(before);
  return before === undefined ? durationText(after) : `${durationText(before)} to ${durationText(after)}`;
};
