/** Edits the open line of input. */
import type { Action } from "./action.ts";
import type { Prompt } from "./state.ts";
import type { View } from "./view.ts";
import { safeLine } from "@windowpane/text";

/** The input of an action that opens it, with the text that applies already. */
export const newPrompt = (view: View, action: Extract<Action, { type: "promptOpened" }>): Prompt => {
  const kept = action.for === "filter" ? view.filter : action.for === "search" ? view.search : "";
  const text = action.text ?? kept;
  const { question, saves } = action;
  return { for: action.for, question, saves, text, cursor: [...text].length, before: kept };
};

/** The input with a text inserted at the cursor. */
export const typed = (prompt: Prompt, text: string): Prompt => {
  const [before, after] = halves(prompt);
  const added = [...text];
  return {
    ...prompt,
    error: undefined,
    text: [...before, ...added, ...after].join(""),
    cursor: before.length + added.length,
  };
};

/** The input with another text. */
export const replaced = (prompt: Prompt, to: Pick<Prompt, "text" | "cursor">): Prompt => ({
  ...prompt,
  error: undefined,
  text: typable(to.text),
  cursor: Math.max(0, Math.min([...to.text].length, to.cursor)),
});

/** The input without the character beside the cursor, the word before it, or everything before it. */
export const erased = (prompt: Prompt, what: "before" | "after" | "word" | "all"): Prompt => {
  const [before, after] = halves(prompt);
  if (what === "after") return { ...prompt, error: undefined, text: [...before, ...after.slice(1)].join("") };
  const kept = what === "all" ? [] : what === "before" ? before.slice(0, -1) : withoutWord(before);
  return { ...prompt, error: undefined, text: [...kept, ...after].join(""), cursor: kept.length };
};

/** The input with the cursor moved; an infinite number moves it to an end. */
export const movedCursor = (prompt: Prompt, by: number): Prompt => ({
  ...prompt,
  cursor: Math.max(0, Math.min([...prompt.text].length, prompt.cursor + by)),
});

const halves = ({ text, cursor }: Prompt): readonly [readonly string[], readonly string[]] => {
  const characters = [...text];
  return [characters.slice(0, cursor), characters.slice(cursor)];
};

const withoutWord = (characters: readonly string[]): readonly string[] => [
  ...characters.join("").replace(/\S+\s*$|\s+$/u, ""),
];

/** What a key does in a line of input; undefined for keys without an effect. */
export const promptAction = (key: string): Action | undefined => actions[key];

const actions: Readonly<Record<string, Action>> = {
  backspace: { type: "textErased", what: "before" },
  delete: { type: "textErased", what: "after" },
  "ctrl-h": { type: "textErased", what: "before" },
  "ctrl-w": { type: "textErased", what: "word" },
  "ctrl-u": { type: "textErased", what: "all" },
  left: { type: "cursorMoved", by: -1 },
  right: { type: "cursorMoved", by: 1 },
  home: { type: "cursorMoved", by: -Infinity },
  end: { type: "cursorMoved", by: Infinity },
  "ctrl-a": { type: "cursorMoved", by: -Infinity },
  "ctrl-e": { type: "cursorMoved", by: Infinity },
  tab: { type: "completionAccepted" },
  esc: { type: "promptClosed", keep: false },
  "ctrl-c": { type: "promptClosed", keep: false },
};

/** Text as one line. An event is JSON over many lines, which means the same on one. Spaces at the ends stay. */
export const typable = (text: string): string => {
  const all = text.length;
  if (text.trim() === "") return text.replace(/[^ ]/g, "");
  const before = all - text.replace(/^ +/, "").length;
  let after = 0;
  while (text[all - 1 - after] === " ") after += 1;
  return " ".repeat(before) + safeLine(text) + " ".repeat(after);
};
