import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { readLines, type Line } from "./cells.ts";

/** Keys to press, and text to wait for. */
export interface Step {
  /** Keys to press. Default: none. */
  readonly press?: string;
  /** Texts that must be visible. */
  readonly shows: readonly string[];
  /** Texts that must not be visible. Default: none. */
  readonly hides?: readonly string[];
}

/** A program to run in a terminal. */
export interface Run {
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns: number;
  readonly rows: number;
  /** Background colour that the terminal reports. */
  readonly background: string;
  /** Steps to do before the program is killed. Default: the program runs until it exits, without a title. */
  readonly steps?: readonly Step[] | undefined;
}

/** Timeout of a step in milliseconds, generous for a busy machine. */
const TIMEOUT = 480_000;

/** Lines on the screen after the steps of a program, or after its exit. */
export const screenOf = async ({
  file,
  argv,
  env,
  columns,
  rows,
  background,
  steps,
}: Run): Promise<readonly Line[]> => {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const [program, words] = steps === undefined ? held(file, argv) : [file, argv];
  const child = spawn(program, [...words], { cols: columns, rows, name: "xterm-256color", env: { ...env } });
  let written: Promise<void> = Promise.resolve();
  let look = (): void => {};
  terminal.onData((answer) => child.write(answer));
  terminal.parser.registerOscHandler(11, () => {
    child.write(`\u001b]11;${background}\u001b\\`);
    return true;
  });
  // Output arrives in pieces; a frame is complete at its end mark.
  let tail = "";
  const isWhole = (): boolean => tail.lastIndexOf("\u001b[?2026l") >= tail.lastIndexOf("\u001b[?2026h");
  child.onData((text) => {
    tail = (tail + text).slice(-100_000);
    written = new Promise((done) => {
      terminal.write(text, () => {
        done();
        if (isWhole()) look();
      });
    });
  });
  const ended = new Promise<void>((resolve) => {
    child.onExit(() => void written.then(resolve));
  });
  const outputEnded = new Promise<void>((resolve) => {
    terminal.onTitleChange(() => resolve());
  });
  if (steps === undefined)
    await Promise.race([outputEnded, failing({ shows: ["its end"] }, ended, terminal)]);
  for (const step of steps ?? []) {
    const seen = new Promise<void>((resolve) => {
      look = () => {
        if (isThere(step, textOf(terminal))) resolve();
      };
    });
    child.write(step.press ?? "");
    // The text may be visible already.
    look();
    await Promise.race([seen, failing(step, ended, terminal)]);
  }
  const lines = readLines(terminal, rows);
  child.kill("SIGKILL");
  await ended;
  return lines;
};

/**
 * Runs a program in a shell that sets the terminal's title when the program exits and then stays open: closing a
 * pseudo-terminal can discard output that was not read.
 */
const held = (file: string, argv: readonly string[]): readonly [string, readonly string[]] => [
  "/bin/sh",
  ["-c", String.raw`"$0" "$@"; printf '\033]2;ended\007'; read -r _`, file, ...argv],
];

const isThere = ({ shows, hides = [] }: Step, text: string): boolean =>
  shows.every((wished) => text.includes(wished)) && !hides.some((unwished) => text.includes(unwished));

const failing = async (step: Step, ended: Promise<void>, terminal: xterm.Terminal): Promise<never> => {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, TIMEOUT).unref();
  });
  await Promise.race([ended, late]);
  throw new Error(
    `After the keys ${JSON.stringify(step.press ?? "")} the screen does not show ${step.shows.join(", ")}:\n${textOf(terminal)}`,
  );
};

const textOf = ({ buffer: { active }, rows }: xterm.Terminal): string =>
  Array.from(
    { length: rows },
    (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? "",
  ).join("\n");
