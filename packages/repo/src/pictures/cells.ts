import type xterm from "@xterm/headless";

/** A stretch of one line in one style. */
export interface Stretch {
  readonly text: string;
  /** In terminal cells, from the left edge. */
  readonly column: number;
  readonly width: number;
  /** 0 to 255 of the terminal's palette; absent: the default. */
  readonly colour?: number;
  /** Background, as for `colour`. */
  readonly behind?: number;
  /** Whether text and background are swapped. */
  readonly inverse: boolean;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underlined: boolean;
}

export type Line = readonly Stretch[];

/** Lines of a terminal screen, without empty lines at the end. */
export const readLines = (terminal: xterm.Terminal, rows: number): readonly Line[] => {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: Math.min(active.length, rows) }, (_, y) =>
    readLine(active.getLine(y), terminal.cols),
  );
  const last = lines.findLastIndex((line) => line.length > 0);
  return lines.slice(0, last + 1);
};

type BufferLine = ReturnType<xterm.Terminal["buffer"]["active"]["getLine"]>;

const readLine = (line: BufferLine, columns: number): Line => {
  const stretches: Stretch[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars() ?? "";
    if (cell === undefined || cell.getWidth() === 0) continue;
    const style = {
      ...(cell.isFgPalette() ? { colour: cell.getFgColor() } : {}),
      ...(cell.isBgPalette() ? { behind: cell.getBgColor() } : {}),
      inverse: cell.isInverse() !== 0,
      bold: cell.isBold() !== 0,
      dim: cell.isDim() !== 0,
      underlined: cell.isUnderline() !== 0,
    };
    const shown = text === "" ? " " : text;
    const last = stretches.at(-1);
    if (last !== undefined && last.column + last.width === column && isAlike(last, style)) {
      stretches.splice(-1, 1, { ...last, text: last.text + shown, width: last.width + cell.getWidth() });
    } else stretches.push({ ...style, text: shown, column, width: cell.getWidth() });
  }
  return stretches.filter(isSeen).map((stretch) => (hasBackground(stretch) ? stretch : trimmed(stretch)));
};

type Style = Omit<Stretch, "text" | "column" | "width">;

const isAlike = (one: Style, other: Style): boolean =>
  one.colour === other.colour &&
  one.behind === other.behind &&
  one.inverse === other.inverse &&
  one.bold === other.bold &&
  one.dim === other.dim &&
  one.underlined === other.underlined;

const hasBackground = ({ behind, inverse }: Style): boolean => inverse || behind !== undefined;

const isSeen = (stretch: Stretch): boolean => stretch.text.trim() !== "" || hasBackground(stretch);

/** Removes spaces at both ends, which SVG text would not keep. */
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
