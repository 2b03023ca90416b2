/** One screen with everything that a person has set on it. */
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenName } from "../model/screen.ts";

/** What a list is sorted by. */
export interface Sort {
  /** The place of the column among the screen's columns. */
  readonly column: number;
  readonly descending: boolean;
}

/** A screen that is open, with its own cursor, scroll, filter, sort and live view. */
export interface View {
  readonly screen: ScreenName;
  readonly place: ItemRef;
  /** Its word in the breadcrumb. */
  readonly label: string | Date;
  /** The selected row's id. Absent: the first row, whichever that is, until somebody moves. */
  readonly selected?: string | undefined;
  /** Where that row stands among `rows`. */
  readonly index: number;
  /** The first row, or line of a text, that is visible. */
  readonly top: number;
  readonly filter: string;
  /** Why the filter as typed cannot be read; the one before it stays in force. */
  readonly filterTrouble?: string | undefined;
  /** The newest filter that could be read. */
  readonly applied: string;
  readonly sort?: Sort | undefined;
  readonly onlyBad: boolean;
  readonly live: boolean;
  /** What there is to show, filtered by nothing. Absent until something was read. */
  readonly content?: ScreenContent | undefined;
  /** The rows that the filter and only-bad let through, in order. */
  readonly rows: readonly ScreenRow[];
  /** What is looked for in a text. */
  readonly search: string;
}

/** A screen just entered. */
export const newView = ({ screen, place, label }: Pick<View, "screen" | "place" | "label">): View => ({
  screen,
  place,
  label,
  index: 0,
  top: 0,
  filter: "",
  applied: "",
  onlyBad: false,
  live: false,
  rows: [],
  search: "",
});

/** The row that keys act on. */
export const selectedRow = ({ rows, index }: View): ScreenRow | undefined => rows[index];
