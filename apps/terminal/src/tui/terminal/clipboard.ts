import { safeText } from "@windowpane/text";
import type { Env } from "../theme/variant.ts";

/** Maximum length of the text in base64, in characters: xterm's limit. */
const limit = 74_994;

/**
 * Makes the control sequence (OSC 52) that copies a text to the clipboard, also through tmux and screen; undefined when the text
 * is too long. Terminals do not report whether they copy: some ask their user, some are configured not to.
 *
 * Control sequences in the text are removed, as it may be pasted into a shell.
 */
export const copySequence = (text: string, env: Env): string | undefined => {
  const encoded = Buffer.from(safeText(text), "utf8").toString("base64");
  if (encoded.length > limit) return undefined;
  const sequence = `\u001b]52;c;${encoded}\u0007`;
  // tmux accepts the plain form with `set-clipboard`, and passes the wrapped form on with `allow-passthrough`.
  if ((env["TMUX"] ?? "") !== "") {
    return `${sequence}\u001bPtmux;${sequence.replaceAll("\u001b", "\u001b\u001b")}\u001b\\`;
  }
  if ((env["STY"] ?? "") !== "") return passedThroughScreen(sequence);
  return sequence;
};

/** screen passes on strings of at most 768 characters. */
const passedThroughScreen = (sequence: string): string =>
  Array.from(
    { length: Math.ceil(sequence.length / 700) },
    (_, index) => `\u001bP${sequence.slice(index * 700, (index + 1) * 700)}\u001b\\`,
  ).join("");
