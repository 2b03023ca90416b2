import type { Key } from "ink";

/** A key by the name that the key table spells, and the text that it puts into a line; empty where it puts none. */
export interface PressedKey {
  readonly name: string;
  readonly text: string;
}

/**
 * The keys in what Ink hands over. Letters that are typed faster than they are read, as over a slow line, come together, and
 * each of them counts.
 */
export const pressedKeys = (input: string, key: Key): readonly PressedKey[] => {
  const special = specialKeys.find(([name]) => key[name]);
  if (special !== undefined) return [{ name: special[1], text: "" }];
  if (key.ctrl) return [{ name: `ctrl-${input.toLowerCase()}`, text: "" }];
  if (key.meta) return [{ name: `alt-${input}`, text: "" }];
  return [...input].map((letter) => {
    const control = controls[letter] ?? controlName(letter);
    return control === undefined
      ? { name: letter, text: letter }
      : { name: control, text: letter === " " ? " " : "" };
  });
};

const specialKeys = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "enter"],
  ["escape", "esc"],
  ["tab", "tab"],
  ["backspace", "backspace"],
  ["delete", "delete"],
] as const satisfies readonly (readonly [keyof Key, string])[];

/** Keys that stand inside a run of letters. */
const controls: Readonly<Record<string, string>> = {
  " ": "space",
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\u007f": "backspace",
};

/** `ctrl-d` of the character that the key sends; undefined for letters. */
const controlName = (letter: string): string | undefined =>
  letter < " " ? `ctrl-${String.fromCharCode(letter.charCodeAt(0) + 96)}` : undefined;
