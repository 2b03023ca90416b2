/**
 * What a screen is: a row of data. A new one is a file in `screens/`, its name below and its line in `screens/index.ts`; the
 * key that opens it is a row in `keys.ts`.
 */
import type { KeyRow } from "./key-row.ts";
import type { CliCall } from "./cli-call.ts";
import type { Column } from "./column.ts";
import type { ScreenContent, ScreenRow } from "./content.ts";
import type { Findings } from "./finding.ts";
import type { ItemRef } from "./item-ref.ts";
import type { Reading } from "./reading.ts";
import type { TextLine } from "./text.ts";
import type { ViewCalls } from "./view-calls.ts";

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
  | "causes"
  | "patches"
  | "members"
  | "timeline"
  | "diff"
  | "export"
  | "gaps"
  | "cli"
  | "trends"
  | "nights"
  | "year"
  | "connections"
  | "help";

/** The screen that a screen was opened over. */
export interface Below {
  readonly screen: Screen;
  readonly ref: ItemRef;
  /** The selected row. */
  readonly row: ScreenRow | undefined;
  /** Comments for a shell: what the screen's filter, its choice of failures and its order do. */
  readonly leftOut: readonly string[];
}

/** What the lines of a text screen, and the details of a row, are made from. */
export interface TextContext {
  readonly findings: Findings;
  readonly ref: ItemRef;
  /** Start of the period in which failures count. */
  readonly since: Date;
  readonly content: ScreenContent;
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
  /** Absent on the first screen. */
  readonly below?: Below | undefined;
  /** A call as an AWS CLI command line, with the flags for profile, region and endpoint. */
  readonly callLine: (call: CliCall | string) => string;
  /** The keys of the renderer. */
  readonly keys: readonly KeyRow[];
}

/** A screen to open. */
export interface ScreenStep {
  /** The screen. */
  readonly screen: ScreenName;
  /** The item that the screen is about. */
  readonly ref: ItemRef;
  /** Breadcrumb label. A `Date` is shown in local time. */
  readonly label: string | Date;
  /** ID of the row that leads here, selected on the screen below. Default: the selected row. */
  readonly row?: string | undefined;
  /** Settings of the screen. Default: those of a newly opened screen. */
  readonly settings?: ViewSettings | undefined;
}

/** What a list is sorted by. */
export interface Sort {
  /** Index of the column. */
  readonly column: number;
  /** Whether the largest value comes first. */
  readonly descending: boolean;
}

/** The settings of an open screen that a link keeps. */
export interface ViewSettings {
  /** The typed filter. */
  readonly filter?: string;
  /** The filter that is applied. */
  readonly applied?: string;
  /** Default: the order of the screen. */
  readonly sort?: Sort | undefined;
  /** Whether only bad rows are shown. */
  readonly onlyBad?: boolean;
  /** Whether a running execution is followed. */
  readonly live?: boolean;
  /** The searched text. */
  readonly search?: string;
  /** ID of the selected row. */
  readonly selected?: string | undefined;
}

/** What a line of input is for. */
export type PromptFor = "filter" | "search" | "goTo" | "connect" | "export" | "save" | "cancel" | "answer";

/** A line of input to open. */
export interface PromptRequest {
  readonly for: PromptFor;
  /** Initial text. */
  readonly text: string;
}

/** A screen, as data: what it reads is read by the session, what it shows is made from that without waiting. */
export interface Screen {
  readonly name: ScreenName;
  /** Breadcrumb label where no better one is known. */
  readonly title: string;
  /** What must be read. Reload and live view read the first one again. */
  readonly reads: (ref: ItemRef, since: Date, findings: Findings) => readonly Reading[];
  /**
   * What completes the rows, once the first reading is complete: its errors are not shown, and it is not read again with the others.
   * Default: nothing.
   */
  readonly adds?: (() => readonly Reading[]) | undefined;
  /** Whether what the screen below reads is read, too. Default: false. */
  readonly readsBelow?: boolean | undefined;
  /** Makes what the screen shows from what has been read. */
  readonly content: (findings: Findings, ref: ItemRef, since: Date) => ScreenContent;
  /** Columns of a list screen. */
  readonly columns?: readonly Column[] | undefined;
  /** Logical lines of a text screen. */
  readonly lines?: ((context: TextContext) => readonly TextLine[]) | undefined;
  /** Up to three lines about the selected row. */
  readonly detail?: ((item: object, context: TextContext) => readonly TextLine[]) | undefined;
  /**
   * What its key opens it for: all windows, the screen below, or the execution or machine that is shown or selected.
   * Default: all windows.
   */
  readonly over?: "everything" | "screen" | "execution" | "machine" | undefined;
  /** Footer label of Enter: `tasks`. Default: `open`. */
  readonly entering?: string | undefined;
  /** The screen that Enter opens. Default: none. */
  readonly enter?: ((row: ScreenRow, ref: ItemRef) => ScreenStep | undefined) | undefined;
  /** The line of input that Enter opens instead. */
  readonly ask?: ((row: ScreenRow, findings: Findings) => PromptRequest | undefined) | undefined;
  /** The output that `o` opens from the selected row. Default: none. */
  readonly output?:
    | ((row: ScreenRow | undefined, findings: Findings, ref: ItemRef) => ScreenStep | undefined)
    | undefined;
  /** What `y` copies. Default: the ID of a list's row, or all lines of a text. */
  readonly copies?: ((row: ScreenRow | undefined, ref: ItemRef) => string | undefined) | undefined;
  /**
   * Instance IDs of the machines below a row that did not pass; undefined if they were not read. Default: the rows are
   * machines.
   */
  readonly failedBelow?:
    | ((row: ScreenRow, findings: Findings, since: Date) => readonly (string | undefined)[] | undefined)
    | undefined;
  /** The AWS CLI calls behind the screen, chosen from those behind all views. */
  readonly calls?:
    | ((
        behind: ViewCalls,
        ref: ItemRef,
        row: ScreenRow | undefined,
        read: Pick<TextContext, "findings" | "since">,
      ) => readonly (CliCall | string)[])
    | undefined;
}

/** The table of screens. */
export type Screens = Readonly<Record<ScreenName, Screen>>;

/** A list screen with the type of its rows, which the table of screens cannot express. */
export interface ListScreen<Item extends object> extends Omit<
  Screen,
  "columns" | "content" | "detail" | "lines" | "enter" | "ask" | "copies" | "output" | "failedBelow"
> {
  readonly columns: readonly Column<Item>[];
  readonly detail?: ((item: Item, context: TextContext) => readonly TextLine[]) | undefined;
  readonly enter?: ((row: ScreenRow<Item>, ref: ItemRef) => ScreenStep | undefined) | undefined;
  readonly ask?: ((row: ScreenRow<Item>, findings: Findings) => PromptRequest | undefined) | undefined;
  readonly copies?: ((row: ScreenRow<Item> | undefined, ref: ItemRef) => string | undefined) | undefined;
  readonly output?:
    | ((row: ScreenRow<Item> | undefined, findings: Findings, ref: ItemRef) => ScreenStep | undefined)
    | undefined;
  readonly failedBelow?:
    | ((row: ScreenRow<Item>, findings: Findings, since: Date) => readonly (string | undefined)[] | undefined)
    | undefined;
  readonly content: (
    findings: Findings,
    ref: ItemRef,
    since: Date,
  ) => ScreenContent & { readonly rows: readonly ScreenRow<Item>[] };
}

/** Makes a row of the table of screens from a list screen. */
// The rows that reach these functions are those that the same screen's `content` has made.
export const listScreen = <Item extends object>(screen: ListScreen<Item>): Screen =>
  screen as unknown as Screen;
