/** Edits the open line of input. */
import type { Prompt } from "./state.ts";

/** The input with a text inserted at the cursor. */
export const typed = (prompt: Prompt, text: string): Prompt => {
  const [before, after] = halves(prompt);
  const added = [...text];
  return {
    ...prompt,
    trouble: undefined,
    text: [...before, ...added, ...after].join(""),
    cursor: before.length + added.length,
  };
};

/** The input without the character beside the cursor, the word before it, or everything before it. */
export const erased = (prompt: Prompt, what: "before" | "after" | "word" | "all"): Prompt => {
  const [before, after] = halves(prompt);
  if (what === "after")
    return { ...prompt, trouble: undefined, text: [...before, ...after.slice(1)].join("") };
  const kept = what === "all" ? [] : what === "before" ? before.slice(0, -1) : withoutWord(before);
  return { ...prompt, trouble: undefined, text: [...kept, ...after].join(""), cursor: kept.length };
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
