import { outcomeOfState, patchOutcomes, type ListedPatch, type PatchOutcome } from "@windowpane/report";
import { timeText, zoneText } from "../frame/time.ts";
import type { Place } from "../place.ts";
import { listScreen, type Row } from "../screen.ts";
import { findingOf } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import type { Tone } from "../theme/palette.ts";
import { patchTones } from "../theme/words.ts";

/** The patches of a machine that are not in order, as they are now: the state of the run that looked last. */
export const patchesScreen = listScreen<ListedPatch>({
  name: "patches",
  title: "patches",
  over: "machine",
  reads: (place) => [readingAt(place)],
  answer(findings, place) {
    const finding = findingOf<"patches">(findings, readingAt(place));
    const { items: patches = [], gaps = [] } = finding?.value ?? {};
    return {
      rows: patches.map((patch) => rowOf(patch, place)),
      noun: "patches",
      gaps,
      nothing:
        gaps.length > 0
          ? "No patch could be listed: press ! for details."
          : "No patch is missing, failed, rejected or pending a reboot on this machine now.",
      running: false,
      progress: finding?.phase === "reading" ? "reading the patches" : undefined,
      label: place.InstanceId === undefined ? undefined : `patches of ${place.InstanceId}`,
    };
  },
  columns: [
    {
      title: "state",
      least: 22,
      cell: ({ State = "" }, { theme }) => {
        const tone = toneOf(State);
        return [tone, `${theme.sign(tone)} ${wordOf(State)}`.trimStart()];
      },
      sort: ({ State }) => patchOutcomes.indexOf(outcomeOfState(State) ?? "patched"),
    },
    {
      title: "patch",
      least: 14,
      wanted: 24,
      cell: ({ KBId = "" }) => ["strong", KBId],
      sort: ({ KBId }) => KBId,
    },
    {
      title: "severity",
      least: 9,
      rank: 1,
      cell: ({ Severity = "" }) => Severity,
      sort: ({ Severity }) => Severity,
    },
    {
      title: "classification",
      least: 14,
      wanted: 18,
      rank: 3,
      cell: ({ Classification = "" }) => Classification,
      sort: ({ Classification }) => Classification,
    },
    {
      title: "title",
      least: 16,
      grow: 1,
      rank: 2,
      cell: ({ Title = "" }) => Title,
      sort: ({ Title }) => Title,
    },
    { title: "CVEs", least: 15, wanted: 24, rank: 4, cell: ({ CVEIds = "" }) => ["muted", CVEIds] },
    {
      title: "installed",
      head: ({ now, utcOffset }) => `installed ${zoneText(utcOffset(now))}`,
      least: 16,
      rank: 5,
      cell: ({ InstalledTime }, { now, utcOffset, theme }) =>
        isTime(InstalledTime) ? timeText(InstalledTime, now, utcOffset) : ["muted", theme.glyphs.none],
      sort: ({ InstalledTime }) => InstalledTime?.getTime(),
    },
  ],
  detail: ({ Title = "", KBId = "", CVEIds = "" }, { below }) => {
    const words = wordsOf(below?.row?.item);
    return [
      [["strong", Title === "" ? KBId : Title]],
      [CVEIds],
      words === undefined ? [] : [["muted", "This run: "], words],
    ];
  },
  calls: ({ InstanceId = "" }) => [{ operation: "DescribeInstancePatches", input: { InstanceId } }],
  copies: (row) => row?.item.KBId,
});

const readingAt = ({ InstanceId = "" }: Place): Extract<Reading, { of: "patches" }> => ({
  of: "patches",
  InstanceId,
});

/** What the run left, where one came from a machine of a run. */
const wordsOf = (item: object | undefined): string | undefined => {
  const patch: unknown = item === undefined ? undefined : Reflect.get(item, "patch");
  if (typeof patch !== "object" || patch === null || !("words" in patch)) return undefined;
  return typeof patch.words === "string" ? patch.words : undefined;
};

const rowOf = (patch: ListedPatch, place: Place): Row<ListedPatch> => ({
  id: `${patch.KBId ?? ""} ${patch.Title ?? ""}`,
  item: patch,
  bad: toneOf(patch.State) === "bad",
  place,
});

const stateWords: Partial<Record<PatchOutcome, string>> = {
  failed: "failed",
  missing: "missing",
  rejected: "rejected, installed",
  rebootPending: "reboot pending",
};

const wordOf = (State: string): string => stateWords[outcomeOfState(State) ?? "patched"] ?? State;

const toneOf = (State: string | undefined): Tone => {
  const outcome = outcomeOfState(State);
  return outcome === undefined ? "plain" : patchTones[outcome];
};

/** Patches that are not installed have the year 1970. */
const isTime = (time: Date | undefined): time is Date => time !== undefined && time.getUTCFullYear() > 1970;
