/** What an explorer is created with, and what it offers. */
import type { ExplorerHost } from "../commands/context.ts";
import type { CommandName } from "../model/key-row.ts";
import type { UsefulKey } from "../commands/useful-keys.ts";
import type { Located } from "../locate/located.ts";
import type { Connection, KnownProfile, Location, ErrorText, ConnectionInfo } from "../model/connection.ts";
import type { Screen, Screens } from "../model/screen.ts";
import type { TextLine } from "../model/text.ts";
import type { Action } from "../state/action.ts";
import type { Completion } from "../state/complete-filter.ts";
import type { PageHeight } from "../state/refresh.ts";
import type { Size, State } from "../state/state.ts";
import type { DrawnText } from "../state/text-position.ts";

/** Options of {@link createExplorer}. */
export interface ExplorerOptions {
  /** The account and region to start with. */
  readonly connection: Connection;
  /** Name of the source in the header. Default: `aws`. */
  readonly source?: string | undefined;
  /** Makes the connection for another profile or region. Default: always `connection`. */
  readonly connectionTo?: ((location: Location) => Connection) | undefined;
  /** Lists the profiles to choose from; undefined where the source has none. Default: none. */
  readonly profiles?: (() => Promise<readonly KnownProfile[] | undefined>) | undefined;
  /** Returns the current time. */
  readonly now: () => Date;
  /** Waits a number of milliseconds, or less when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Minutes that local time is ahead of UTC at an instant. Default: 0, times are shown in UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
  /** IANA name of the local time zone, for nights. Default: `UTC`. */
  readonly timeZone?: string | undefined;
  /** Describes an error in two sentences. Default: its message. */
  readonly describe?: ((error: unknown) => ErrorText) | undefined;
  /** AWS CLI flags of a connection, for the calls behind a screen. Default: its profile and region. */
  readonly flags?: ((connection: ConnectionInfo) => readonly string[]) | undefined;
  /** Effects outside the explorer. Default: none; copying and writing files fail. */
  readonly host?: Partial<ExplorerHost> | undefined;
  /** Size of the viewport in the renderer's units. Default: 100 rows. */
  readonly size?: Size | undefined;
  /** Number of rows or lines of a screen that fit in the viewport. Default: the rows of the viewport. */
  readonly pageHeight?: PageHeight | undefined;
  /** How a text is drawn. Default: each logical line on one line. */
  readonly drawnText?: ((lines: readonly TextLine[], size: Size) => DrawnText) | undefined;
  /** The item to open. Default: the list of windows. */
  readonly start?: Located | undefined;
  /** Commands that the renderer's host does not have: their keys have no effect. Default: none. */
  readonly without?: readonly CommandName[] | undefined;
  /** Whether the renderer gets a key; a browser keeps those with Ctrl. Default: all. */
  readonly getsKey?: ((key: string) => boolean) | undefined;
  /** The table of screens. Default: all screens of this package. */
  readonly screens?: Screens | undefined;
}

/** A running explorer. */
export interface Explorer {
  /** Returns the current state. */
  readonly state: () => State;
  /** Calls the listener after every change of the state. Returns the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes the state by an action, such as a selection by mouse. */
  readonly dispatch: (action: Action) => void;
  /** Handles a key by its name in the key table. */
  readonly press: (key: string) => void;
  /** Inserts typed text into the open line of input. */
  readonly type: (text: string) => void;
  /** Inserts pasted text into the open line of input, or opens the item that it refers to. */
  readonly paste: (text: string) => void;
  /** Asks a question in a line of input; undefined when it was cancelled. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Opens a link. One that cannot be opened gives the list of windows, with the reason as a notice. */
  readonly openLink: (link: string) => void;
  /** The link to what is shown, from `#` on. */
  readonly link: () => string;
  /** The table of screens in use. */
  readonly screens: () => Screens;
  /** The visible screen. */
  readonly screen: () => Screen;
  /** All logical lines of the visible text screen. */
  readonly lines: () => readonly TextLine[];
  /** Lines about the selected row. */
  readonly detail: () => readonly TextLine[];
  /** The keys that do something now, with labels. */
  readonly keys: () => readonly UsefulKey[];
  /** The fields and values that complete the word at the cursor of a filter. */
  readonly completion: () => Completion | undefined;
  /** Loads what the list of windows does not need. Rejects if the bundle's files cannot be loaded; the next call tries again. */
  readonly load: () => Promise<void>;
  /** Ends all reading. */
  readonly close: () => void;
}
