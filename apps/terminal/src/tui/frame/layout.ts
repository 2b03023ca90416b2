import type { Size, Screen } from "@windowpane/explorer";

/** The smallest window that everything fits into. */
export const smallest: Size = { columns: 80, rows: 24 };

/** Whether a window is too small to show anything worth reading. */
export const isTooSmall = ({ columns, rows }: Size): boolean => columns < 60 || rows < 12;

/** How many lines each part of the screen has. */
export interface Layout {
  /** Origin and breadcrumb; over a list verdict and counts. */
  readonly header: number;
  /** The columns' titles. */
  readonly titles: number;
  readonly body: number;
  /** About the selected row. */
  readonly detail: number;
  /** The message line and the keys. */
  readonly footer: number;
}

/** Divides a window among the parts. The parts keep their places, whatever is read, so that nothing jumps. */
export const layoutOf = ({ rows }: Size, screen: Pick<Screen, "columns" | "detail">): Layout => {
  // A text has neither verdict nor counts; a verdict's reason takes a second line where there is room.
  const header = screen.columns === undefined ? 2 : rows < smallest.rows ? 4 : 5;
  const footer = 2;
  const titles = screen.columns === undefined ? 1 : 2;
  // A rule and four lines, where there is room for them beside a list worth the name.
  const detail = screen.detail === undefined || rows < 18 ? 0 : 5;
  return { header, titles, detail, footer, body: Math.max(1, rows - header - titles - detail - footer) };
};
