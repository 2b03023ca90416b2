import {
  machinesOf,
  patchDoubtOf,
  type ExecutionReport,
  type Machine,
  type PatchResult,
} from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { counted, paragraph, type Page } from "../output/page.ts";

/**
 * The machines whose command passed, but of which it is not known whether they are patched: by the reason, with the next step. On
 * a terminal the most frequent reasons. Empty where there are no such machines.
 */
export const unprovenText = (page: Page, report: ExecutionReport): string => {
  const reasons = byReason(machinesOf(report));
  if (reasons.length === 0) return "";
  const { theme } = page;
  const glyph = theme.glyph("warn");
  const mark = glyph === "" ? "" : `${theme.paint("warn", glyph)} `;
  const shown = page.width === undefined ? reasons : reasons.slice(0, SHOWN_REASONS);
  const more = reasons.slice(shown.length).reduce((sum, { names }) => sum + names.length, 0);
  const total = new Set(reasons.flatMap(({ names }) => names)).size;
  return [
    `${mark}${theme.paint("strong", "Patch result not known")}  ${counted(total, "machine")} whose command passed\n`,
    ...shown.map(({ words, names, differs }) => {
      const few = page.width === undefined ? names : names.slice(0, SHOWN_NAMES);
      const others = names.length > few.length ? ` and ${names.length - few.length} more` : "";
      return paragraph(page, `${differs ? "for example: " : ""}${words}: ${few.join(", ")}${others}`, {
        indent: 4,
      });
    }),
    more === 0
      ? ""
      : paragraph(
          page,
          `and ${counted(more, "more machine")}; piped, as in \`... | less\`, all are printed.`,
          {
            indent: 4,
            tone: "muted",
          },
        ),
    ...nextSteps(report, reasons).map((step) =>
      paragraph(page, step, { indent: 4, lead: `${theme.arrow} ` }),
    ),
  ].join("");
};

const SHOWN_REASONS = 4;

const SHOWN_NAMES = 6;

interface Reason {
  /** The words of its first machine. */
  readonly words: string;
  readonly basis: PatchResult["basis"];
  readonly names: string[];
  /** Whether another machine has other times or numbers. */
  differs: boolean;
}

/** The most frequent first. Words with other times and numbers are the same reason. */
const byReason = (machines: Iterable<Machine>): readonly Reason[] => {
  const found = new Map<string, Reason>();
  for (const machine of machines) {
    const { patch } = machine;
    if (patch === undefined || patchDoubtOf(machine) !== "unproven") continue;
    const key = `${patch.basis} ${patch.words.replaceAll(/\d+/g, "0")}`;
    const reason = found.get(key) ?? { words: patch.words, basis: patch.basis, names: [], differs: false };
    found.set(key, reason);
    if (patch.words !== reason.words) reason.differs = true;
    const name = nameOf(machine);
    if (!reason.names.includes(name)) reason.names.push(name);
  }
  return [...found.values()].toSorted((one, other) => other.names.length - one.names.length);
};

/** What could not be read has its next step among the gaps. */
const nextSteps = (
  { WindowExecutionId, gaps }: ExecutionReport,
  reasons: readonly Reason[],
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
