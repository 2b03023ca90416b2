import type { Line, Stretch } from "./cells.ts";

/** A terminal's colours: background, text, and the sixteen of its palette. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly frame: string;
  readonly colours: readonly string[];
  /** Background colour that the terminal reports. */
  readonly answer: string;
}

export const palettes = {
  dark: {
    background: "#16181d",
    answer: "rgb:1616/1818/1d1d",
    text: "#d8dbe2",
    frame: "#2b2f38",
    colours: [
      ...["#16181d", "#f0716c", "#7fc98a", "#e3b45f", "#6fa8f5", "#c792e0", "#62c2c9", "#d8dbe2"],
      ...["#7d8491", "#ff8a84", "#98dca2", "#f2c878", "#8cbcff", "#d9abef", "#7fd6dc", "#ffffff"],
    ],
  },
  light: {
    background: "#ffffff",
    answer: "rgb:ffff/ffff/ffff",
    text: "#24292f",
    frame: "#d5d9df",
    colours: [
      ...["#24292f", "#b3261e", "#1d6b33", "#7a5200", "#0b56b3", "#7a2f9c", "#0a6670", "#6b7280"],
      ...["#6b7280", "#c9352b", "#237a3c", "#8f6100", "#1566cc", "#8e3fb3", "#0e7681", "#24292f"],
    ],
  },
} as const satisfies Record<string, Palette>;

const cell = { width: 8.4, height: 18 };
const margin = 16;

/** SVG text of a terminal screen: sharp at any size, and readable by screen readers. */
export const svg = (title: string, lines: readonly Line[], columns: number, palette: Palette): string => {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = Math.ceil(lines.length * cell.height + 2 * margin);
  const frame = `x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect ${frame} fill="${palette.background}" stroke="${palette.frame}"/>`,
    `<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">`,
    ...lines.flatMap((line, row) =>
      line.flatMap((stretch) => [...behindOf(stretch, row, palette), ...textOf(stretch, row, palette)]),
    ),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
};

/** Each stretch has a fixed position and width, independent of the font. */
const textOf = (stretch: Stretch, row: number, palette: Palette): readonly string[] => {
  const { bold, dim, underlined } = stretch;
  const y = (margin + (row + 0.75) * cell.height).toFixed(1);
  const style =
    (bold ? ' font-weight="bold"' : "") +
    (dim ? ' opacity="0.65"' : "") +
    (underlined ? ' text-decoration="underline"' : "");
  const fill = coloursOf(stretch, palette).text;
  return wordsOf(stretch).map(({ text, column, width }) => {
    const x = (margin + column * cell.width).toFixed(1);
    const length = (width * cell.width).toFixed(1);
    return `<text x="${x}" y="${y}" textLength="${length}" fill="${fill}"${style}>${escape(text)}</text>`;
  });
};

/** Splits text at two or more spaces, because SVG keeps only one. */
const wordsOf = ({ text, column, width }: Stretch): readonly Pick<Stretch, "text" | "column" | "width">[] => {
  // With wide characters, the number of cells before a word cannot be derived from the text.
  if (width !== text.length) return text.trim() === "" ? [] : [{ text, column, width }];
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: word, index }) => ({
    text: word,
    column: column + index,
    width: word.length,
  }));
};

const behindOf = (stretch: Stretch, row: number, palette: Palette): readonly string[] => {
  const { behind } = coloursOf(stretch, palette);
  if (behind === undefined) return [];
  const x = (margin + stretch.column * cell.width).toFixed(1);
  const y = (margin + row * cell.height).toFixed(1);
  const width = (stretch.width * cell.width).toFixed(1);
  return [`<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" fill="${behind}"/>`];
};

const coloursOf = ({ colour, behind, inverse }: Stretch, palette: Palette) => {
  const front = colour === undefined ? palette.text : hexOf(colour, palette);
  const back = behind === undefined ? undefined : hexOf(behind, palette);
  return inverse ? { text: back ?? palette.background, behind: front } : { text: front, behind: back };
};

/** CSS colour of a terminal colour: 0 to 15 from the palette, then the fixed colour cube and greys. */
const hexOf = (colour: number, { colours, text }: Palette): string => {
  if (colour < 16) return colours[colour] ?? text;
  const place = colour - 16;
  const levels = [0, 95, 135, 175, 215, 255];
  const grey = 8 + 10 * (colour - 232);
  const parts =
    colour >= 232
      ? [grey, grey, grey]
      : [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map((level) => levels[level] ?? 0);
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
};

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
