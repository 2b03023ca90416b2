import type { Size, Screen } from "@windowpane/explorer";

/** The smallest window in which the UI works. */
export const smallest: Size = { columns: 60, rows: 12 };

/** Height from which a verdict has two lines. */
const roomyRows = 24;

/** Whether a window is too small to show anything useful. */
export const isTooSmall = ({ columns, rows }: Size): boolean =>
  columns < smallest.columns || rows < smallest.rows;

/** Number of lines of each part of the frame. */
export interface Layout {
  /** Connection and breadcrumb; on a list also verdict and counts. */
  readonly header: number;
  /** A rule, and the titles of a list's columns. */
  readonly titles: number;
  readonly body: number;
  /** A rule and lines about the selected row. */
  readonly detail: number;
  /** The message and the keys. */
  readonly footer: number;
}

/** Divides a window into parts. They depend on nothing that is read, so that no part moves while data arrives. */
export const layoutOf = ({ rows }: Size, screen: Pick<Screen, "columns" | "detail">): Layout => {
  // A text has no verdict and no counts. The reason of a verdict has a second line where there is room.
  const header = screen.columns === undefined ? 2 : rows < roomyRows ? 4 : 5;
  const footer = 2;
  const titles = screen.columns === undefined ? 1 : 2;
  const detail = screen.detail === undefined || rows < 18 ? 0 : 5;
  return { header, titles, detail, footer, body: Math.max(1, rows - header - titles - detail - footer) };
};
