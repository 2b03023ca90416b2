/** Columns of the patches of a machine. */
import type { Column } from "../model/column.ts";
import { type ResultTone, signed, patchTones } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import { outcomeOfState, patchOutcomes, type ListedPatch, type PatchOutcome } from "@windowpane/report";

/** Columns of the patches of a machine. */
export const patchListColumns: readonly Column<ListedPatch>[] = [
  {
    title: "state",
    least: 22,
    value: ({ State = "" }) => {
      const tone = stateTone(State);
      return signed(tone, wordOf(State));
    },
    sortKey: ({ State }) => patchOutcomes.indexOf(outcomeOfState(State) ?? "patched"),
  },
  {
    title: "patch",
    least: 14,
    wanted: 24,
    value: ({ KBId = "" }) => ["strong", KBId],
    sortKey: ({ KBId }) => KBId,
  },
  {
    title: "severity",
    least: 9,
    rank: 1,
    value: ({ Severity = "" }) => Severity,
    sortKey: ({ Severity }) => Severity,
  },
  {
    title: "classification",
    least: 14,
    wanted: 18,
    rank: 3,
    value: ({ Classification = "" }) => Classification,
    sortKey: ({ Classification }) => Classification,
  },
  {
    title: "title",
    least: 16,
    grow: 1,
    rank: 2,
    value: ({ Title = "" }) => Title,
    sortKey: ({ Title }) => Title,
  },
  { title: "CVEs", least: 15, wanted: 24, rank: 4, value: ({ CVEIds = "" }) => ["muted", CVEIds] },
  {
    title: "installed",
    name: "InstalledTime",
    isTime: true,
    least: 16,
    rank: 5,
    value: ({ InstalledTime }) => (isTime(InstalledTime) ? InstalledTime : noValue),
    sortKey: ({ InstalledTime }) => InstalledTime?.getTime(),
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

/** AWS gives patches that are not installed a time in 1970. */
const isTime = (time: Date | undefined): time is Date => time !== undefined && time.getUTCFullYear() > 1970;
