import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { type ResultTone, signed, patchTones } from "../model/meaning.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, paragraph, noValue, type Tone } from "../model/text.ts";
import { timeText, zoneText } from "../model/time-text.ts";
import { outcomeOfState, patchOutcomes, type ListedPatch, type PatchOutcome } from "@windowpane/report";

/** The patches of a machine that are not in order, as they are now: the state of the run that looked last. */
export const patchesScreen = listScreen<ListedPatch>({
  name: "patches",
  title: "patches",
  over: "machine",
  reads: (place) => [readingAt(place)],
  content(findings, place) {
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
      withZone: true,
      least: 16,
      rank: 5,
      value: ({ InstalledTime }, { now, utcOffset }) =>
        isTime(InstalledTime) ? timeText(InstalledTime, now, utcOffset) : noValue,
      sortKey: ({ InstalledTime }) => InstalledTime?.getTime(),
    },
  ],
  detail: ({ Title = "", KBId = "", CVEIds = "" }, { below }) => {
    const words = wordsOf(below?.row?.item);
    return [
      paragraph(["strong", Title === "" ? KBId : Title]),
      paragraph(CVEIds),
      ...(words === undefined ? [] : [labelled(["muted", "this run"], words)]),
    ];
  },
  calls: ({ InstanceId = "" }) => [{ operation: "DescribeInstancePatches", input: { InstanceId } }],
  copies: (row) => row?.item.KBId,
});

const readingAt = ({ InstanceId = "" }: ItemRef): Extract<Reading, { of: "patches" }> => ({
  of: "patches",
  InstanceId,
});

/** What the run left, where one came from a machine of a run. */
const wordsOf = (item: object | undefined): string | undefined => {
  const patch: unknown = item === undefined ? undefined : Reflect.get(item, "patch");
  if (typeof patch !== "object" || patch === null || !("words" in patch)) return undefined;
  return typeof patch.words === "string" ? patch.words : undefined;
};

const rowOf = (patch: ListedPatch, place: ItemRef): ScreenRow<ListedPatch> => ({
  id: `${patch.KBId ?? ""} ${patch.Title ?? ""}`,
  item: patch,
  bad: stateTone(patch.State) === "bad",
  place,
});

const stateWords: Partial<Record<PatchOutcome, string>> = {
  failed: "failed",
  missing: "missing",
  rejected: "rejected, installed",
  rebootPending: "reboot pending",
};

const wordOf = (State: string): string => stateWords[outcomeOfState(State) ?? "patched"] ?? State;

const stateTone = (State: string | undefined): ResultTone => {
  const outcome = outcomeOfState(State);
  return outcome === undefined ? "plain" : patchTones[outcome];
};

/** Patches that are not installed have the year 1970. */
const isTime = (time: Date | undefined): time is Date => time !== undefined && time.getUTCFullYear() > 1970;
