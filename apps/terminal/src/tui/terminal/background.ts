import type { Background, Env } from "../theme/variant.ts";

/**
 * Asks for the background's colour (OSC 11), then for what the terminal is (DA1). Every terminal answers the second, in order:
 * its answer says that the first one will not come any more.
 */
export const backgroundQuery = "\u001b]11;?\u001b\\\u001b[c";

/** Whether a terminal can be asked. Linux's console and its like print what they do not understand. */
export const canBeAsked = ({ TERM = "" }: Env): boolean =>
  !/^(|dumb|linux|cons\d.*|vt\d.*|eterm.*)$/.test(TERM);

/** Dark or light, from an answer such as `rgb:1e1e/1e1e/1e1e`; undefined when it cannot be read. */
export const readBackground = (answer: string): Background => {
  const [, ...parts] = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(answer) ?? [];
  const [red, green, blue] = parts.map((digits) => Number.parseInt(digits, 16) / (16 ** digits.length - 1));
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  // The eye's own weights; the middle is where black text and white text are read equally well.
  return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 > 0.18 ? "light" : "dark";
};
