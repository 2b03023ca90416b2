import { stateTone, patchListColumns } from "../columns/patches.ts";
import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { labelled, paragraph } from "../model/text.ts";
import type { ListedPatch } from "@windowpane/report";

/** The missing, failed, rejected and pending patches of a machine now: the state of its last patch run. */
export const patchesScreen = listScreen<ListedPatch>({
  name: "patches",
  title: "patches",
  over: "machine",
  reads: (ref) => [readingAt(ref)],
  content(findings, ref) {
    const finding = findingOf<"patches">(findings, readingAt(ref));
    const { items: patches = [], gaps = [] } = finding?.value ?? {};
    return {
      rows: patches.map((patch) => rowOf(patch, ref)),
      noun: "patches",
      gaps,
      nothing:
        gaps.length > 0
          ? "No patch could be listed: press ! for details."
          : "No patch is missing, failed, rejected or pending a reboot on this machine now.",
      running: false,
      progress: finding?.phase === "reading" ? "reading the patches" : undefined,
      label: ref.InstanceId === undefined ? undefined : `patches of ${ref.InstanceId}`,
    };
  },
  columns: patchListColumns,
  detail: ({ Title = "", KBId = "", CVEIds = "" }, { below }) => {
    const words = wordsOf(below?.row?.item);
    return [
      paragraph(["strong", Title === "" ? KBId : Title]),
      paragraph(CVEIds),
      ...(words === undefined ? [] : [labelled(["muted", "this run"], words)]),
    ];
  },
  calls: (behind, ref) => behind.patches({ InstanceId: ref.InstanceId }),
  copies: (row) => row?.item.KBId,
});

const readingAt = ({ InstanceId = "" }: ItemRef): Extract<Reading, { of: "patches" }> => ({
  of: "patches",
  InstanceId,
});

/** The patch result of the run, if the screen was opened from a machine of a run. */
const wordsOf = (item: object | undefined): string | undefined => {
  const patch: unknown = item === undefined ? undefined : Reflect.get(item, "patch");
  if (typeof patch !== "object" || patch === null || !("words" in patch)) return undefined;
  return typeof patch.words === "string" ? patch.words : undefined;
};

const rowOf = (patch: ListedPatch, ref: ItemRef): ScreenRow<ListedPatch> => ({
  id: `${patch.KBId ?? ""} ${patch.Title ?? ""}`,
  item: patch,
  bad: stateTone(patch.State) === "bad",
  ref,
});
