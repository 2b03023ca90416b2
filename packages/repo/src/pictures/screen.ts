import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

/** A stretch of one line in one style. */
export interface Stretch {
  readonly text: string;
  /** In terminal cells, from the left edge. */
  readonly column: number;
  readonly width: number;
  /** 0 to 255 of the terminal's palette; absent: the default. */
  readonly colour?: number;
  readonly bold: boolean;
  readonly dim: boolean;
}

export type Line = readonly Stretch[];

/** Runs a program in a terminal of the given size, to its end, and gives the lines that it left there. */
export const screenOf = async (
  file: string,
  argv: readonly string[],
  size: { readonly columns: number; readonly rows: number },
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly Line[]> => {
  const { columns: cols, rows } = size;
  const terminal = new xterm.Terminal({ cols, rows, scrollback: 10_000, allowProposedApi: true });
  await new Promise<void>((resolve) => {
    const child = spawn(file, [...argv], { cols, rows, name: "xterm-256color", env: { ...env } });
    const written: Promise<void>[] = [];
    child.onData((text) => written.push(new Promise((done) => terminal.write(text, done))));
    child.onExit(() => void Promise.all(written).then(() => resolve()));
  });
  const { active } = terminal.buffer;
  const lines = Array.from({ length: Math.min(active.length, rows) }, (_, y) =>
    readLine(active.getLine(y), cols),
  );
  return trimEnd(lines);
};

type BufferLine = ReturnType<xterm.Terminal["buffer"]["active"]["getLine"]>;

const readLine = (line: BufferLine, columns: number): Line => {
  const stretches: Stretch[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars() ?? "";
    if (cell === undefined || text === "") continue;
    const last = stretches.at(-1);
    const style = {
      ...(cell.isFgPalette() ? { colour: cell.getFgColor() } : {}),
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
    };
    const joins =
      last !== undefined &&
      last.column + last.width === column &&
      last.colour === style.colour &&
      last.bold === style.bold &&
      last.dim === style.dim;
    if (joins)
      stretches.splice(-1, 1, { ...last, text: last.text + text, width: last.width + cell.getWidth() });
    else stretches.push({ ...style, text, column, width: cell.getWidth() });
  }
  return stretches.filter(({ text }) => text.trim() !== "").map(trimmed);
};

/** Without blanks at its ends, which a picture's text would not keep. */
const trimmed = (stretch: Stretch): Stretch => {
  const before = stretch.text.length - stretch.text.trimStart().length;
  const after = stretch.text.length - stretch.text.trimEnd().length;
  return {
    ...stretch,
    text: stretch.text.trim(),
    column: stretch.column + before,
    width: stretch.width - before - after,
  };
};

const trimEnd = (lines: readonly Line[]): readonly Line[] => {
  const last = lines.findLastIndex((line) => line.length > 0);
  return lines.slice(0, last + 1);
};
