/** An open screen with its settings. */
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { ScreenName, Sort } from "../model/screen.ts";

/** An open screen with its own selection, scroll position, filter, sort order and live view. */
export interface View {
  /** The screen. */
  readonly screen: ScreenName;
  /** The item that the screen is about. */
  readonly ref: ItemRef;
  /** Breadcrumb label. */
  readonly label: string | Date;
  /** ID of the selected row. Default: the first row, until the user moves. */
  readonly selected?: string | undefined;
  /** Index of that row in `rows`; in a text, the first visible line. */
  readonly index: number;
  /** The first visible row, or drawn line of a text. */
  readonly top: number;
  /** The filter as text. Empty: none. */
  readonly filter: string;
  /** Why the typed filter cannot be read. The previous one stays applied. */
  readonly filterError?: string | undefined;
  /** The filter that is applied. */
  readonly applied: string;
  /** Default: the order of the screen. */
  readonly sort?: Sort | undefined;
  /** Whether only rows that did not pass are shown. */
  readonly onlyBad: boolean;
  /** Whether a running execution is followed. */
  readonly live: boolean;
  /** The content before filtering. Absent until something was read. */
  readonly content?: ScreenContent | undefined;
  /** The rows after filtering, in order. */
  readonly rows: readonly ScreenRow[];
  /** The searched text. */
  readonly search: string;
  /** Index of the current match. Default: none, until the user goes to one, and after scrolling. */
  readonly match?: number | undefined;
}

/** A newly opened screen. */
export const newView = ({ screen, ref, label }: Pick<View, "screen" | "ref" | "label">): View => ({
  screen,
  ref,
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

/** The selected row. */
export const selectedRow = ({ rows, index }: View): ScreenRow | undefined => rows[index];
