/** Takes the terminal's own answers out of what a person types, however they are cut into pieces. */

/** What came in: keys to pass on, and answers that were whole. */
export interface Sorted {
  readonly keys: string;
  readonly replies: readonly Reply[];
}

/** An answer: of the background's colour, or the one that says that no other comes. */
export type Reply = { readonly kind: "background"; readonly colour: string } | { readonly kind: "device" };

/** Sorts pieces of input. */
export interface ReplySorter {
  push(text: string): Sorted;
  /** Whether the beginning of an answer, or of what may be one, is held back. */
  isHolding(): boolean;
  /** Gives up waiting: what was held back were keys after all. */
  release(): string;
}

/** A sorter. While nothing was asked it holds nothing back: Esc and Alt-] are keys, and at once. */
export const replySorter = (isAsking: () => boolean): ReplySorter => {
  let held = "";
  return {
    push(text) {
      let rest = held + text;
      held = "";
      let keys = "";
      const replies: Reply[] = [];
      for (;;) {
        const found = whole.exec(rest);
        if (found === null) break;
        const colour = found[1];
        replies.push(colour === undefined ? { kind: "device" } : { kind: "background", colour });
        keys += rest.slice(0, found.index);
        rest = rest.slice(found.index + found[0].length);
      }
      const start = isAsking() ? begun.exec(rest)?.index : undefined;
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

/** `ESC ] 11 ; colour` ended by BEL or ST, or `ESC [ ? numbers c`. */
const whole = /\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)|\x1b\[\?[\d;]{0,64}c/;

/** The beginning of either, at the end of what came in. */
const begun = /\x1b(?:\]?|\]1|\]11(?:;[^\x07\x1b]{0,64}\x1b?)?|\[|\[\?[\d;]{0,64})$/;
