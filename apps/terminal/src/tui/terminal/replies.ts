/** Replies of the terminal to queries: the background query, and replies separated from keys, however they are split. */
import type { Background, Env } from "../theme/variant.ts";

/**
 * Queries the background colour (OSC 11), then the device attributes (DA1). Every terminal replies to the second query, and in
 * order: after that reply no background colour follows.
 */
export const backgroundQuery = "\u001b]11;?\u001b\\\u001b[c";

/** Whether a terminal can be queried. The Linux console and similar terminals print queries that they do not support. */
export const canBeQueried = ({ TERM = "" }: Env): boolean =>
  !/^(|dumb|linux|cons\d.*|vt\d.*|eterm.*)$/.test(TERM);

/** Reads a background colour such as `rgb:1e1e/1e1e/1e1e`; undefined when it cannot be read. */
export const readBackground = (colour: string): Background => {
  const [, ...parts] = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(colour) ?? [];
  const [red, green, blue] = parts.map((digits) => Number.parseInt(digits, 16) / (16 ** digits.length - 1));
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  // Relative luminance; at 0.18 black and white text have the same contrast.
  return 0.2126 * red ** 2.2 + 0.7152 * green ** 2.2 + 0.0722 * blue ** 2.2 > 0.18 ? "light" : "dark";
};

/** A reply: the background colour, or the device attributes, after which no other reply follows. */
export type TerminalReply =
  | { readonly kind: "background"; readonly colour: string }
  | { readonly kind: "device" };

/** Input, separated. */
export interface SortedInput {
  readonly keys: string;
  /** The replies that are complete. */
  readonly replies: readonly TerminalReply[];
}

/** Separates chunks of input. */
export interface ReplySorter {
  push(chunk: string): SortedInput;
  /** Whether the beginning of a possible reply is kept back. */
  isHolding(): boolean;
  /** Returns what was kept back, as keys. */
  release(): string;
}

/** Creates a sorter. It keeps input back only while `isWaiting`: otherwise Esc and Alt-] pass at once. */
export const replySorter = (isWaiting: () => boolean): ReplySorter => {
  let held = "";
  return {
    push(chunk) {
      let rest = held + chunk;
      held = "";
      let keys = "";
      const replies: TerminalReply[] = [];
      for (;;) {
        const found = reply.exec(rest);
        if (found === null) break;
        const colour = found[1];
        replies.push(colour === undefined ? { kind: "device" } : { kind: "background", colour });
        keys += rest.slice(0, found.index);
        rest = rest.slice(found.index + found[0].length);
      }
      const start = isWaiting() ? beginning.exec(rest)?.index : undefined;
      if (start !== undefined) {
        held = rest.slice(start);
        rest = rest.slice(0, start);
      }
      return { keys: keys + rest, replies };
    },
    isHolding: () => held !== "",
    release() {
      const keys = held;
      held = "";
      return keys;
    },
  };
};

/** `ESC ] 11 ; colour` with BEL or ST at its end, or `ESC [ ? numbers c`. */
const reply = /\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)|\x1b\[\?[\d;]{0,64}c/;

/** The beginning of either at the end of a chunk. */
const beginning = /\x1b(?:\]?|\]1|\]11(?:;[^\x07\x1b]{0,64}\x1b?)?|\[|\[\?[\d;]{0,64})$/;
