import type { Key } from "ink";

/**
 * The names of the keys in what Ink hands over, as the key table spells them. Letters typed faster than the screen is
 * drawn come together, and each of them counts.
 */
export const pressedKeys = (input: string, key: Key): readonly string[] => {
  const special = specialKeys.find(([name]) => key[name]);
  if (special !== undefined) return [special[1]];
  if (key.ctrl) return [`ctrl-${input.toLowerCase()}`];
  if (key.meta) return [`alt-${input}`];
  return [...input].map((letter) => controls[letter] ?? letter);
};

/** Keys whose letters mean themselves: what goes into a line that is being typed. */
export const typedText = (input: string, key: Key): string =>
  key.ctrl || key.meta || specialKeys.some(([name]) => key[name]) ? "" : input;

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
  "\u007f": "backspace",
};
