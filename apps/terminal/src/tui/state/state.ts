/** Everything that the screen is drawn from, as one value. */
import type { Findings } from "../session/finding.ts";
import type { View } from "./view.ts";

/** What a line of typing is for. */
export type PromptFor = "filter" | "search" | "goTo" | "connect" | "export" | "cancel" | "answer";

/** A line that is being typed. */
export interface Prompt {
  readonly for: PromptFor;
  readonly text: string;
  /** Characters before the cursor, as code points. */
  readonly cursor: number;
  /** What was there before, which Esc brings back. */
  readonly before: string;
  /** What stands before it, where that is not always the same. */
  readonly question?: string | undefined;
  /** Why what was typed will not do. */
  readonly trouble?: string | undefined;
  /** What is being done with it; keys but Esc wait. */
  readonly busy?: string | undefined;
}

/** A sentence that stands in the message line until the next key. */
export interface Notice {
  readonly text: string;
  readonly tone: "good" | "warn" | "bad" | "plain";
}

/** Who and what is being asked, as the header shows it. */
export interface Origin {
  readonly source: string;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Absent while it is asked for, and where nobody is anybody. */
  readonly Account?: string | undefined;
  readonly Arn?: string | undefined;
  /** What to say in place of the account: that it is being asked for, or why it is not known. */
  readonly identityNote?: string | undefined;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The state of the UI. */
export interface State {
  readonly size: Size;
  /** The time as far as the screen knows it. */
  readonly now: Date;
  /** From where on failures count. */
  readonly since: Date;
  readonly origin: Origin;
  /** Open screens, the visible one last; never empty. */
  readonly views: readonly View[];
  readonly findings: Findings;
  readonly prompt?: Prompt | undefined;
  readonly notice?: Notice | undefined;
}

/** The visible screen. */
export const topView = ({ views }: State): View => {
  const view = views.at(-1);
  if (view === undefined) throw new RangeError("No screen is open, and there must always be one.");
  return view;
};
