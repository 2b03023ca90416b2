import { safeLine } from "@windowpane/text";
import type { Host, Sink } from "../../host/host.ts";
import { writeNote } from "./write-note.ts";

/** Where things are written: results to stdout, words and progress to stderr. */
export interface Screen {
  /** A piece of the result, as it is. */
  result(text: string): Promise<void>;
  /** Words for people, on lines of their own. */
  note(text: string): Promise<void>;
  /**
   * What is going on right now: one line that is overwritten, only on a terminal, only when the wait is felt. A `painted` one
   * is written as it is: harmless, painted and narrower than stderr already.
   */
  progress(text: string, options?: { readonly painted?: boolean }): Promise<void>;
  /** A line about a long wait, for a log. Nothing with `--quiet`. A closed stderr is ignored. */
  waiting(text: string): Promise<void>;
  /** Takes the line of progress away. */
  settle(): Promise<void>;
}

/** A wait shorter than this, in milliseconds, needs no words. */
const felt = 400;

/** @param options - `quiet`: no lines about waits. Default: false. */
export const createScreen = (
  { stdout, stderr, now }: Pick<Host, "stdout" | "stderr" | "now">,
  { quiet = false }: { readonly quiet?: boolean } = {},
): Screen => {
  const begun = now().getTime();
  let shown = false;
  const settle = async (): Promise<void> => {
    if (!shown) return;
    shown = false;
    await stderr.write("\r\u001b[K");
  };
  return {
    settle,
    async result(text) {
      if (text === "") return;
      if (stdout.isTerminal) await settle();
      await stdout.write(text);
    },
    async note(text) {
      await settle();
      await writeNote(stderr, text);
    },
    async waiting(text) {
      if (!quiet) await writeNote(stderr, text).catch(() => {});
    },
    async progress(text, { painted = false } = {}) {
      if (!stderr.isTerminal || (!painted && now().getTime() - begun < felt)) return;
      shown = true;
      await stderr.write(`\r\u001b[K${painted ? text : fitLine(safeLine(text), stderr)}`);
    },
  };
};

/** The columns of a line that is overwritten. One that wraps cannot be, and terminals write `^C` behind it. */
export const progressWidth = ({ columns }: Sink): number => Math.max(0, columns - 3);

/** Progress is our own ASCII, so its length is its width. */
const fitLine = (text: string, sink: Sink): string => text.slice(0, progressWidth(sink));
