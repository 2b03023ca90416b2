import type { CauseWeight, Group, GroupMember } from "@windowpane/report";
import { displayWidth, safeLine } from "@windowpane/text";
import type { Tone } from "../context/theme.ts";
import { counted, namedText, originText, paragraph, type Page } from "./page.ts";

/** Window names by ID, as far as they are known. */
export type WindowNames = ReadonlyMap<string, string>;

/** Collects the names of windows. */
export const windowNamesOf = (
  windows: Iterable<{ readonly WindowId?: string | undefined; readonly Name?: string | undefined }>,
): WindowNames => {
  const names = new Map<string, string>();
  for (const { WindowId, Name } of windows) {
    if (WindowId !== undefined && Name !== undefined) names.set(WindowId, Name);
  }
  return names;
};

/** Lists causes with evidence, next step and affected machines. A terminal shows the first ones only. */
export const groupsText = (page: Page, groups: readonly Group[], names: WindowNames): string => {
  const shown = page.width === undefined ? groups : groups.slice(0, SHOWN_GROUPS);
  const texts = shown.map((group) => groupText(page, group, names));
  if (shown.length < groups.length) texts.push(restText(page, groups.slice(shown.length)));
  return texts.join("\n");
};

/** More causes would scroll the worst ones off a terminal. */
const SHOWN_GROUPS = 10;

const restText = (page: Page, rest: readonly Group[]): string => {
  const members = rest.reduce((sum, group) => sum + group.members.length, 0);
  const text = `${counted(rest.length, "more cause")}, ${counted(members, "occurrence")}; pipe the output to see all.`;
  return paragraph(page, text, { tone: "muted" });
};

const INDENT = 4;

const groupText = (page: Page, group: Group, names: WindowNames): string => {
  const { theme } = page;
  const tone = tones[group.weight];
  const glyph = theme.glyph(tone);
  const mark = glyph === "" ? "" : `${theme.paint(tone, glyph)} `;
  const muted = { indent: INDENT, tone: "muted" } as const;
  return [
    titleText(page, mark, group),
    group.evidence === undefined
      ? ""
      : paragraph(page, `${isExample(group) ? "for example: " : ""}${group.evidence}`, muted),
    paragraph(page, group.nextStep, { indent: INDENT, lead: `${theme.arrow} ` }),
    group.otherwise === undefined ? "" : paragraph(page, group.otherwise, muted),
    membersText(page, group.members, names),
  ].join("");
};

const titleText = (page: Page, mark: string, group: Group): string => {
  const { theme, width = Infinity } = page;
  const title = safeLine(group.title);
  const size = sizeText(group);
  return displayWidth(`${mark}${title}  ${size}`) <= width
    ? `${mark}${theme.paint("strong", title)}  ${size}\n`
    : paragraph(page, `${title}  ${size}`, { lead: mark, tone: "strong" });
};

/** Whether the evidence is one of several: patch counts differ from machine to machine. */
const isExample = ({ slug, members }: Group): boolean =>
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
  if (kinds.size > 1) return "occurrence";
  return only === "unnamed" ? "target" : only;
};

/** Names on a terminal, for each window. */
const SHOWN_NAMES = 6;

const membersText = (page: Page, members: readonly GroupMember[], names: WindowNames): string => {
  const byWindow = new Map<string, GroupMember[]>();
  for (const member of members) {
    const window = `${names.get(member.WindowId ?? "") ?? member.WindowId ?? ""}${originText(member)}`;
    const others = byWindow.get(window);
    if (others === undefined) byWindow.set(window, [member]);
    else others.push(member);
  }
  return [...byWindow]
    .map(([window, affected]) => {
      const all = [...new Set(affected.map(({ name, InstanceName }) => namedText(name, InstanceName)))];
      const shown = page.width === undefined ? all : all.slice(0, SHOWN_NAMES);
      const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : "";
      const lead = window === "" ? "" : `${safeLine(window).trim()}: `;
      return paragraph(page, `${lead}${shown.join(", ")}${more}`, { indent: INDENT });
    })
    .join("");
};
