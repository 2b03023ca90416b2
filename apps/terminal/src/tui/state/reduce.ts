/** What each action makes of the state. Pure: no clock, no waiting, no screen. */
import type { Screen, ScreenName, Step } from "../screen.ts";
import type { Action } from "./action.ts";
import { arrange, keepInSight, readFilter } from "./arrange.ts";
import { layoutOf } from "./layout.ts";
import { named } from "./named.ts";
import { erased, movedCursor, typed } from "./prompt.ts";
import { topView, type Prompt, type State } from "./state.ts";
import { newView, selectedRow, type View } from "./view.ts";

/** The table of screens. */
export type Screens = Readonly<Record<ScreenName, Screen>>;

/** Makes the function that applies actions, over a table of screens. */
export const createReduce =
  (screens: Screens) =>
  (state: State, action: Action): State => {
    const change = (to: Partial<View>): State => withTop(state, { ...topView(state), ...to });
    const view = topView(state);
    switch (action.type) {
      case "resized":
        return settled({ ...state, size: action.size }, screens);
      case "ticked":
        return ticked(state, action.now, screens);
      case "found":
        return refreshed(
          labelled(
            named({
              ...state,
              now: action.now,
              findings: new Map(state.findings).set(action.key, action.finding),
            }),
            screens,
          ),
          screens,
        );
      case "forgot": {
        const findings = new Map(state.findings);
        findings.delete(action.key);
        return { ...state, findings };
      }
      case "connected": {
        const [first] = state.views;
        const home = newView({ screen: "windows", place: {}, label: first?.label ?? "windows" });
        return refreshed({ ...state, origin: action.origin, findings: new Map(), views: [home] }, screens);
      }
      case "identified":
        return { ...state, origin: { ...state.origin, ...action.origin } };
      case "moved":
        return moveTo(state, view.index + action.by, screens);
      case "paged":
        return moveTo(state, view.index + Math.trunc(action.by * heightOf(state, screens)), screens);
      case "movedTo":
        return moveTo(state, action.end === "first" ? 0 : Infinity, screens);
      case "scrolledTo":
        return change({ top: Math.max(0, action.line), index: Math.max(0, action.line) });
      case "opened":
        // Coming back, one stands on the row that one went into, wherever it is by then.
        return refreshed(
          {
            ...state,
            views: [
              ...withTop(state, { ...view, selected: selectedRow(view)?.id }).views,
              { ...newView(action.step), live: view.live },
            ],
          },
          screens,
        );
      case "wentTo":
        return goTo(state, action.steps, screens);
      case "wentBack":
        return state.views.length < 2
          ? state
          : refreshed({ ...state, views: state.views.slice(0, -1) }, screens);
      case "sorted":
        return rearranged(state, { sort: nextSort(view, screens[view.screen]) }, screens);
      case "turnedRound":
        return view.sort === undefined
          ? state
          : rearranged(state, { sort: { ...view.sort, descending: !view.sort.descending } }, screens);
      case "toggledBad":
        return rearranged(state, { onlyBad: !view.onlyBad }, screens);
      case "toggledLive":
        return change({ live: action.live ?? !view.live });
      case "asked":
        return { ...state, prompt: newPrompt(view, action), notice: undefined };
      case "typed":
        return edited(state, (prompt) => typed(prompt, action.text), screens);
      case "erased":
        return edited(state, (prompt) => erased(prompt, action.what), screens);
      case "movedCursor":
        return edited(state, (prompt) => movedCursor(prompt, action.by), screens);
      case "refused":
        return withPrompt(state, { trouble: action.trouble, busy: undefined });
      case "busied":
        return withPrompt(state, { trouble: undefined, busy: action.words });
      case "closedPrompt":
        return closePrompt(state, action.keep, screens);
      case "said":
        return { ...state, notice: action.notice };
    }
  };

/** What failed in the last day is not what failed since the program began: after another hour it is asked for anew. */
const ticked = (state: State, now: Date, screens: Screens): State => {
  const isOld = now.getTime() - state.since.getTime() > day + day / 24;
  if (!isOld) return { ...state, now };
  return refreshed({ ...state, now, since: new Date(now.getTime() - day) }, screens);
};

const day = 24 * 3_600_000;

const withTop = (state: State, view: View): State => ({
  ...state,
  views: [...state.views.slice(0, -1), view],
});

/** Rows or lines of the visible screen that fit. */
const heightOf = (state: State, screens: Screens): number =>
  layoutOf(state.size, screens[topView(state).screen]).body;

/** The state with better words in the breadcrumb for screens that were passed by on the way and never seen. */
const labelled = (state: State, screens: Screens): State => {
  const isUnseen = ({ answer, place }: View, level: number): boolean =>
    answer === undefined && place.WindowExecutionId !== undefined && level < state.views.length - 1;
  if (!state.views.some(isUnseen)) return state;
  const views = state.views.map((view, level) => {
    if (!isUnseen(view, level)) return view;
    const answer = screens[view.screen].answer(state.findings, view.place, state.since);
    return answer.label === undefined ? view : { ...view, answer, label: answer.label };
  });
  return { ...state, views };
};

/** The visible view, made anew from what was read. The others follow when one comes back to them. */
const refreshed = (state: State, screens: Screens): State => {
  const view = topView(state);
  const screen = screens[view.screen];
  const answer = screen.answer(state.findings, view.place, state.since);
  const label = answer.label ?? view.label;
  // What has come to its end can no longer be followed.
  const live = view.live && (answer.running || answer.rows.length === 0);
  return rearranged(withTop(state, { ...view, answer, label, live }), {}, screens);
};

const rearranged = (state: State, to: Partial<View>, screens: Screens): State => {
  const view = { ...topView(state), ...to };
  const screen = screens[view.screen];
  if (screen.columns === undefined) return withTop(state, view);
  return withTop(state, arrange(view, { screen, now: state.now, height: heightOf(state, screens) }));
};

const settled = (state: State, screens: Screens): State =>
  screens[topView(state).screen].columns === undefined
    ? state
    : withTop(state, keepInSight(topView(state), heightOf(state, screens)));

/** A list moves its selection, a text its first line; how many lines there are is the frame's to say. */
const moveTo = (state: State, wished: number, screens: Screens): State => {
  const view = topView(state);
  if (screens[view.screen].columns === undefined) {
    const line = Math.max(0, Math.min(wished, Number.MAX_SAFE_INTEGER));
    return withTop(state, { ...view, index: line, top: line });
  }
  const index = Math.max(0, Math.min(wished, view.rows.length - 1));
  const selected = view.rows[index]?.id;
  return withTop(state, keepInSight({ ...view, index, selected }, heightOf(state, screens)));
};

/** The chain of screens down to a row, each with the row selected that leads to the next. */
const goTo = (state: State, steps: readonly Step[], screens: Screens): State => {
  const views = steps.map((step, level) => ({ ...newView(step), selected: steps[level + 1]?.row }));
  if (views.length === 0) return state;
  return refreshed(labelled({ ...state, views, prompt: undefined }, screens), screens);
};

/** Column after column, and after the last one the screen's own order. */
const nextSort = ({ sort }: View, { columns = [] }: Screen): View["sort"] => {
  const next = columns.findIndex(
    (column, place) => column.sort !== undefined && place > (sort?.column ?? -1),
  );
  return next < 0 ? undefined : { column: next, descending: false };
};

const newPrompt = (view: View, action: Extract<Action, { type: "asked" }>): Prompt => {
  const kept = action.for === "filter" ? view.filter : action.for === "search" ? view.search : "";
  const text = action.text ?? kept;
  return { for: action.for, question: action.question, text, cursor: [...text].length, before: kept };
};

const withPrompt = (state: State, to: Partial<Prompt>): State =>
  state.prompt === undefined ? state : { ...state, prompt: { ...state.prompt, ...to } };

const edited = (state: State, edit: (prompt: Prompt) => Prompt, screens: Screens): State => {
  if (state.prompt === undefined) return state;
  const prompt = edit(state.prompt);
  return follow({ ...state, prompt }, prompt.text, screens);
};

const closePrompt = (state: State, keep: boolean, screens: Screens): State => {
  if (state.prompt === undefined) return state;
  const { before, text } = state.prompt;
  return follow({ ...state, prompt: undefined }, keep ? text : before, screens, state.prompt.for);
};

/** Filter and search hold while they are typed. A filter that cannot be read leaves the rows as they were. */
const follow = (state: State, text: string, screens: Screens, kind = state.prompt?.for): State => {
  const view = topView(state);
  if (kind === "search") return withTop(state, { ...view, search: text });
  if (kind !== "filter" || (text === view.filter && view.filterTrouble === undefined)) return state;
  const filterTrouble = readFilter(text);
  if (filterTrouble !== undefined) return withTop(state, { ...view, filter: text, filterTrouble });
  return rearranged(state, { filter: text, applied: text, filterTrouble: undefined }, screens);
};
