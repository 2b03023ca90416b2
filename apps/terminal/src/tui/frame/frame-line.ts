import type { LineOptions } from "@windowpane/explorer";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";

/** A line of the frame before it is painted. */
export interface FrameLine {
  readonly pieces: readonly DrawnPiece[];
  /** Default: false. */
  readonly selected?: boolean | undefined;
}

/** What drawing needs besides the state. */
export interface FrameOptions extends LineOptions {
  readonly theme: UiTheme;
  /** Whether a screen reader reads the frame. */
  readonly isScreenReader: boolean;
}
