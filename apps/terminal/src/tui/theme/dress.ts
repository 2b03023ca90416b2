import type { Style } from "./palette.ts";

/** The codes before and after a text; both empty where it stays as it is. */
export interface Codes {
  readonly open: string;
  readonly close: string;
}

/** A style as the terminal's codes. They close only what they opened, so that one may stand inside another. */
export const codesOf = (style: Style, depth: 16 | 256 | 0): Codes => {
  const open: string[] = [];
  const close: string[] = [];
  const add = (on: string, off: string): void => {
    open.push(on);
    close.unshift(off);
  };
  if (style.bold === true) add("1", "22");
  if (style.underlined === true) add("4", "24");
  const hasOwnBackground = depth === 256 && style.behind !== undefined;
  if (style.inverse === true && !hasOwnBackground) add("7", "27");
  if (hasOwnBackground) add(`48;5;${style.behind}`, "49");
  if (depth === 256 && style.colour !== undefined && (style.behind === undefined || hasOwnBackground))
    add(`38;5;${style.colour}`, "39");
  if (depth === 16 && style.basic !== undefined) add(String(style.basic), "39");
  return open.length === 0
    ? { open: "", close: "" }
    : { open: `\u001b[${open.join(";")}m`, close: `\u001b[${close.join(";")}m` };
};
