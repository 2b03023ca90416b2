/** Columns of the machines of two executions. */
import type { Column } from "../model/column.ts";
import { type ResultTone, resultPiece } from "../model/meaning.ts";
import type { Piece } from "../model/text.ts";
import {
  diffClasses,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
} from "@windowpane/report";
import { durationText, safeLine } from "@windowpane/text";

export interface DiffRow extends MachineDiff {
  readonly diff: ExecutionDiff;
}

/** Columns of the machines of two executions. */
export const diffColumns: readonly Column<DiffRow>[] = [
  {
    title: "machine",
    least: 20,
    wanted: 26,
    value: (machine) => ["strong", nameOf(machine)],
    sortKey: (machine) => nameOf(machine),
  },
  {
    title: "what changed",
    least: 18,
    wanted: 25,
    value: (machine) => classPiece(machine.class),
    sortKey: (machine) => diffClasses.indexOf(machine.class),
  },
  {
    title: "before",
    least: 15,
    rank: 3,
    value: ({ before }) => (before === undefined ? "" : resultPiece(before.result)),
  },
  {
    title: "now",
    least: 15,
    rank: 2,
    value: ({ after }) => (after === undefined ? "" : resultPiece(after.result)),
  },
  {
    title: "took",
    least: 16,
    wanted: 18,
    rank: 4,
    align: "right",
    value: ({ before, after }) => tookText(before?.milliseconds, after?.milliseconds),
    sortKey: ({ after }) => after?.milliseconds,
  },
  {
    title: "cause",
    least: 18,
    grow: 1,
    rank: 1,
    value: ({ after, before }) => (after ?? before)?.cause?.title ?? "",
  },
];

export const nameOf = ({ name, InstanceName = "" }: MachineDiff): string =>
  safeLine(InstanceName) === "" ? safeLine(name) : safeLine(InstanceName);

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
