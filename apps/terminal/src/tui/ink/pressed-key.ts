import type { Key } from "ink";

/** A key. */
export interface PressedKey {
  /** Its name in the key table. */
  readonly name: string;
  /** The text that it types; empty for keys that type none. */
  readonly text: string;
}

/** The keys in one input event of Ink. Letters that arrive together, as over a slow connection, are one key each. */
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

/** Names of the characters that arrive among letters. */
const controls: Readonly<Record<string, string>> = {
  " ": "space",
  "\r": "enter",
  "\n": "enter",
  "\t": "tab",
  "\u007f": "backspace",
};

/** `ctrl-d` for the control character of the key; undefined for letters. */
const controlName = (letter: string): string | undefined =>
  letter < " " ? `ctrl-${String.fromCharCode(letter.charCodeAt(0) + 96)}` : undefined;
