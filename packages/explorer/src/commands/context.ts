import type { Client } from "@windowpane/core";
import type { Location } from "../model/connection.ts";
import type { Screens } from "../model/screen.ts";
import type { TextLine } from "../model/text.ts";
import type { Session } from "../session/session.ts";
import type { Action } from "../state/action.ts";
import type { State } from "../state/state.ts";
import type { DrawnText } from "../state/text-position.ts";

/** What commands work with. */
export interface CommandContext {
  readonly state: () => State;
  readonly screens: Screens;
  readonly dispatch: (action: Action) => void;
  readonly session: Session;
  /** The logical lines of the visible text; empty for a list. */
  readonly lines: () => readonly TextLine[];
  /** Lines about the selected row. */
  readonly detail: () => readonly TextLine[];
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
  /** The visible text as it is drawn. */
  readonly drawn: () => DrawnText;
  /** Number of rows or drawn lines of the visible screen that fit in the viewport. */
  readonly pageHeight: () => number;
  readonly client: () => Promise<Client>;
  /** Number of accounts and regions that the client reads. */
  readonly locations: () => Promise<number>;
  /** Connects to another profile or region. */
  readonly connect: (location: Location) => void;
  readonly host: ExplorerHost;
}

/** Effects outside the explorer. */
export interface ExplorerHost {
  /** Ends the program, or closes what shows the explorer. */
  readonly quit: () => void;
  /** Returns to the shell until the user comes back. */
  readonly suspend: () => void;
  /**
   * Copies a text to the clipboard; false when it is too long to copy. A terminal does not report whether it copied; a promise
   * is certain.
   */
  readonly copy: (text: string) => boolean | Promise<boolean>;
  /** Writes a new file, whole or not at all. Rejects as the file system does. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Whether an execution may be cancelled. */
  readonly allowCancel: boolean;
  /** Address of the web page, which links begin with. Default: links cannot be copied. */
  readonly pageUrl?: string | undefined;
}

/** Shows a message until the next key. */
export const say = ({ dispatch }: Pick<CommandContext, "dispatch">, text: string): void =>
  dispatch({ type: "noticeShown", notice: { text, tone: "plain" } });

/** A host without effects: copying and writing files fail. */
export const noHost: ExplorerHost = {
  quit: () => {},
  suspend: () => {},
  copy: () => false,
  writeFile: () => Promise.reject(new Error("Files cannot be written here.")),
  allowCancel: false,
};
