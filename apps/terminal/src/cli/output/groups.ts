import {
  describeRecurrence,
  recurrenceWords,
  type CauseWeight,
  type Group,
  type GroupMember,
  type Recurrence,
  type RecurrenceContext,
} from "@windowpane/report";
import { cutText, displayWidth, numberText, padText, safeLine } from "@windowpane/text";
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

/** A few causes are short enough without an overview. */
const OVERVIEW_FROM = 4;

/**
 * Lists causes in a line each, the worst first, so that they fit the first screen. Empty for few causes, whose details fit.
 *
 * @param used - lines of the screen that are used already.
 */
export const overviewText = (
  page: Page,
  groups: readonly Group[],
  { names, used }: { readonly names: WindowNames; readonly used: number },
): string => {
  const { theme, width, rows } = page;
  if (groups.length < OVERVIEW_FROM || width === undefined || rows === undefined) return "";
  // A line each for the title, the rest, the space below and the pager's prompt.
  const shown = groups.slice(0, Math.max(OVERVIEW_FROM, rows - used - 5));
  const rest = groups.length - shown.length;
  const lines = shown.map((group) => ({
    tone: tones[group.weight],
    title: safeLine(group.title),
    size: sizeText(group),
    where: [...new Set(group.members.map((member) => windowOf(member, names)))].join(", "),
  }));
  const glyph = Math.max(...lines.map(({ tone }) => displayWidth(theme.glyph(tone)))) + 1;
  const most = (texts: readonly string[]): number => Math.max(...texts.map(displayWidth));
  const sizes = Math.min(most(lines.map(({ size }) => size)), Math.trunc(width / 2));
  const titles = Math.min(most(lines.map(({ title }) => title)), Math.max(20, width - glyph - sizes - 2));
  const left = width - glyph - titles - sizes - 4;
  const fit = (text: string, room: number): string => padText(cutText(text, room, theme.ellipsis), room);
  const texts = lines.map(({ tone, title, size, where }) => {
    const mark = theme.paint(tone, padText(theme.glyph(tone), glyph));
    const place = left < LEAST_PLACE ? "" : `  ${theme.paint("muted", cutText(where, left, theme.ellipsis))}`;
    return `${mark}${theme.paint("strong", fit(title, titles))}  ${fit(size, sizes)}${place}`.trimEnd();
  });
  const more = rest === 0 ? [] : [theme.paint("muted", `${counted(rest, "more cause")} below`)];
  return `${[theme.paint("strong", "Causes, worst first"), ...texts, ...more].join("\n")}\n`;
};

/** A narrower column would show no name of a window. */
const LEAST_PLACE = 8;

/** Lists causes with evidence, next step and affected machines. A terminal without a pager shows the first ones only. */
export const groupsText = (page: Page, groups: readonly Group[], names: WindowNames): string => {
  const shown = page.isWhole ? groups : groups.slice(0, SHOWN_GROUPS);
  const said = new Map<string, string>();
  const texts = shown.map((group) => groupText(page, group, { names, said }));
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

interface GroupTextOptions {
  readonly names: WindowNames;
  /** Titles of the causes above by their next step. */
  readonly said: Map<string, string>;
}

const groupText = (page: Page, group: Group, { names, said }: GroupTextOptions): string => {
  const { theme } = page;
  const above = said.get(group.nextStep);
  if (above === undefined) said.set(group.nextStep, group.title);
  const nextStep = above === undefined ? group.nextStep : `As for "${above}".`;
  const tone = tones[group.weight];
  const glyph = theme.glyph(tone);
  const mark = glyph === "" ? "" : `${theme.paint(tone, glyph)} `;
  const muted = { indent: INDENT, tone: "muted" } as const;
  return [
    titleText(page, mark, group),
    group.evidence === undefined
      ? ""
      : paragraph(page, `${isExample(group) ? "for example: " : ""}${group.evidence}`, muted),
    paragraph(page, nextStep, { indent: INDENT, lead: `${theme.arrow} ` }),
    group.otherwise === undefined ? "" : paragraph(page, group.otherwise, muted),
    membersText(page, group, names),
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

const sizeText = ({ machines, members, stopped }: Group): string => {
  if (machines === 0) return counted(members.length, nounOf(members));
  const times = members.length > machines ? ` (${counted(members.length, "time")})` : "";
  const neverRan = stopped === undefined ? "" : `, ${numberText(stopped)} never ran`;
  return `${counted(machines, "machine")}${times}${neverRan}`;
};

const nounOf = (members: readonly GroupMember[]): string => {
  const kinds = new Set(members.map(({ kind }) => kind));
  const [only = "call"] = kinds;
  if (kinds.size > 1) return "occurrence";
  return only === "unnamed" ? "target" : only;
};

/** How a page shows since when a cause occurs. */
export const recurrenceContext = (page: Page): RecurrenceContext => ({
  day: (at) => page.time(at).slice(0, 10),
  now: page.now,
});

const windowOf = (member: GroupMember, names: WindowNames): string =>
  `${names.get(member.WindowId ?? "") ?? member.WindowId ?? ""}${originText(member)}`;

/** Names on a terminal, for each window. */
const SHOWN_NAMES = 6;

const membersText = (page: Page, { members, recurrence = [] }: Group, names: WindowNames): string => {
  const byWindow = new Map<string, GroupMember[]>();
  for (const member of members) {
    const window = windowOf(member, names);
    const others = byWindow.get(window);
    if (others === undefined) byWindow.set(window, [member]);
    else others.push(member);
  }
  return [...byWindow]
    .map(([window, affected]) => {
      const found = recurrence.filter(({ WindowId }) => WindowId === affected[0]?.WindowId);
      // The same window ID in two accounts is not distinguished.
      const own = found.length === 1 ? found[0] : undefined;
      const all = namesOf(page, affected, own);
      const shown = page.width === undefined ? all : all.slice(0, SHOWN_NAMES);
      const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : "";
      const when = own === undefined ? "" : ` (${describeRecurrence(own, recurrenceContext(page))})`;
      const lead = window === "" ? "" : `${safeLine(window).trim()}${when}: `;
      return paragraph(page, `${lead}${shown.join(", ")}${more}`, { indent: INDENT });
    })
    .join("");
};

/** The machines, each once, and since when it has the cause where that differs from its window. */
const namesOf = (
  page: Page,
  members: readonly GroupMember[],
  window: Recurrence | undefined,
): readonly string[] => {
  const newest = new Map<string, GroupMember>();
  for (const member of members) {
    const before = newest.get(member.name);
    if (before === undefined || comparedOf(member) > comparedOf(before)) newest.set(member.name, member);
  }
  return [...newest.values()].map((member) => {
    const words = window === undefined || member.kind !== "machine" ? "" : whenText(page, member, window);
    return `${namedText(member.name, member.InstanceName)}${words === "" ? "" : ` (${words})`}`;
  });
};

/** The newest execution has the most earlier ones. */
const comparedOf = ({ recurrence }: GroupMember): number => recurrence?.compared ?? 0;

const whenText = (page: Page, member: GroupMember, window: Recurrence): string => {
  const { recurrence } = member;
  if (recurrence === undefined || recurrence.compared < window.compared) return "not in the latest execution";
  const context = recurrenceContext(page);
  const words = recurrenceWords(recurrence, context);
  return words === recurrenceWords(window, context) ? "" : words;
};
