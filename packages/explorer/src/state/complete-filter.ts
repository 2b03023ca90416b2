/** Completes the word at the cursor of a filter: names of fields, and their values. */
import { fieldNamed, fieldValues, spelt, type Field, type Fields } from "@windowpane/core";
import type { ScreenRow } from "../model/content.ts";
import type { Screens } from "../model/screen.ts";
import { fieldsOfColumns } from "./filter-fields.ts";
import { topView, type Prompt, type State } from "./state.ts";

/** What the word at the cursor can become. */
export interface Completion {
  /** The words that fit, the best first. The first one replaces what was typed. */
  readonly candidates: readonly string[];
  /** Position of the replaced text, in code points; it ends at the cursor. */
  readonly from: number;
  /** Whether the candidates are values of a field. */
  readonly isValue: boolean;
}

/** What is completed. */
export interface CompleteOptions {
  /** The filter so far. */
  readonly text: string;
  /** Position of the cursor, in code points. */
  readonly cursor: number;
  /** The fields of the list. */
  readonly fields: Fields;
  /** The rows of the list, whose values are offered. */
  readonly rows: readonly ScreenRow[];
  /** Current time. */
  readonly now: Date;
}

/** The completion at the cursor. Without a word, every field fits. */
export const completeFilter = ({ text, cursor, fields, rows, now }: CompleteOptions): Completion => {
  const before = [...text].slice(0, cursor).join("");
  const word = wordBefore(before);
  const [, name = "", sign = "", listed = ""] = /^-?([^:=<>",]*)(?:([:=]|[<>]=?)(.*))?$/su.exec(word) ?? [];
  if (sign === "") {
    return { candidates: fieldsFor(name, fields), from: cursor - [...name].length, isValue: false };
  }
  const field = fields[fieldNamed(fields, name) ?? ""];
  const typed = listed.slice(lastComma(listed) + 1);
  const candidates = field === undefined ? [] : valuesFor({ field, sign, typed, rows, now });
  return { candidates, from: cursor - [...typed].length, isValue: true };
};

/** The word before the cursor; spaces inside quotation marks do not end it. */
const wordBefore = (text: string): string => /(?:"(?:\\.|[^"\\])*"?|[^\s"])*$/su.exec(text)?.[0] ?? "";

/** Fields that begin with the word, each with the sign that follows it. */
const fieldsFor = (word: string, fields: Fields): readonly string[] => {
  const wanted = word.toLowerCase();
  return Object.entries(fields).flatMap(([name, { kind, aliases = [] }]) => {
    const shown = [name, ...aliases].find((one) => one.startsWith(wanted));
    return shown === undefined ? [] : [`${shown}${kind === "duration" || kind === "time" ? ">" : ":"}`];
  });
};

interface ValueOptions extends Pick<CompleteOptions, "rows" | "now"> {
  readonly field: Field;
  readonly sign: string;
  readonly typed: string;
}

/** Values of a field that fit what was typed: those in the rows first, then the others that it can have. */
const valuesFor = ({ field, sign, typed, rows, now }: ValueOptions): readonly string[] => {
  const wanted = plain(typed);
  const fits = (value: string): boolean => {
    const folded = plain(value);
    return field.kind === "text" ? folded.includes(wanted) : folded.startsWith(wanted);
  };
  if (field.kind === "duration") return ["10m", "1h", "1d"].filter(fits);
  if (field.kind === "time") return ["today", "yesterday", "now"].filter(fits);
  // A comparison of numbers is typed.
  if (field.kind === "number" && sign !== ":" && sign !== "=") return [];
  const found = rowValues(field, rows, now).map((value) =>
    field.values === undefined ? value : spelt(value),
  );
  const all = field.kind === "flag" ? ["true", "false"] : (field.values ?? []).map(spelt);
  const values = [
    ...new Set([...found.filter((value) => field.values === undefined || all.includes(value)), ...all]),
  ];
  return values.filter(fits).slice(0, MOST_VALUES).map(quoted);
};

/** Rows that are searched for values: enough to find the frequent ones, few enough for a key press. */
const MOST_ROWS = 2000;

const MOST_VALUES = 50;

/** Values of a field in the rows, the most frequent first. */
const rowValues = (field: Field, rows: readonly ScreenRow[], now: Date): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { item } of rows.slice(0, MOST_ROWS)) {
    const read = fieldValues(field, item, now);
    for (const value of new Set(Array.isArray(read) ? read : [read])) {
      if (typeof value !== "string" && typeof value !== "number") continue;
      const text = String(value);
      if (text.trim() !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([text]) => text);
};

const plain = (text: string): string => text.toLowerCase().replaceAll(/["_\s-]/gu, "");

/** A value as a word of the filter. */
const quoted = (value: string): string =>
  /^[\p{L}\p{N}_.:/+-]+$/u.test(value) ? value : `"${value.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;

const lastComma = (text: string): number => {
  const start = text.lastIndexOf(",");
  const quotes = text.slice(0, start).split('"').length - 1;
  return quotes % 2 === 1 ? -1 : start;
};

/** The text without the word before the cursor. */
export const withoutWordAtCursor = ({ text, cursor }: Prompt): string => {
  const characters = [...text];
  const before = characters.slice(0, cursor).join("");
  return `${before.slice(0, before.length - wordBefore(before).length)}${characters.slice(cursor).join("")}`;
};

/** The input with a candidate: the best one by default. */
export const completed = (
  prompt: Prompt,
  completion: Completion | undefined,
  first = completion?.candidates[0],
): Prompt => {
  if (completion === undefined || first === undefined) return prompt;
  const characters = [...prompt.text];
  const kept = characters.slice(0, completion.from);
  const added = [...first];
  return {
    ...prompt,
    error: undefined,
    text: [...kept, ...added, ...characters.slice(prompt.cursor)].join(""),
    cursor: kept.length + added.length,
  };
};

/** What the word at the cursor of an open filter can become; undefined without an open filter. */
export const completionOf = (state: State, screens: Screens): Completion | undefined => {
  const { prompt, now } = state;
  if (prompt?.for !== "filter") return undefined;
  const { screen, content } = topView(state);
  const fields = fieldsOfColumns(screens[screen].columns ?? []);
  return completeFilter({ text: prompt.text, cursor: prompt.cursor, fields, rows: content?.rows ?? [], now });
};
