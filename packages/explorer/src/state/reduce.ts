/** Applies actions to the state. Pure: no clock, no waiting, no renderer. */
import { findingOf } from "../model/finding.ts";
import { isSameItem } from "../model/item-ref.ts";
import { toneOf } from "../model/meaning.ts";
import type { ScreenStep } from "../model/screen.ts";
import type { Action } from "./action.ts";
import { keepInSight, nextSort } from "./arrange.ts";
import { chooseRows, typedFilter } from "./choose-rows.ts";
import { completed, completionOf, withoutWordAtCursor } from "./complete-filter.ts";
import { erased, movedCursor, newPrompt, replaced, typed } from "./prompt.ts";
import { reduceReading } from "./reduce-reading.ts";
import { heightOf, labelled, rearranged, refreshed, withTop, type ReduceOptions } from "./refresh.ts";
import { topView, withSince, type Notice, type Prompt, type State } from "./state.ts";
import { newView, selectedRow, type View } from "./view.ts";

/** Creates the function that applies actions to the state. */
export const createReduce = (options: ReduceOptions): ((state: State, action: Action) => State) => {
  const using = { ...options, chooseRows, endOfLive };
  return (state, action) => {
    const change = (to: Partial<View>): State => withTop(state, { ...topView(state), ...to });
    const view = topView(state);
    switch (action.type) {
      case "connected": {
        const [first] = state.views;
        const home = newView({ screen: "windows", ref: {}, label: first?.label ?? "windows" });
        return refreshed(
          { ...state, connection: action.connection, findings: new Map(), views: [home] },
          using,
        );
      }
      case "moved":
        return moveTo(state, view.index + action.by, using);
      case "paged":
        return moveTo(state, view.index + Math.trunc(action.by * heightOf(state, using)), using);
      case "movedTo":
        return moveTo(state, action.end === "first" ? 0 : Infinity, using);
      case "scrolledTo":
        return change({
          top: Math.max(0, action.line),
          index: Math.max(0, action.line),
          match: action.match,
        });
      case "screenOpened":
        // After coming back, the row that was opened is selected, wherever it is by then.
        return refreshed(
          {
            ...state,
            views: [
              ...withTop(state, { ...view, selected: selectedRow(view)?.id }).views,
              { ...newView(action.step), live: view.live },
            ],
          },
          using,
        );
      case "itemOpened":
        return goTo(withSince(state, action.since), action.steps, using);
      case "screenClosed":
        return state.views.length < 2
          ? state
          : refreshed({ ...state, views: state.views.slice(0, -1) }, using);
      case "sorted":
        return rearranged(state, { sort: nextSort(view, using.screens[view.screen], action.column) }, using);
      case "sortReversed":
        return view.sort === undefined
          ? state
          : rearranged(state, { sort: { ...view.sort, descending: !view.sort.descending } }, using);
      case "onlyBadToggled":
        return rearranged(state, { onlyBad: !view.onlyBad }, using);
      case "liveToggled":
        return change({ live: action.live ?? !view.live });
      case "promptOpened":
        return { ...state, prompt: newPrompt(view, action), notice: undefined };
      case "textTyped":
        return edited(state, (prompt) => typed(prompt, action.text), using);
      case "textReplaced":
        return edited(state, (prompt) => replaced(prompt, action), using);
      case "textErased":
        return edited(state, (prompt) => erased(prompt, action.what), using);
      case "cursorMoved":
        return edited(state, (prompt) => movedCursor(prompt, action.by), using);
      case "completionAccepted":
        return edited(
          state,
          (prompt) => completed(prompt, completionOf(state, using.screens), action.candidate),
          using,
        );
      case "promptFailed":
        return withPrompt(state, { error: action.error, busy: undefined });
      case "promptBusy":
        return withPrompt(state, { error: undefined, busy: action.words });
      case "promptClosed":
        return closePrompt(state, action.keep, using);
      default:
        return reduceReading(state, action, using);
    }
  };
};

/** Moves the selection of a list, or the first line of a text. The renderer knows the number of drawn lines. */
const moveTo = (state: State, wished: number, using: ReduceOptions): State => {
  const view = topView(state);
  if (using.screens[view.screen].columns === undefined) {
    const line = Math.max(0, Math.min(wished, Number.MAX_SAFE_INTEGER));
    return withTop(state, { ...view, index: line, top: line, match: undefined });
  }
  const index = Math.max(0, Math.min(wished, view.rows.length - 1));
  const selected = view.rows[index]?.id;
  return withTop(state, keepInSight({ ...view, index, selected }, heightOf(state, using)));
};

/**
 * Opens the screens that lead to an item, each with the row selected that leads to the next. Screens on the way that are open
 * already keep their filter and order.
 */
const goTo = (state: State, steps: readonly ScreenStep[], using: ReduceOptions): State => {
  const different = steps.findIndex((step, level) => !isOpen(step, state.views[level]));
  const kept = Math.min(different < 0 ? steps.length : different, steps.length - 1);
  const views = steps.map((step, level): View => {
    const open = level < kept ? state.views[level] : undefined;
    const view = open ?? { ...newView(step), ...step.settings };
    const { row } = steps[level + 1] ?? {};
    return row === undefined ? view : { ...view, selected: row };
  });
  if (views.length === 0) return state;
  return refreshed(labelled({ ...state, views, prompt: undefined }, using), using);
};

const isOpen = ({ screen, ref, settings }: ScreenStep, view: View | undefined): boolean =>
  screen === view?.screen && settings === undefined && isSameItem(ref, view.ref);

const withPrompt = (state: State, to: Partial<Prompt>): State =>
  state.prompt === undefined ? state : { ...state, prompt: { ...state.prompt, ...to } };

const edited = (state: State, edit: (prompt: Prompt) => Prompt, using: ReduceOptions): State => {
  if (state.prompt === undefined) return state;
  const prompt = edit(state.prompt);
  return follow({ ...state, prompt }, prompt.text, using);
};

const closePrompt = (state: State, keep: boolean, using: ReduceOptions): State => {
  if (state.prompt === undefined) return state;
  const { before, text } = state.prompt;
  return follow({ ...state, prompt: undefined }, keep ? text : before, using, state.prompt.for);
};

/** Applies filter and search while they are typed. A filter that cannot be read leaves the rows unchanged. */
const follow = (state: State, text: string, using: ReduceOptions, kind = state.prompt?.for): State => {
  const view = topView(state);
  if (kind === "search") {
    return text === view.search ? state : withTop(state, { ...view, search: text, match: undefined });
  }
  if (kind !== "filter" || (text === view.filter && view.filterError === undefined)) return state;
  const { now, prompt } = state;
  const others = prompt === undefined ? undefined : withoutWordAtCursor(prompt);
  const options = { screen: using.screens[view.screen], now, utcOffset: using.utcOffset, others };
  return rearranged(state, typedFilter(text, view, options), using);
};

/** Why a live view has ended. */
const endOfLive = ({ findings }: State, { ref: { WindowExecutionId } }: View): Notice => {
  const reading = { of: "execution", WindowExecutionId: WindowExecutionId ?? "" } as const;
  const report = findingOf<"execution">(findings, reading)?.value;
  if (report === undefined || report.verdict === "RUNNING")
    return { text: "Nothing runs here any more. Live view is off.", tone: "plain" };
  const tone = toneOf(report.verdict);
  const text = `Execution ended: ${report.verdict}. ${report.reason}`;
  return { text, tone: tone === "good" || tone === "bad" ? tone : "warn" };
};
