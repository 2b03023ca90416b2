/** Everything that can happen to the state. */
import type { ConnectionInfo } from "../model/connection.ts";
import type { Finding } from "../model/finding.ts";
import type { ScreenStep, PromptFor } from "../model/screen.ts";
import type { Notice, Size } from "./state.ts";

export type Action =
  | { readonly type: "resized"; readonly size: Size }
  | { readonly type: "ticked"; readonly now: Date }
  | { readonly type: "found"; readonly key: string; readonly finding: Finding; readonly now: Date }
  | { readonly type: "forgot"; readonly key: string }
  /** Another account, region or source: nothing that was read holds any more. */
  | { readonly type: "connected"; readonly origin: ConnectionInfo }
  | { readonly type: "identified"; readonly origin: Partial<ConnectionInfo> }
  | { readonly type: "moved"; readonly by: number }
  | { readonly type: "paged"; readonly by: number }
  | { readonly type: "movedTo"; readonly end: "first" | "last" }
  | { readonly type: "scrolledTo"; readonly line: number }
  | { readonly type: "opened"; readonly step: ScreenStep }
  /** All screens down to a row, in place of those that are open. */
  | { readonly type: "wentTo"; readonly steps: readonly ScreenStep[] }
  | { readonly type: "wentBack" }
  | { readonly type: "sorted" }
  | { readonly type: "turnedRound" }
  | { readonly type: "toggledBad" }
  | { readonly type: "toggledLive"; readonly live?: boolean | undefined }
  | {
      readonly type: "asked";
      readonly for: PromptFor;
      readonly text?: string | undefined;
      readonly question?: string | undefined;
    }
  | { readonly type: "typed"; readonly text: string }
  | { readonly type: "erased"; readonly what: "before" | "after" | "word" | "all" }
  | { readonly type: "movedCursor"; readonly by: number }
  | { readonly type: "refused"; readonly trouble: string }
  | { readonly type: "busied"; readonly words: string }
  | { readonly type: "closedPrompt"; readonly keep: boolean }
  | { readonly type: "said"; readonly notice: Notice | undefined };
