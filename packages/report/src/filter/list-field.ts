/** Fields of filters over our own lists, and those that several lists have. */
import type { Field, FieldKind, FieldValue } from "@windowpane/core";
import { patchBases, patchOutcomes, type PatchResult } from "../model/patch.ts";
import { resultsWorstFirst, type MachineResult } from "../model/result.ts";
import type { AccountRegion, Verdict } from "../model/report.ts";
import { verdictsWorstFirst } from "../model/verdicts.ts";

/** A field of the filter for the items of a list. */
export interface ListField<Item extends object = object> extends Partial<Pick<Field, "values" | "aliases">> {
  /** The word before the colon: a field of the core, or one of the list's own. */
  readonly name: string;
  /** Default: as the core's field of this name, or `text`. */
  readonly kind?: FieldKind | undefined;
  /** Description for the help. Default: that of the core's field of this name, or `text in ` and the name. */
  readonly about?: string | undefined;
  /** Values of an item. Default: the members of the core's field of this name. */
  readonly read?: ((item: Item, now: Date) => FieldValue | readonly FieldValue[]) | undefined;
}

type Read<Item extends object> = (item: Item) => FieldValue | readonly FieldValue[];

/** Our verdict. */
export const verdictField = <Item extends object>(
  read: (item: Item) => Verdict | undefined,
): ListField<Item> => ({
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
): ListField<Item> => ({
  name,
  kind: "word",
  values: resultsWorstFirst,
  about: `result of a machine, such as ${name}:failed,timed_out`,
  read,
});

/** Causes, all of them. */
export const causeField = <Item extends object>(read: Read<Item>): ListField<Item> => ({
  name: "cause",
  about: 'text in a cause, such as cause:disk or cause:"disk full"',
  read,
});

/** The line that shows a cause. */
export const evidenceField = <Item extends object>(read: Read<Item>): ListField<Item> => ({
  name: "evidence",
  about: "text in the evidence of a cause",
  read,
});

/** Name or ID of a machine. */
export const machineField = <Item extends object>(read: Read<Item>): ListField<Item> => ({
  name: "machine",
  aliases: ["name"],
  about: "text in a machine's name or ID, such as machine:web",
  read,
});

/** Name or ID of a window. */
export const windowField = <Item extends object>(read: Read<Item>): ListField<Item> => ({
  name: "window",
  about: "text in a window's name or ID, such as window:nightly",
  read,
});

/** Account and region of items that have them as `origin`, one or several. */
export const originFields = <Item extends object>(
  read: (item: Item) => AccountRegion | undefined | readonly (AccountRegion | undefined)[],
): readonly ListField<Item>[] => {
  const all = (item: Item): readonly AccountRegion[] => [read(item)].flat().map((origin = {}) => origin);
  return [
    {
      name: "account",
      read: (item) =>
        all(item).flatMap(({ Account, AccountName, profile }) => [Account, AccountName, profile]),
    },
    { name: "region", read: (item) => all(item).map(({ Region }) => Region) },
  ];
};

/** Number of machines that did not pass. */
export const failedField = <Item extends object>(read: Read<Item>): ListField<Item> => ({
  name: "failed",
  kind: "number",
  about: "number of machines that did not pass, such as failed>10",
  read,
});

/** Patch result of a machine, and what it is based on. */
export const patchFields: readonly ListField<{ readonly patch?: PatchResult | undefined }>[] = [
  { name: "patch", values: patchOutcomes, read: ({ patch }) => patch?.result },
  { name: "basis", values: patchBases, read: ({ patch }) => patch?.basis },
];

/** Start, end and age of what has AWS's times. */
export const startFields: readonly ListField[] = [{ name: "start" }, { name: "end" }, { name: "age" }];
