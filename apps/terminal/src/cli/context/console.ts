import { safeLine, safeText, wrapText } from "@windowpane/text";
import type { Host, Sink } from "../../host/host.ts";

/** Writes results to stdout, and notes and progress to stderr. */
export interface Console {
  /** Writes a part of the result unchanged. */
  result(text: string): Promise<void>;
  /** Writes a note for people. */
  note(text: string): Promise<void>;
  /**
   * Shows the current activity in one line that the next one overwrites, after 400 ms. On a pipe, it is logged
   * after 5 s, and then after twice the time, unless `--quiet` is given: a fast command logs nothing.
   *
   * @param options - `painted`: write the text unchanged and at once, because the caller has made it safe and narrow enough.
   */
  progress(text: string, options?: { readonly painted?: boolean }): Promise<void>;
  /** Logs a long wait, unless `--quiet` is given. A closed stderr is ignored. */
  waiting(text: string): Promise<void>;
  /** Clears the progress line. */
  settle(): Promise<void>;
}

/** Time without progress output after the start, in milliseconds. */
const PROGRESS_DELAY = 400;

/** Time until progress is logged on a pipe, in milliseconds. It doubles with every line. */
const LOG_DELAY = 5_000;

interface ConsoleOptions {
  /** Whether to log no waits. Default: false. */
  readonly quiet?: boolean | undefined;
  /** Text before the first part of the result. Default: none. */
  readonly lead?: string | undefined;
  /** Changes a note before it is written. Default: unchanged. */
  readonly edit?: ((text: string) => string) | undefined;
}

/** Creates the console of a command. */
export const createConsole = (
  { stdout, stderr, now }: Pick<Host, "stdout" | "stderr" | "now">,
  { quiet = false, lead = "", edit = (text) => text }: ConsoleOptions = {},
): Console => {
  const started = now().getTime();
  let shown = false;
  let unwritten = lead;
  let logDelay = LOG_DELAY;
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
      const before = unwritten;
      unwritten = "";
      await stdout.write(before + text);
    },
    async note(text) {
      await settle();
      await writeNote(stderr, edit(text));
    },
    async waiting(text) {
      if (!quiet) await writeNote(stderr, text).catch(() => {});
    },
    async progress(text, { painted = false } = {}) {
      const elapsed = now().getTime() - started;
      if (!stderr.isTerminal) {
        if (painted || quiet || elapsed < logDelay) return;
        logDelay *= 2;
        const activity = text.replace(/^\[[#-]*\] /u, "");
        return writeNote(stderr, `Still reading after ${Math.round(elapsed / 1000)} s: ${activity}.`).catch(
          () => {},
        );
      }
      if (!painted && elapsed < PROGRESS_DELAY) return;
      shown = true;
      await stderr.write(`\r\u001b[K${painted ? text : fitLine(safeLine(text), stderr)}`);
    },
  };
};

/** Width of the progress line. A line that wraps cannot be overwritten, and terminals append `^C` to it. */
export const progressWidth = ({ columns }: Sink): number => Math.max(0, columns - 3);

/** Progress is ASCII, so its length is its width. */
const fitLine = (text: string, sink: Sink): string => text.slice(0, progressWidth(sink));

/**
 * Writes a text for people: made safe, and on a terminal wrapped between words. Lines that begin with a space, such as a
 * filter with a caret below it, are not wrapped.
 */
export const writeNote = async (sink: Sink, text: string): Promise<void> => {
  const lines = safeText(text).trimEnd().split("\n");
  const { isTerminal, columns } = sink;
  const wraps = isTerminal && lines.some((line) => line.length > columns);
  const shown = wraps
    ? lines.flatMap((line) => (line.startsWith(" ") ? [line] : wrapText(line, columns)))
    : lines;
  await sink.write(`${shown.join("\n")}\n`);
};
