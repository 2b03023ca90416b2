/** Everything that is drawn, as one value. */
import type { ConnectionInfo, Location, Wait } from "../model/connection.ts";
import type { Findings } from "../model/finding.ts";
import type { PromptFor } from "../model/screen.ts";
import { newView, type View } from "./view.ts";

/** An open line of input. */
export interface Prompt {
  /** What the input is for. */
  readonly for: PromptFor;
  /** What was typed so far. */
  readonly text: string;
  /** Position of the cursor, in code points. */
  readonly cursor: number;
  /** The text that Esc restores. */
  readonly before: string;
  /** What is written to the file that is typed. */
  readonly saves?: string | undefined;
  /** The question before the input. Default: the fixed label of its purpose. */
  readonly question?: string | undefined;
  /** Why the input was not accepted. */
  readonly error?: string | undefined;
  /** What is being done with the input. Keys other than Esc wait. */
  readonly busy?: string | undefined;
}

/** A message that is shown until the next key. */
export interface Notice {
  /** The message. */
  readonly text: string;
  /** What it means. */
  readonly tone: "good" | "warn" | "bad" | "plain";
}

/** Size of the viewport in the units of the renderer: characters in a terminal. */
export interface Size {
  /** Width. */
  readonly columns: number;
  /** Height. */
  readonly rows: number;
}

/** The state of the explorer. */
export interface State {
  /** Size of the viewport. */
  readonly size: Size;
  /** The time that ages and durations are computed with. */
  readonly now: Date;
  /** Start of the period in which failures count. */
  readonly since: Date;
  /** Whether a link has set the period, so that its start does not move with the clock. Default: false. */
  readonly isSinceFixed?: boolean | undefined;
  /** The account in use. */
  readonly connection: ConnectionInfo;
  /** The open screens, the visible one last. Never empty. */
  readonly views: readonly View[];
  /** What the session has read. */
  readonly findings: Findings;
  /** The request that has waited longest, and when that was known. */
  readonly wait?: (Wait & { readonly at: Date }) | undefined;
  /** The open line of input. Absent: none. */
  readonly prompt?: Prompt | undefined;
  /** The message to show. Absent: none. */
  readonly notice?: Notice | undefined;
}

/** The request that has waited longest now. Waits are known for 3 seconds, as they are told every second. */
export const currentWait = ({ wait, now }: Pick<State, "wait" | "now">): Wait | undefined =>
  wait === undefined || now.getTime() - wait.at.getTime() > 3_000 ? undefined : wait;

/**
 * The visible screen.
 *
 * @throws RangeError if no screen is open, which an explorer never causes.
 */
export const topView = ({ views }: State): View => {
  const view = views.at(-1);
  if (view === undefined) throw new RangeError("No screen is open.");
  return view;
};

/** The state at the start: the list of windows, with failures of the last 24 hours. */
export const initialState = ({
  connection,
  source = "aws",
  size = { columns: 100, rows: 100 },
  now,
}: {
  readonly connection: Location;
  readonly source?: string | undefined;
  readonly size?: Size | undefined;
  readonly now: Date;
}): State => ({
  size,
  now,
  since: new Date(now.getTime() - day),
  connection: { source, profile: connection.profile, region: connection.region },
  views: [newView({ screen: "windows", ref: {}, label: "windows" })],
  findings: new Map(),
});

/** Of several requests, the one that has waited longest counts until it is known no more. */
export const waited = (state: State, { wait, now }: { readonly wait: Wait; readonly now: Date }): State => {
  if ((currentWait({ ...state, now })?.milliseconds ?? 0) > wait.milliseconds) return { ...state, now };
  return { ...state, now, wait: { ...wait, at: now } };
};

/** Length of the period in which failures count, in milliseconds. */
export const day = 24 * 3_600_000;

/** The state with the period of a link, or with the last day again. */
export const withSince = (state: State, since: Date | undefined): State => {
  if (since !== undefined) return { ...state, since, isSinceFixed: true };
  if (state.isSinceFixed !== true) return state;
  return { ...state, since: new Date(state.now.getTime() - day), isSinceFixed: false };
};
