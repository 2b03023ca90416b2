import {
  describeOpenCounts,
  type Gap,
  type PatchList,
  type PatchListMachine,
  type PatchState,
} from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { Column } from "../../output/column.ts";
import type { Row } from "../../output/rows.ts";
import { createTable } from "../../output/table.ts";
import type { PatchSubject } from "./read-subject.ts";
import { gapsText } from "../../output/gaps.ts";
import { counted, paragraph, type Page } from "../../output/page.ts";

/** What a list of patches is made of. */
export interface PatchListParts {
  readonly list: PatchList;
  readonly gaps: readonly Gap[];
  /** The patches that pass the filter. */
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  /** Whether patches of all states were wanted. */
  readonly all: boolean;
}

/** Patches for people: whose state they are, and then the list. */
export const patchListText = (page: Page, subject: PatchSubject, parts: PatchListParts): string => {
  const { list, gaps, rows, columns } = parts;
  return [
    paragraph(page, leadText(subject, list)),
    ...standingLines(page, subject, list),
    rows.length === 0
      ? emptyText(page, parts)
      : `${list.machines.length === 0 ? "" : "\n"}${createTable(columns, page)(rows)}`,
    gapsText(page, gaps),
  ].join("");
};

/** The same for formats whose output is the list alone. Empty where every state is the execution's own. */
export const standingNote = (subject: PatchSubject, { machines }: PatchList): string => {
  if (subject.WindowExecutionId === undefined) return "";
  const others = machines.filter((machine) => !isOwn(machine));
  if (others.length === 0) return "";
  const unread = others.filter(isUnread).length;
  const foreign = others.length - unread;
  const of = ` of ${counted(machines.length, "machine")}`;
  const parts = [
    foreign === 0 ? "" : ` On ${foreign}${of} they are not what the execution left: see patchBasis.`,
    unread === 0 ? "" : ` On ${unread}${of} it is not known whether they are what the execution left.`,
  ];
  return `The patches are the current ones.${parts.join("")}`;
};

const leadText = ({ WindowExecutionId, isAll, leftOut }: PatchSubject, { machines }: PatchList): string => {
  const [only] = machines;
  if (WindowExecutionId === undefined)
    return only === undefined ? "" : `${nameOf(only)}: ${stateText(only)}.`;
  const { length } = machines;
  const rest =
    leftOut === 0
      ? ""
      : ` ${counted(leftOut, "other machine")} ${leftOut === 1 ? "is" : "are"} left out (--all-machines).`;
  if (length === 0)
    return leftOut === 0
      ? `Execution ${WindowExecutionId} ran nothing that patches.`
      : `Every machine that execution ${WindowExecutionId} was to patch is patched, or needs no patches.${rest}`;
  const own = machines.filter(isOwn).length;
  const byTime = machines.filter(({ patch }) => patch?.basis === "by-time").length;
  const proof = byTime === 0 ? "" : ` (${byTime} decided by time)`;
  const need = length === 1 ? "needs patches, or may need them" : "need patches, or may need them";
  const who = `${counted(length, "machine")} of execution ${WindowExecutionId}${isAll ? "" : ` ${need}`}.${rest}`;
  if (own === length) return `${who} These are the patches that it left${proof}.`;
  const some = own === 0 ? "" : ` On ${counted(own, "machine")} they are what it left${proof}.`;
  const unread = machines.filter(isUnread).length;
  const foreign = length - own - unread;
  const rests = [
    foreign === 0 ? "" : ` On ${foreign} they are not what it left`,
    unread === 0 ? "" : ` On ${unread} it is not known whether they are what it left`,
  ].filter((part) => part !== "");
  return `${who} The patches are the current ones.${some}${rests.join(".")}:`;
};

/** Maximum number of machines listed on a terminal; the rest is counted. */
const SHOWN = 6;

const standingLines = (
  page: Page,
  { WindowExecutionId }: PatchSubject,
  { machines }: PatchList,
): readonly string[] => {
  if (WindowExecutionId === undefined) return [];
  const others = machines.filter((machine) => !isOwn(machine));
  const shown = page.width === undefined ? others : others.slice(0, SHOWN);
  const more = others.length - shown.length;
  return [
    ...shown.map((machine) =>
      paragraph(page, machine.patch?.words ?? "", { lead: `${nameOf(machine)}: `, indent: 2 }),
    ),
    more === 0
      ? ""
      : paragraph(page, `and ${more} more; piped, as in \`... | less\`, all are printed.`, {
          indent: 2,
          tone: "muted",
        }),
  ];
};

const isOwn = ({ patch }: PatchListMachine): boolean =>
  patch?.basis === "this-run" || patch?.basis === "by-time";

/** Whether its patch state is not known, so that it may be the execution's all the same. */
const isUnread = ({ patch }: PatchListMachine): boolean => patch === undefined || patch.basis === "unread";

/** Which operation a machine's state is from. */
const stateText = ({ state, hasNone }: PatchListMachine): string => {
  if (hasNone) return "Systems Manager has no patch state of it; it was never scanned, or is gone";
  if (state === undefined) return "which operation its patches are from is not known";
  const { Operation = "operation", ExecutionId } = state;
  const by = ExecutionId === undefined ? "" : ` (command ${safeLine(ExecutionId)})`;
  return `patches after the ${Operation} of ${endText(state)}${by}`;
};

const endText = ({ OperationEndTime }: PatchState): string =>
  OperationEndTime === undefined || OperationEndTime.getUTCFullYear() <= 1970
    ? "an unknown time"
    : `${OperationEndTime.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const emptyText = (page: Page, { list: { machines, patches, complete }, all }: PatchListParts): string => {
  if (machines.every(({ hasNone }) => hasNone)) return "";
  if (patches.length > 0) {
    const text = `${patches.length === 1 ? "The only patch does" : `The ${patches.length} patches do`} not pass the filter.`;
    return paragraph(page, text);
  }
  if (!complete) {
    const counts = describeOpenCounts(machines.map(({ state }) => state));
    const text = counts === "" ? "" : ` The patch state counts ${counts}.`;
    return paragraph(page, `No patch could be listed.${text}`);
  }
  const what = all ? "No patch is listed" : "No patch is failed, missing, rejected or pending a reboot";
  const isSure = machines.every(({ state }) => state !== undefined);
  const where = machines.length === 1 ? "on it" : "on them";
  return paragraph(page, `${what} ${where}${isSure ? "" : ", as far as is known"}.`);
};

const nameOf = ({ InstanceId, InstanceName = "" }: PatchListMachine): string =>
  InstanceName === "" ? InstanceId : `${safeLine(InstanceName)} (${InstanceId})`;
