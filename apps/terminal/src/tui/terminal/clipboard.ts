import { safeText } from "@windowpane/text";
import type { Env } from "../theme/variant.ts";

/** The longest text that terminals take: xterm's limit, in characters of base64. */
const limit = 74_994;

/**
 * What makes the terminal copy a text (OSC 52), through tmux and screen too; undefined when it is longer than terminals
 * take. Whether the terminal does it cannot be known: some ask their owner, some are set not to.
 *
 * The text is made harmless first: what is pasted into a shell must not carry control sequences.
 */
export const copySequence = (text: string, env: Env): string | undefined => {
  const encoded = Buffer.from(safeText(text), "utf8").toString("base64");
  if (encoded.length > limit) return undefined;
  const sequence = `\u001b]52;c;${encoded}\u0007`;
  // tmux takes the plain form where `set-clipboard` is on, and hands the wrapped one through where `allow-passthrough` is.
  if ((env["TMUX"] ?? "") !== "") {
    return `${sequence}\u001bPtmux;${sequence.replaceAll("\u001b", "\u001b\u001b")}\u001b\\`;
  }
  if ((env["STY"] ?? "") !== "") return pieces(sequence).join("");
  return sequence;
};

/** screen hands strings through in pieces of at most 768 characters. */
const pieces = (sequence: string): readonly string[] =>
  Array.from(
    { length: Math.ceil(sequence.length / 700) },
    (_, index) => `\u001bP${sequence.slice(index * 700, (index + 1) * 700)}\u001b\\`,
  );
