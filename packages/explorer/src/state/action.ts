/** Everything that can change the state. */
import type { ConnectionInfo, Wait } from "../model/connection.ts";
import type { Finding } from "../model/finding.ts";
import type { ScreenStep, PromptFor } from "../model/screen.ts";
import type { Notice, Size } from "./state.ts";

/** An action that changes the state. */
export type Action =
  | { readonly type: "resized"; readonly size: Size }
  | { readonly type: "ticked"; readonly now: Date }
  | { readonly type: "readingChanged"; readonly key: string; readonly finding: Finding; readonly now: Date }
  /** A request takes long. */
  | { readonly type: "waited"; readonly wait: Wait; readonly now: Date }
  | { readonly type: "readingForgotten"; readonly key: string }
  /** Another account, region or source: everything that was read is discarded. */
  | { readonly type: "connected"; readonly connection: ConnectionInfo }
  | { readonly type: "connectionChanged"; readonly connection: Partial<ConnectionInfo> }
  | { readonly type: "moved"; readonly by: number }
  | { readonly type: "paged"; readonly by: number }
  | { readonly type: "movedTo"; readonly end: "first" | "last" }
  /** `match`: index of the match that is there. */
  | { readonly type: "scrolledTo"; readonly line: number; readonly match?: number | undefined }
  | { readonly type: "screenOpened"; readonly step: ScreenStep }
  /** Replaces the open screens by those that lead to an item. */
  | {
      readonly type: "itemOpened";
      readonly steps: readonly ScreenStep[];
      /** Start of the period in which failures count. Default: the last 24 hours. */
      readonly since?: Date | undefined;
    }
  | { readonly type: "screenClosed" }
  /** Sorts by the next column, or by a given one: in its first order, then reversed, then in the screen's own order. */
  | { readonly type: "sorted"; readonly column?: number | undefined }
  | { readonly type: "sortReversed" }
  | { readonly type: "onlyBadToggled" }
  | { readonly type: "liveToggled"; readonly live?: boolean | undefined }
  | {
      readonly type: "promptOpened";
      readonly for: PromptFor;
      readonly text?: string | undefined;
      readonly question?: string | undefined;
      readonly saves?: string | undefined;
    }
  | { readonly type: "textTyped"; readonly text: string }
  /** Replaces the whole text, as an input of the renderer gives it. `cursor`: in code points. */
  | { readonly type: "textReplaced"; readonly text: string; readonly cursor: number }
  | { readonly type: "textErased"; readonly what: "before" | "after" | "word" | "all" }
  | { readonly type: "cursorMoved"; readonly by: number }
  /** Completes the word at the cursor of a filter. Default: with the best candidate. */
  | { readonly type: "completionAccepted"; readonly candidate?: string | undefined }
  | { readonly type: "promptFailed"; readonly error: string }
  | { readonly type: "promptBusy"; readonly words: string }
  | { readonly type: "promptClosed"; readonly keep: boolean }
  | { readonly type: "noticeShown"; readonly notice: Notice | undefined };

/** Types of actions that no user makes: something was read, time passes, or the viewport changes. */
const readingTypes = [
  "resized",
  "ticked",
  "readingChanged",
  "waited",
  "readingForgotten",
  "connectionChanged",
  "noticeShown",
] as const;

/** An action that no user makes. */
export type ReadingAction = Extract<Action, { readonly type: (typeof readingTypes)[number] }>;

/** Whether an action is one that no user makes. */
export const isReadingAction = (action: Action): action is ReadingAction =>
  readingTypes.some((type) => type === action.type);
