/** Columns of the patches of a machine. */
import { fieldsNamed, type Column } from "../model/column.ts";
import { type ResultTone, signed, patchTones } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import {
  outcomeOfState,
  patchListFields,
  patchOutcomes,
  type ListedPatch,
  type PatchOutcome,
} from "@windowpane/report";

/** Columns of the patches of a machine. */
export const patchListColumns: readonly Column<ListedPatch>[] = [
  {
    title: "state",
    fields: fieldsNamed(patchListFields, "patch"),
    table: { name: "State" },
    least: 22,
    value: ({ State = "" }) => {
      const tone = stateTone(State);
      return signed(tone, wordOf(State));
    },
    sortKey: ({ State }) => patchOutcomes.indexOf(outcomeOfState(State) ?? "patched"),
  },
  {
    title: "patch",
    fields: fieldsNamed(patchListFields, "id", "name"),
    table: { name: "KBId", least: 12 },
    least: 14,
    wanted: 24,
    value: ({ KBId = "" }) => ["strong", KBId],
    sortKey: ({ KBId }) => KBId,
  },
  {
    title: "severity",
    fields: fieldsNamed(patchListFields, "severity"),
    table: { name: "Severity", rank: 2 },
    least: 9,
    rank: 1,
    value: ({ Severity = "" }) => Severity,
    sortKey: ({ Severity }) => Severity,
  },
  {
    title: "classification",
    fields: fieldsNamed(patchListFields, "classification"),
    table: { name: "Classification", rank: 6 },
    least: 14,
    wanted: 18,
    rank: 3,
    value: ({ Classification = "" }) => Classification,
    sortKey: ({ Classification }) => Classification,
  },
  {
    title: "title",
    fields: fieldsNamed(patchListFields, "title"),
    table: { name: "Title", least: 16, rank: 5 },
    least: 16,
    grow: 1,
    rank: 2,
    value: ({ Title = "" }) => Title,
    sortKey: ({ Title }) => Title,
  },
  {
    title: "CVEs",
    fields: fieldsNamed(patchListFields, "cve"),
    table: { name: "CVEIds", least: 14, rank: 3 },
    least: 15,
    wanted: 24,
    rank: 4,
    value: ({ CVEIds = "" }) => ["muted", CVEIds],
  },
  {
    title: "installed",
    table: { name: "InstalledTime", rank: 7 },
    isTime: true,
    least: 16,
    rank: 5,
    value: ({ InstalledTime }) => InstalledTime ?? noValue,
    sortKey: ({ InstalledTime }) => InstalledTime?.getTime(),
    firstOrder: "descending",
  },
];

const stateWords: Partial<Record<PatchOutcome, string>> = {
  failed: "failed",
  missing: "missing",
  rejected: "rejected, installed",
  rebootPending: "reboot pending",
};

const wordOf = (State: string): string => stateWords[outcomeOfState(State) ?? "patched"] ?? State;

export const stateTone = (State: string | undefined): ResultTone => {
  const outcome = outcomeOfState(State);
  return outcome === undefined ? "plain" : patchTones[outcome];
};
