import {
  describeOpenCounts,
  type Gap,
  type PatchList,
  type PatchListMachine,
  type PatchListOptions,
  type PatchState,
} from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { gapsText } from "../../output/gaps.ts";
import { identityText, type ExecutionIdentity } from "../../output/identity.ts";
import { counted, moreText, namedText, paragraph, type Page } from "../../output/page.ts";
import type { TableColumn } from "@windowpane/explorer";
import type { TableRow } from "../../output/rows.ts";
import { createTable } from "../../output/table.ts";

/** The machines whose patches are listed. */
export interface PatchSubject {
  /** Undefined for a single machine. */
  readonly execution?: ExecutionIdentity | undefined;
  readonly machines: PatchListOptions["machines"];
  /** Whether `machines` includes the patched ones of the execution. */
  readonly isAll: boolean;
  /** Number of machines left out because they are patched or need no patches. */
  readonly leftOut: number;
  /** Gaps in what is known about the machines. */
  readonly gaps: readonly Gap[];
  /** Whether an empty list proves success: something was to be patched, and nothing is still running. */
  readonly isProven: boolean;
}

interface PatchParts {
  readonly list: PatchList;
  readonly gaps: readonly Gap[];
  /** The patches that match the filter. */
  readonly rows: readonly TableRow[];
  readonly columns: readonly TableColumn[];
  /** Whether patches in every state were read. */
  readonly all: boolean;
}

/** Tells which operation the patches are from, then lists them. */
export const patchesText = (page: Page, subject: PatchSubject, parts: PatchParts): string => {
  const { list, gaps, rows, columns } = parts;
  return [
    subject.execution === undefined
      ? ""
      : paragraph(page, identityText(page, subject.execution), { tone: "muted" }),
    paragraph(page, subjectText(subject, list)),
    ...otherMachines(page, subject, list),
    rows.length === 0
      ? emptyText(page, parts)
      : `${list.machines.length === 0 ? "" : "\n"}${createTable(columns, page)(rows)}`,
    gapsText(page, gaps),
  ].join("");
};

/** Notes that patches are not from the execution, for output formats without that text. Empty if all are. */
export const basisNote = (subject: PatchSubject, { machines }: PatchList): string => {
  if (subject.execution === undefined) return "";
  const others = machines.filter((machine) => !isOwn(machine));
  if (others.length === 0) return "";
  const unread = others.filter(isUnread).length;
  const foreign = others.length - unread;
  const of = ` of ${counted(machines.length, "machine")}`;
  const parts = [
    foreign === 0 ? "" : ` On ${foreign}${of} they are from another operation; see patchBasis.`,
    unread === 0 ? "" : ` On ${unread}${of} it is unknown whether they are from this execution.`,
  ];
  return `The list shows current patches.${parts.join("")}`;
};

const subjectText = (subject: PatchSubject, { machines }: PatchList): string => {
  const { execution, isAll, leftOut } = subject;
  const [only] = machines;
  if (execution === undefined) return only === undefined ? "" : `${nameOf(only)}: ${stateText(only)}.`;
  const { length } = machines;
  const omitted =
    leftOut === 0
      ? ""
      : ` ${counted(leftOut, "other machine")} ${leftOut === 1 ? "is" : "are"} not shown (--all-machines shows all).`;
  if (length === 0)
    return leftOut === 0
      ? `Execution ${execution.WindowExecutionId} ran no patch operation.`
      : `Every machine in the patch operations of execution ${execution.WindowExecutionId} is patched or needs no patches.${omitted}`;
  const need = isAll ? "" : length === 1 ? " needs or may need patches" : " need or may need patches";
  return `${counted(length, "machine")} of execution ${execution.WindowExecutionId}${need}.${omitted}${basisText(machines)}`;
};

/** Tells on how many machines the patches are from the execution. */
const basisText = (machines: readonly PatchListMachine[]): string => {
  const { length } = machines;
  const own = machines.filter(isOwn).length;
  const byTime = machines.filter(({ patch }) => patch?.basis === "by-time").length;
  const proof = byTime === 0 ? "" : ` (${byTime} matched by time)`;
  if (own === length) return ` The patches are from this execution${proof}.`;
  const unread = machines.filter(isUnread).length;
  const foreign = length - own - unread;
  const others = [
    foreign === 0 ? "" : ` On ${foreign} they are from another operation`,
    unread === 0 ? "" : ` On ${unread} it is unknown whether they are from this execution`,
  ].filter((part) => part !== "");
  const some = own === 0 ? "" : ` On ${counted(own, "machine")} they are from this execution${proof}.`;
  return ` The list shows current patches.${some}${others.join(".")}:`;
};

/** Machines on a terminal. */
const SHOWN_MACHINES = 6;

/** Lists the machines whose patches are not from the execution, with the reason. */
const otherMachines = (
  page: Page,
  { execution }: PatchSubject,
  { machines }: PatchList,
): readonly string[] => {
  if (execution === undefined) return [];
  const others = machines.filter((machine) => !isOwn(machine));
  const shown = page.width === undefined ? others : others.slice(0, SHOWN_MACHINES);
  const more = others.length - shown.length;
  return [
    ...shown.map((machine) =>
      paragraph(page, machine.patch?.words ?? "", { lead: `${nameOf(machine)}: `, indent: 2 }),
    ),
    more === 0 ? "" : paragraph(page, moreText(`${more} more`), { indent: 2, tone: "muted" }),
  ];
};

const isOwn = ({ patch }: PatchListMachine): boolean =>
  patch?.basis === "this-run" || patch?.basis === "by-time";

/** Whether the patch state could not be read, so that it may be from the execution after all. */
const isUnread = ({ patch }: PatchListMachine): boolean => patch === undefined || patch.basis === "unread";

/** The operation that a machine's patch state is from. */
const stateText = ({ state, hasNoState }: PatchListMachine): string => {
  if (hasNoState)
    return "Systems Manager has no patch state for it; it was never scanned, or no longer exists";
  if (state === undefined) return "the operation that its patches are from is unknown";
  const { Operation = "operation", ExecutionId } = state;
  const by = ExecutionId === undefined ? "" : ` (command ${safeLine(ExecutionId)})`;
  return `patches after the ${Operation} of ${endText(state)}${by}`;
};

const endText = ({ OperationEndTime }: PatchState): string =>
  OperationEndTime === undefined || OperationEndTime.getUTCFullYear() <= 1970
    ? "an unknown time"
    : `${OperationEndTime.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const emptyText = (page: Page, { list: { machines, patches, complete }, all }: PatchParts): string => {
  if (machines.every(({ hasNoState }) => hasNoState)) return "";
  if (patches.length > 0) {
    return paragraph(
      page,
      patches.length === 1
        ? "The only patch does not match the filter."
        : `None of the ${patches.length} patches match the filter.`,
    );
  }
  if (!complete) {
    const counts = describeOpenCounts(machines.map(({ state }) => state));
    const text = counts === "" ? "" : ` The patch state counts ${counts}.`;
    return paragraph(page, `The patches could not be listed.${text}`);
  }
  const what = all ? "No patches are listed" : "No patches are failed, missing, rejected or pending a reboot";
  const isSure = machines.every(({ state }) => state !== undefined);
  return paragraph(page, `${what}${isSure ? "" : ", as far as known"}.`);
};

const nameOf = ({ InstanceId, InstanceName }: PatchListMachine): string =>
  namedText(InstanceId, InstanceName);
