/** What each command of the key table does. */
import { askCancel } from "./cancel.ts";
import { type CommandContext, say } from "./context.ts";
import { copy, copyFailed, copyLine, copyLink } from "./copy.ts";
import { openScreen } from "./open-screen.ts";
import { openedBy, type CommandName } from "../model/key-row.ts";
import { keyOf } from "../model/reading.ts";
import { isFinal } from "../session/keeping.ts";
import type { Action } from "../state/action.ts";
import { readingsOf } from "../state/readings.ts";
import { topView } from "../state/state.ts";
import { matchesIn } from "../state/text-position.ts";
import { selectedRow } from "../state/view.ts";

/** Runs a command of the key table. */
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
    if (row === undefined) return say(context, "There is no row to open.");
    const { enter, ask } = context.screens[view.screen];
    const line = ask?.(row, context.state().findings);
    if (line !== undefined) context.dispatch({ type: "promptOpened", ...line });
    const step = enter?.(row, view.ref);
    if (step !== undefined) context.dispatch({ type: "screenOpened", step });
    else if (line === undefined) say(context, "This row has nothing below it.");
  },
  back: (context) => {
    const { applied, filter, onlyBad, search, live } = topView(context.state());
    if (applied !== "" || filter !== "" || search !== "") clearFilter(context);
    else if (onlyBad) context.dispatch({ type: "onlyBadToggled" });
    else if (live && context.state().views.length < 2) context.dispatch({ type: "liveToggled" });
    else if (context.state().views.length > 1) context.dispatch({ type: "screenClosed" });
    else say(context, "This is the first screen.");
  },
  output: (context) => {
    const view = topView(context.state());
    const step = context.screens[view.screen].output?.(selectedRow(view), context.state().findings, view.ref);
    if (step === undefined) say(context, "There is no output here.");
    else context.dispatch({ type: "screenOpened", step });
  },
  copy,
  copyLine,
  copyFailed,
  copyLink,
  filter: (context) => context.dispatch({ type: "promptOpened", for: isText(context) ? "search" : "filter" }),
  onlyBad: ({ dispatch }) => dispatch({ type: "onlyBadToggled" }),
  sort: (context) => {
    const { columns = [] } = context.screens[topView(context.state()).screen];
    if (columns.some(({ sortKey }) => sortKey !== undefined)) context.dispatch({ type: "sorted" });
    else say(context, "These rows cannot be sorted.");
  },
  reverseSort: (context) => {
    if (topView(context.state()).sort === undefined) say(context, "Press s to sort first.");
    else context.dispatch({ type: "sortReversed" });
  },
  live: (context) => {
    const view = topView(context.state());
    if (!view.live && view.content?.running === false)
      say(context, "It has ended. There is nothing to follow.");
    else context.dispatch({ type: "liveToggled" });
  },
  reload: (context) => {
    const state = context.state();
    const readings = readingsOf(state, context.screens);
    if (readings.length === 0) return say(context, "There is nothing to reload here.");
    const canChange = readings.some((reading) => !isFinal(state.findings.get(keyOf(reading)), reading));
    if (canChange) context.session.again(readings);
    else say(context, "This is final and cannot have changed.");
  },
  goTo: ({ dispatch }) => dispatch({ type: "promptOpened", for: "goTo" }),
  cancel: askCancel,
  nextMatch: (context) => toMatch(context, 1),
  previousMatch: (context) => toMatch(context, -1),
  suspend: ({ host }) => host.suspend(),
  quit: ({ host }) => host.quit(),
};

const isText = ({ state, screens }: CommandContext): boolean =>
  screens[topView(state()).screen].columns === undefined;

const clearFilter = (context: CommandContext): void => {
  context.dispatch({ type: "promptOpened", for: isText(context) ? "search" : "filter", text: "" });
  context.dispatch({ type: "textErased", what: "all" });
  context.dispatch({ type: "promptClosed", keep: true });
};

/** Scrolls a text, no further than its end. */
const scroll = (action: Movement, context: CommandContext): void => {
  const { top } = topView(context.state());
  const height = context.pageHeight();
  const lowest = lowestTop(context);
  const wanted =
    action.type === "moved"
      ? top + action.by
      : action.type === "paged"
        ? top + Math.trunc(action.by * height)
        : action.end === "first"
          ? 0
          : lowest;
  context.dispatch({ type: "scrolledTo", line: Math.max(0, Math.min(lowest, wanted)) });
};

/** The first drawn line when the end of the text is visible. */
const lowestTop = ({ drawn, pageHeight }: CommandContext): number =>
  Math.max(0, (drawn().offsets.at(-1) ?? 0) - pageHeight());

/** Goes to the next match, at first to one that is visible; after the last one to the first. */
const toMatch = (context: CommandContext, by: 1 | -1): void => {
  const { search, top, match } = topView(context.state());
  if (search === "") return say(context, "Press / to search first.");
  const drawn = context.drawn();
  const matches = matchesIn(context.lines(), search);
  const lineOf = (index: number): number => {
    const { line, from } = matches[index] ?? { line: 0, from: 0 };
    return drawn.drawnAt(line, from);
  };
  if (matches.length === 0) return say(context, `"${search}" was not found.`);
  const wanted =
    match !== undefined
      ? match + by
      : by === 1
        ? matches.findIndex((_, index) => lineOf(index) >= top)
        : matches.findLastIndex((_, index) => lineOf(index) < top);
  const isBeyond = wanted < 0 || wanted >= matches.length;
  const next = isBeyond ? (by === 1 ? 0 : matches.length - 1) : wanted;
  const line = lineOf(next);
  const height = context.pageHeight();
  // A match that is visible does not move; another one is shown with lines before it.
  const isVisible = line >= top && line < top + height;
  const shown = isVisible ? top : Math.max(0, Math.min(lowestTop(context), line - Math.floor(height / 3)));
  context.dispatch({ type: "scrolledTo", line: shown, match: next });
  if (isBeyond && matches.length > 1)
    say(context, by === 1 ? "Continued at the first match." : "Continued at the last match.");
};
