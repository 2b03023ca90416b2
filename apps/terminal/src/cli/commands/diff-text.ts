import {
  diffClasses,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
} from "@windowpane/report";
import { durationText, safeLine } from "@windowpane/text";
import type { Tone } from "../theme.ts";
import { groupsText } from "../output/groups.ts";
import { gapsText } from "../output/gaps.ts";
import { counted, paragraph, statusText, type Page } from "../output/page.ts";

/** What changed between two executions, for people: what is worse first, machine by machine. */
export const diffText = (page: Page, diff: ExecutionDiff): string => {
  const { theme } = page;
  const { before, after, classes, machines, appeared, threshold, notes } = diff;
  const names = new Map(
    [before, after].flatMap(({ WindowId, Name }) =>
      WindowId === undefined || Name === undefined ? [] : [[WindowId, Name] as const],
    ),
  );
  const groups = groupsText(page, appeared, names);
  const slower = `Slower is ${threshold.factor} times as long and ${durationText(threshold.least)} longer, in the tasks that both have.`;
  return [
    paragraph(page, diff.reason, {
      lead: diff.worse ? `${theme.paint("bad", theme.glyph("bad"))} `.trimStart() : "",
    }),
    sideText(page, "before", before),
    sideText(page, "after", after),
    ...notes.map((note) => paragraph(page, note, { tone: "warn" })),
    ...diffClasses
      .filter((name) => name !== "unchanged" && classes[name] > 0)
      .map((name) =>
        classText(
          page,
          name,
          machines.filter((machine) => machine.class === name),
        ),
      ),
    classes.slower > 0 ? paragraph(page, slower, { tone: "muted" }) : "",
    groups === "" ? "" : `\n${theme.paint("strong", "Causes that are new")}\n${groups}`,
    gapsText(page, [...after.gaps, ...before.gaps]),
  ].join("");
};

const sideText = (page: Page, word: string, side: ExecutionDiff["before"]): string => {
  const { WindowExecutionId, StartTime, verdict, Name } = side;
  const when = StartTime === undefined ? "" : `, began ${page.time(StartTime)}`;
  const where = Name === undefined ? "" : ` of ${Name}`;
  return paragraph(page, `${WindowExecutionId}${where}${when}`, {
    lead: `${word.padEnd(6)}  ${statusText(page, verdict)}  `,
    tone: "muted",
  });
};

/** Machines of one class on a terminal before "and so many more". */
const SHOWN = 12;

const classText = (page: Page, name: DiffClass, machines: readonly MachineDiff[]): string => {
  const { theme, width } = page;
  const shown = width === undefined ? machines : machines.slice(0, SHOWN);
  const more = machines.length - shown.length;
  const title = `${theme.paint(tones[name], theme.glyph(tones[name]))} ${theme.paint("strong", capital(diffWords[name]))}  ${counted(machines.length, "machine")}`;
  return [
    `\n${title.trimStart()}\n`,
    ...shown.map((machine) => paragraph(page, machine.reason, { lead: `${nameOf(machine)}: `, indent: 4 })),
    more > 0
      ? paragraph(page, `and ${more} more; piped, as in \`... | less\`, all are printed.`, {
          indent: 4,
          tone: "muted",
        })
      : "",
  ].join("");
};

const tones: Readonly<Record<DiffClass, Tone>> = {
  newlyFailing: "bad",
  failingOtherwise: "bad",
  stillFailing: "bad",
  newlyNotPatched: "bad",
  notPatched: "bad",
  undecided: "warn",
  vanished: "warn",
  added: "plain",
  slower: "warn",
  recovered: "good",
  newlyPatched: "good",
  unchanged: "plain",
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const nameOf = ({ name, InstanceName = "" }: MachineDiff): string => {
  const given = safeLine(InstanceName).trim();
  return given === "" ? safeLine(name) : `${given} (${safeLine(name)})`;
};
