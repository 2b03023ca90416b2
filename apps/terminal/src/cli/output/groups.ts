import type { CauseWeight, Group, GroupMember } from "@windowpane/report";
import { displayWidth, safeLine } from "@windowpane/text";
import type { Tone } from "../theme.ts";
import { originText } from "./origin.ts";
import { counted, paragraph, type Page } from "./page.ts";

/** Names of windows by their ids, as far as they are known. */
export type WindowNames = ReadonlyMap<string, string>;

/**
 * Everything that did not pass, by cause: what it is, the line that shows it, what to do, and whom it hit. On a terminal the
 * first ones, and how many more there are.
 */
export const groupsText = (page: Page, groups: readonly Group[], names: WindowNames): string => {
  const shown = page.width === undefined ? groups : groups.slice(0, shownGroups);
  const texts = shown.map((group) => groupText(page, group, names));
  if (shown.length < groups.length) texts.push(restText(page, groups.slice(shown.length)));
  return texts.join("\n");
};

/** Causes on a terminal: more of them would push the worst ones off the screen. */
const shownGroups = 10;

const restText = (page: Page, rest: readonly Group[]): string => {
  const rows = rest.reduce((sum, { members }) => sum + members.length, 0);
  const text = `${counted(rest.length, "more cause")}, met ${counted(rows, "time")}; piped, as in \`... | less\`, all are printed.`;
  return paragraph(page, text, { tone: "muted" });
};

const groupText = (page: Page, group: Group, names: WindowNames): string => {
  const { theme } = page;
  const tone = tones[group.weight];
  const glyph = theme.glyph(tone);
  const mark = glyph === "" ? "" : `${theme.paint(tone, glyph)} `;
  const indent = 4;
  return [
    titleText(page, mark, group),
    group.evidence === undefined
      ? ""
      : paragraph(page, `${isOneOfMany(group) ? "for example: " : ""}${group.evidence}`, {
          indent,
          tone: "muted",
        }),
    paragraph(page, group.nextStep, { indent, lead: `${theme.arrow} ` }),
    group.otherwise === undefined ? "" : paragraph(page, group.otherwise, { indent, tone: "muted" }),
    membersText(page, group.members, names, indent),
  ].join("");
};

/** On one line where it fits. */
const titleText = (page: Page, mark: string, group: Group): string => {
  const { theme, width = Infinity } = page;
  const title = safeLine(group.title);
  const size = sizeText(group);
  return displayWidth(`${mark}${title}  ${size}`) <= width
    ? `${mark}${theme.paint("strong", title)}  ${size}\n`
    : paragraph(page, `${title}  ${size}`, { lead: mark, tone: "strong" });
};

/** The words on patches have each machine's own numbers. */
const isOneOfMany = ({ slug, members }: Group): boolean =>
  slug.startsWith("patches-") && new Set(members.map(({ evidence }) => evidence)).size > 1;

const tones: Readonly<Record<CauseWeight, Tone>> = { failure: "bad", consequence: "warn", notice: "warn" };

const sizeText = ({ machines, members }: Group): string => {
  if (machines === 0) return counted(members.length, nounOf(members));
  return members.length > machines
    ? `${counted(machines, "machine")} (${counted(members.length, "time")})`
    : counted(machines, "machine");
};

const nounOf = (members: readonly GroupMember[]): string => {
  const kinds = new Set(members.map(({ kind }) => kind));
  const [only = "call"] = kinds;
  if (kinds.size > 1) return "place";
  return only === "unnamed" ? "target" : only;
};

/** Names on a terminal before "and so many more": enough to know where to look, and they fit two lines. */
const shownNames = 6;

const membersText = (
  page: Page,
  members: readonly GroupMember[],
  names: WindowNames,
  indent: number,
): string => {
  const byWindow = new Map<string, GroupMember[]>();
  for (const member of members) {
    const window = `${names.get(member.WindowId ?? "") ?? member.WindowId ?? ""}${originText(member)}`;
    const others = byWindow.get(window);
    if (others === undefined) byWindow.set(window, [member]);
    else others.push(member);
  }
  return [...byWindow]
    .map(([window, rows]) => {
      const all = [...new Set(rows.map(nameOf))];
      const shown = page.width === undefined ? all : all.slice(0, shownNames);
      const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : "";
      const lead = window === "" ? "" : `${safeLine(window).trim()}: `;
      return paragraph(page, `${lead}${shown.join(", ")}${more}`, { indent });
    })
    .join("");
};

/** People know machines by their names, commands by their ids. */
const nameOf = ({ name, InstanceName = "" }: GroupMember): string => {
  const given = safeLine(InstanceName).trim();
  return given === "" ? safeLine(name) : `${given} (${safeLine(name)})`;
};
