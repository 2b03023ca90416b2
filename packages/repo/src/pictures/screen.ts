import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { readLines, type Line } from "./cells.ts";

/** Keys, and what is on the screen once they have done their work. */
export interface Step {
  /** Default: nothing is pressed. */
  readonly press?: string;
  /** Every one of these texts is in sight. */
  readonly shows: readonly string[];
  /** And none of these any more. Default: none. */
  readonly hides?: readonly string[];
}

/** A program to run in a terminal. */
export interface Run {
  readonly file: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly columns: number;
  readonly rows: number;
  /** What the terminal says its background is, when asked. */
  readonly background: string;
  /** Done one after the other, and the program is then killed. Default: it runs to its end, and gives no title. */
  readonly steps?: readonly Step[] | undefined;
}

/** How long one step may take, in milliseconds: far above what any takes on a busy machine. */
const ceiling = 480_000;

/** The lines that a program has on the screen after its steps, or that it left there when it ended. */
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
  // A frame comes in pieces; between its two marks it is not whole.
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
  const hasSaidAll = new Promise<void>((resolve) => {
    terminal.onTitleChange(() => resolve());
  });
  if (steps === undefined) await hasSaidAll;
  for (const step of steps ?? []) {
    const seen = new Promise<void>((resolve) => {
      look = () => {
        if (isThere(step, textOf(terminal))) resolve();
      };
    });
    child.write(step.press ?? "");
    // It may be there already.
    look();
    await Promise.race([seen, failing(step, ended, terminal)]);
  }
  const lines = readLines(terminal, rows);
  child.kill("SIGKILL");
  await ended;
  return lines;
};

/**
 * A program with a shell under it, which gives the terminal a title when the program has ended, and stays: a
 * pseudo-terminal that nobody holds open any more can take along what was not read of it yet.
 */
const held = (file: string, argv: readonly string[]): readonly [string, readonly string[]] => [
  "/bin/sh",
  ["-c", String.raw`"$0" "$@"; printf '\033]2;ended\007'; read -r _`, file, ...argv],
];

const isThere = ({ shows, hides = [] }: Step, text: string): boolean =>
  shows.every((wished) => text.includes(wished)) && !hides.some((unwished) => text.includes(unwished));

const failing = async (step: Step, ended: Promise<void>, terminal: xterm.Terminal): Promise<never> => {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, ceiling).unref();
  });
  await Promise.race([ended, late]);
  throw new Error(
    `After ${JSON.stringify(step.press ?? "")} there is no ${step.shows.join(", ")}:\n${textOf(terminal)}`,
  );
};

const textOf = ({ buffer: { active }, rows }: xterm.Terminal): string =>
  Array.from(
    { length: rows },
    (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? "",
  ).join("\n");
