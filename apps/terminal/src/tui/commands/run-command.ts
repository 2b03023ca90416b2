/** What each command of the key table does: most only change the state, a few reach outside. */
import type { Client } from "@windowpane/core";
import type { Connection } from "../../sources/connect.ts";
import { matchesIn } from "../frame/matches.ts";
import { openedBy, type CommandName } from "../key-row.ts";
import type { TextLine } from "../screen.ts";
import { isFinal } from "../session/due.ts";
import { keyOf } from "../session/reading.ts";
import type { Session } from "../session/session.ts";
import type { Action } from "../state/action.ts";
import { layoutOf } from "../state/layout.ts";
import type { Screens } from "../state/reduce.ts";
import { readingsOf } from "../state/readings.ts";
import { topView, type State } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";
import { askCancel } from "./cancel.ts";
import { copy } from "./copy.ts";
import { openScreen } from "./open-screen.ts";
import { say } from "./say.ts";

/** What commands work with. */
export interface CommandContext {
  readonly state: () => State;
  readonly screens: Screens;
  readonly dispatch: (action: Action) => void;
  readonly session: Session;
  /** The lines of the visible text; none on a list. */
  readonly lines: () => readonly TextLine[];
  readonly client: () => Promise<Client>;
  /** Asks another profile or region from now on. */
  readonly connect: (place: Pick<Connection, "profile" | "region">) => void;
  /** What reaches outside. */
  readonly doings: Doings;
}

/** What reaches outside the UI. */
export interface Doings {
  readonly quit: () => void;
  readonly suspend: () => void;
  /** Hands a text to the terminal's clipboard; false when it is longer than terminals take. */
  readonly copy: (text: string) => boolean;
  /** Writes a file whole or not at all. Rejects as the file system does. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Whether `--allow-cancel` was given. */
  readonly allowCancel: boolean;
}

/** Does it. */
export const runCommand = (command: CommandName, context: CommandContext): void => {
  const action = movements[command];
  const screen = openedBy(command);
  if (screen !== undefined) openScreen(context, screen);
  else if (action === undefined) others[command]?.(context);
  else if (isText(context)) scroll(action, context);
  else context.dispatch(action);
};

const movements: Readonly<Partial<Record<CommandName, Movement>>> = {
  up: { type: "moved", by: -1 },
  down: { type: "moved", by: 1 },
  halfUp: { type: "paged", by: -0.5 },
  halfDown: { type: "paged", by: 0.5 },
  pageUp: { type: "paged", by: -1 },
  pageDown: { type: "paged", by: 1 },
  first: { type: "movedTo", end: "first" },
  last: { type: "movedTo", end: "last" },
};

type Movement = Extract<Action, { readonly type: "moved" | "paged" | "movedTo" }>;

const others: Readonly<Partial<Record<CommandName, (context: CommandContext) => void>>> = {
  enter: (context) => {
    const view = topView(context.state());
    const row = selectedRow(view);
    if (row === undefined) return;
    const { enter, ask } = context.screens[view.screen];
    const line = ask?.(row, context.state().findings);
    if (line !== undefined) context.dispatch({ type: "asked", ...line });
    const step = enter?.(row);
    if (step !== undefined) context.dispatch({ type: "opened", step });
  },
  back: (context) => {
    const { applied, filter, onlyBad, search, live } = topView(context.state());
    if (applied !== "" || filter !== "" || search !== "") clearFilter(context);
    else if (onlyBad) context.dispatch({ type: "toggledBad" });
    else if (live && context.state().views.length < 2) context.dispatch({ type: "toggledLive" });
    else context.dispatch({ type: "wentBack" });
  },
  output: (context) => {
    const view = topView(context.state());
    const step = context.screens[view.screen].output?.(
      selectedRow(view),
      context.state().findings,
      view.place,
    );
    if (step === undefined) say(context, "Nothing here has printed anything.");
    else context.dispatch({ type: "opened", step });
  },
  copy,
  filter: (context) => context.dispatch({ type: "asked", for: isText(context) ? "search" : "filter" }),
  onlyBad: ({ dispatch }) => dispatch({ type: "toggledBad" }),
  sort: ({ dispatch }) => dispatch({ type: "sorted" }),
  turnRound: ({ dispatch }) => dispatch({ type: "turnedRound" }),
  live: (context) => {
    const view = topView(context.state());
    if (!view.live && view.answer?.running === false)
      say(context, "It has ended; there is nothing more to follow.");
    else context.dispatch({ type: "toggledLive" });
  },
  reload: (context) => {
    const state = context.state();
    const readings = readingsOf(state, context.screens);
    const canChange = readings.some((reading) => !isFinal(state.findings.get(keyOf(reading)), reading));
    if (canChange) context.session.again(readings);
    else say(context, "Nothing here can have changed since it was read.");
  },
  goTo: ({ dispatch }) => dispatch({ type: "asked", for: "goTo" }),
  cancel: askCancel,
  nextMatch: (context) => toMatch(context, 1),
  previousMatch: (context) => toMatch(context, -1),
  suspend: ({ doings }) => doings.suspend(),
  quit: ({ doings }) => doings.quit(),
};

const isText = ({ state, screens }: CommandContext): boolean =>
  screens[topView(state()).screen].columns === undefined;

const clearFilter = (context: CommandContext): void => {
  context.dispatch({ type: "asked", for: isText(context) ? "search" : "filter", text: "" });
  context.dispatch({ type: "erased", what: "all" });
  context.dispatch({ type: "closedPrompt", keep: true });
};

/** A text's first line moves no further than its end. */
const scroll = (action: Movement, context: CommandContext): void => {
  const state = context.state();
  const view = topView(state);
  const { body } = layoutOf(state.size, context.screens[view.screen]);
  const lowest = Math.max(0, context.lines().length - body);
  const wished =
    action.type === "moved"
      ? view.top + action.by
      : action.type === "paged"
        ? view.top + Math.trunc(action.by * body)
        : action.end === "first"
          ? 0
          : lowest;
  context.dispatch({ type: "scrolledTo", line: Math.max(0, Math.min(lowest, wished)) });
};

/** To the next line that holds what is looked for, round the end. */
const toMatch = (context: CommandContext, by: 1 | -1): void => {
  const { search, index } = topView(context.state());
  if (search === "") return;
  const places = matchesIn(context.lines(), search);
  const next =
    by === 1
      ? (places.find((place) => place > index) ?? places[0])
      : (places.findLast((place) => place < index) ?? places.at(-1));
  if (next === undefined) say(context, `"${search}" does not stand in this text.`);
  else context.dispatch({ type: "scrolledTo", line: next });
};
