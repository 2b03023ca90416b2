/**
 * What a screen is: a row of data. A new one is a file in `screens/`, its name below and its line in `screens/index.ts`; the
 * key that opens it is a row in `keys.ts`.
 */
import type { Counts, Gap, Judgement, PatchCounts } from "@windowpane/report";
import type { CliCall } from "../cli/show-cli.ts";
import type { Place } from "./place.ts";
import type { Findings } from "./session/finding.ts";
import type { Reading } from "./session/reading.ts";
import type { PromptFor } from "./state/state.ts";
import type { Tone } from "./theme/palette.ts";
import type { Piece, UiTheme } from "./theme/theme.ts";

/** Every screen's name. */
export type ScreenName =
  | "windows"
  | "executions"
  | "tasks"
  | "invocations"
  | "machines"
  | "output"
  | "history"
  | "failures"
  | "patches"
  | "members"
  | "timeline"
  | "diff"
  | "export"
  | "gaps"
  | "cli"
  | "connections"
  | "help";

/** One line of a list. */
export interface Row<Item extends object = object> {
  /** The same for the same thing in every reading, so that a selection survives them. */
  readonly id: string;
  /** What the columns show and what the filter looks at: AWS's members by AWS's names, ours in camelCase. */
  readonly item: Item;
  /** Whether `f` keeps it. */
  readonly bad: boolean;
  /** Where one stands after entering it. */
  readonly place: Place;
}

/** A number with what it counts, for the strip under the verdict. */
export interface Tally {
  readonly count: number;
  readonly word: string;
  /** What the word means: it decides the sign before the number. */
  readonly tone: Tone;
}

/** What a screen has to show, made from what was read. */
export interface Answer {
  readonly rows: readonly Row[];
  /** What the rows are, in the plural: `machines`. */
  readonly noun: string;
  /** Our word on the whole, with its reason. Default: none is given. */
  readonly judgement?: Judgement | undefined;
  /** AWS's own status of the whole. */
  readonly Status?: string | undefined;
  readonly counts?: Counts | undefined;
  /** The rows by patch result; where something patched. */
  readonly patches?: PatchCounts | undefined;
  /** Beside or instead of `counts`. */
  readonly tallies?: readonly Tally[] | undefined;
  /** How many rows there are in all, when more are known of than were read. Default: as many as there are rows. */
  readonly total?: number | undefined;
  readonly gaps: readonly Gap[];
  /** What stands in place of the rows when there are none and everything was read. */
  readonly nothing: string;
  /** Whether it can still change: then live view goes on asking. */
  readonly running: boolean;
  /** A better word for the breadcrumb than the one it was entered with. */
  readonly label?: string | Date | undefined;
  /** What is still being read besides the rows, in a few words. */
  readonly progress?: string | undefined;
}

/** What a cell may look at. */
export interface CellContext {
  readonly theme: UiTheme;
  readonly now: Date;
  /** Columns that the cell has. */
  readonly width: number;
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
  /** All rows, for cells that are drawn in relation to others. */
  readonly answer: Answer;
}

/** A column of a list. */
export interface Column<Item extends object = object> {
  readonly title: string;
  /** A title that is made for its width and what stands below it. Default: `title`. */
  readonly head?: ((context: CellContext) => string) | undefined;
  /** Text from outside may be given as it is: the list makes it harmless. */
  readonly cell: (item: Item, context: CellContext) => Piece;
  /** Whether it is shown beside what was read. Default: always. */
  readonly isShown?: ((answer: Answer) => boolean) | undefined;
  /** The cell in several pieces of its own making, harmless and exactly as wide as the column. Default: `cell`, fitted. */
  readonly pieces?: ((item: Item, context: CellContext) => readonly Piece[]) | undefined;
  /** What `s` sorts by. Default: it cannot be sorted by. */
  readonly sort?: ((item: Item) => number | string | undefined) | undefined;
  /** Columns it has at least. */
  readonly least: number;
  /** Columns it wants. Default: `least`. */
  readonly wanted?: number | undefined;
  /** Its share of what is left over. Default: 0. */
  readonly grow?: number | undefined;
  /** Where room lacks, the highest goes first; 0 stays. Default: 0. */
  readonly rank?: number | undefined;
  /** Default: left. */
  readonly align?: "left" | "right" | undefined;
}

/** One line of a text screen, in pieces. */
export type TextLine = readonly Piece[];

/** What stands under a screen that was opened over it. */
export interface Below {
  readonly screen: Screen;
  readonly place: Place;
  /** The row that is selected there. */
  readonly row: Row | undefined;
  /** What it shows. */
  readonly answer: Answer | undefined;
}

/** What a text screen is drawn from. */
export interface TextContext {
  readonly findings: Findings;
  readonly place: Place;
  /** From where on failures count. */
  readonly since: Date;
  readonly answer: Answer;
  readonly width: number;
  readonly height: number;
  readonly theme: UiTheme;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
  /** Absent where nothing is under it. */
  readonly below?: Below | undefined;
  /** A call as a command line of the AWS CLI, with the flags that say where to ask. */
  readonly callLine: (call: CliCall | string) => string;
}

/** Where a key leads. */
export interface Step {
  readonly screen: ScreenName;
  readonly place: Place;
  /** For the breadcrumb. A point in time is shown in local time. */
  readonly label: string | Date;
  /** The row that leads here, selected on the screen below it. Default: the one that is selected there. */
  readonly row?: string | undefined;
}

/** A line to type. */
export interface Ask {
  readonly for: PromptFor;
  readonly text: string;
}

/** A screen, as data. What it reads is the session's to get; what it shows is made without waiting. */
export interface Screen {
  readonly name: ScreenName;
  /** What to call it where no label says more. */
  readonly title: string;
  /** What must have been read for it. The first one is the one that `r` and live view read again. */
  readonly reads: (place: Place, since: Date, findings: Findings) => readonly Reading[];
  readonly answer: (findings: Findings, place: Place, since: Date) => Answer;
  /** Of a list. */
  readonly columns?: readonly Column[] | undefined;
  /** Of a text: every line, which the frame scrolls. */
  readonly lines?: ((context: TextContext) => readonly TextLine[]) | undefined;
  /** Up to three lines about the selected row, under the list. */
  readonly detail?: ((item: object, context: TextContext) => readonly TextLine[]) | undefined;
  /**
   * What its key opens it over: all windows, the screen below, or the execution or the machine that one looks at or has
   * selected. Default: all windows.
   */
  readonly over?: "everything" | "screen" | "execution" | "machine" | undefined;
  /** What Enter leads to or does, in a word for the footer: `tasks`. Default: `open`. */
  readonly entering?: string | undefined;
  /** Where Enter leads. Default: nowhere. */
  readonly enter?: ((row: Row) => Step | undefined) | undefined;
  /** What Enter asks for instead, with what stands there already. */
  readonly ask?: ((row: Row, findings: Findings) => Ask | undefined) | undefined;
  /** Where `o` leads from the selected row. Default: nowhere. */
  readonly output?:
    | ((row: Row | undefined, findings: Findings, place: Place) => Step | undefined)
    | undefined;
  /** What `y` copies. Default: a list's row has its id, a text all its lines. */
  readonly copies?: ((row: Row | undefined, place: Place) => string | undefined) | undefined;
  /** The AWS CLI calls behind what is on the screen. */
  readonly calls?: ((place: Place, row: Row | undefined) => readonly (CliCall | string)[]) | undefined;
}

/** A list screen with the type of its rows, which the table of screens cannot hold. */
export interface ListScreen<Item extends object> extends Omit<
  Screen,
  "columns" | "detail" | "lines" | "enter" | "ask" | "copies" | "output"
> {
  readonly columns: readonly Column<Item>[];
  readonly detail?: ((item: Item, context: TextContext) => readonly TextLine[]) | undefined;
  readonly enter?: ((row: Row<Item>) => Step | undefined) | undefined;
  readonly ask?: ((row: Row<Item>, findings: Findings) => Ask | undefined) | undefined;
  readonly copies?: ((row: Row<Item> | undefined, place: Place) => string | undefined) | undefined;
  readonly output?:
    | ((row: Row<Item> | undefined, findings: Findings, place: Place) => Step | undefined)
    | undefined;
  readonly answer: (
    findings: Findings,
    place: Place,
    since: Date,
  ) => Answer & { readonly rows: readonly Row<Item>[] };
}

/** Makes a row of the table of screens. Its own columns only ever meet its own rows. */
// The rows that reach these functions are those that the same screen's `answer` has made.
export const listScreen = <Item extends object>(screen: ListScreen<Item>): Screen =>
  screen as unknown as Screen;
