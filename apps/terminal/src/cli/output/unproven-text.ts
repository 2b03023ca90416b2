import {
  machinesOf,
  patchDoubtOf,
  type ExecutionReport,
  type Machine,
  type PatchResult,
} from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { counted, moreText, paragraph, type Page } from "./page.ts";

/**
 * Lists the machines whose command passed while their patch result is unknown, by reason, with the next step. A terminal
 * shows the most frequent reasons only. Empty if there are no such machines.
 */
export const unprovenText = (page: Page, report: ExecutionReport): string => {
  const reasons = reasonsOf(machinesOf(report));
  if (reasons.length === 0) return "";
  const { theme } = page;
  const glyph = theme.glyph("warn");
  const mark = glyph === "" ? "" : `${theme.paint("warn", glyph)} `;
  const shown = page.width === undefined ? reasons : reasons.slice(0, SHOWN_REASONS);
  const more = reasons.slice(shown.length).reduce((sum, { names }) => sum + names.length, 0);
  const total = new Set(reasons.flatMap(({ names }) => names)).size;
  return [
    `${mark}${theme.paint("strong", "Patch result unknown")}  ${counted(total, "machine")} whose command passed\n`,
    ...shown.map((reason) => paragraph(page, reasonText(page, reason), { indent: INDENT })),
    more === 0
      ? ""
      : paragraph(page, moreText(counted(more, "more machine")), { indent: INDENT, tone: "muted" }),
    ...nextSteps(report, reasons).map((step) =>
      paragraph(page, step, { indent: INDENT, lead: `${theme.arrow} ` }),
    ),
  ].join("");
};

const INDENT = 4;
const SHOWN_REASONS = 4;
const SHOWN_NAMES = 6;

interface UnprovenReason {
  /** The text for the first machine. */
  readonly words: string;
  readonly basis: PatchResult["basis"];
  readonly names: string[];
  /** Whether other machines have other times or numbers. */
  differs: boolean;
}

const reasonText = (page: Page, { words, names, differs }: UnprovenReason): string => {
  const shown = page.width === undefined ? names : names.slice(0, SHOWN_NAMES);
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : "";
  return `${differs ? "for example: " : ""}${words}: ${shown.join(", ")}${more}`;
};

/** Groups machines by reason, the most frequent first. Texts that differ only in times and numbers are one reason. */
const reasonsOf = (machines: Iterable<Machine>): readonly UnprovenReason[] => {
  const reasons = new Map<string, UnprovenReason>();
  for (const machine of machines) {
    const { patch } = machine;
    if (patch === undefined || patchDoubtOf(machine) !== "unproven") continue;
    const key = `${patch.basis} ${patch.words.replaceAll(/\d+/g, "0")}`;
    const reason = reasons.get(key) ?? { words: patch.words, basis: patch.basis, names: [], differs: false };
    reasons.set(key, reason);
    if (patch.words !== reason.words) reason.differs = true;
    const name = nameOf(machine);
    if (!reason.names.includes(name)) reason.names.push(name);
  }
  return [...reasons.values()].toSorted((one, other) => other.names.length - one.names.length);
};

/** The gaps have their own next steps. */
const nextSteps = (
  { WindowExecutionId, gaps }: ExecutionReport,
  reasons: readonly UnprovenReason[],
): readonly string[] => {
  const isUnread = reasons.some(({ basis }) => basis === "unread");
  return [
    reasons.some(({ basis }) => basis !== "unread")
      ? `List the machines' current patches: windowpane patches ${safeLine(WindowExecutionId)}`
      : "",
    isUnread && gaps.length > 0 ? "Check the permissions for patch results: windowpane doctor" : "",
  ].filter((step) => step !== "");
};

const nameOf = ({ name, InstanceName = "" }: Machine): string => {
  const given = safeLine(InstanceName).trim();
  return given === "" ? safeLine(name) : given;
};
