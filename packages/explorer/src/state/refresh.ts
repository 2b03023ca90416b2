/** Makes what is shown from what was read. */
import type { ScreenContent } from "../model/content.ts";
import type { Screen, Screens } from "../model/screen.ts";
import { arrange, keepInSight, type ChooseRows } from "./arrange.ts";
import { topView, type Notice, type Size, type State } from "./state.ts";
import type { View } from "./view.ts";

/** Number of rows or drawn lines of a screen that fit in the viewport. */
export type PageHeight = (screen: Screen, size: Size) => number;

/** What the state is reduced with. */
export interface ReduceOptions {
  readonly screens: Screens;
  readonly pageHeight: PageHeight;
  /** Minutes that local time is ahead of UTC at an instant. Default: times in filters are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
  /** The rows that the view's filter and its choice of failures leave. Absent until the user can choose rows. */
  readonly chooseRows?: ChooseRows | undefined;
  /** What is said at the end of a live view. Absent until the user can start one. */
  readonly endOfLive?: ((state: State, view: View) => Notice) | undefined;
}

/** The state with another visible view. */
export const withTop = (state: State, view: View): State => ({
  ...state,
  views: [...state.views.slice(0, -1), view],
});

/** Number of rows or lines of the visible screen that fit in the viewport. */
export const heightOf = (state: State, using: ReduceOptions): number =>
  using.pageHeight(using.screens[topView(state).screen], state.size);

/** The state with better breadcrumb labels for screens that were skipped on the way to an item. */
export const labelled = (state: State, using: ReduceOptions): State => {
  const isUnseen = ({ content, ref }: View, level: number): boolean =>
    content === undefined && ref.WindowExecutionId !== undefined && level < state.views.length - 1;
  if (!state.views.some(isUnseen)) return state;
  const views = state.views.map((view, level) => {
    if (!isUnseen(view, level)) return view;
    const content = using.screens[view.screen].content(state.findings, view.ref, state.since);
    return content.label === undefined ? view : { ...view, content, label: content.label };
  });
  return { ...state, views };
};

/** The content, whose words for no rows do not hide that something could not be read. */
const qualified = (content: ScreenContent): ScreenContent =>
  content.gaps.length === 0 || content.nothing === ""
    ? content
    : { ...content, nothing: `${content.nothing} Not everything could be read.` };

/** The visible view with content made from the readings. Other views are refreshed when they become visible. */
export const refreshed = (state: State, using: ReduceOptions): State => {
  const view = topView(state);
  const screen = using.screens[view.screen];
  const content = qualified(screen.content(state.findings, view.ref, state.since));
  const label = content.label ?? view.label;
  // A live view ends when its subject is final.
  const live = view.live && (content.running || content.rows.length === 0);
  const isOver = view.live && !live && view.content?.running === true;
  const notice = (isOver ? using.endOfLive?.(state, view) : undefined) ?? state.notice;
  return rearranged({ ...withTop(state, { ...view, content, label, live }), notice }, {}, using);
};

/** The state with changed settings of the visible view, and its rows chosen and ordered by them. */
export const rearranged = (state: State, to: Partial<View>, using: ReduceOptions): State => {
  const view = { ...topView(state), ...to };
  const screen = using.screens[view.screen];
  if (screen.columns === undefined) return withTop(state, view);
  return withTop(state, arrange(view, { ...using, screen, now: state.now, height: heightOf(state, using) }));
};

/** The state with the selected row of the visible list in sight. */
export const scrolled = (state: State, using: ReduceOptions): State =>
  using.screens[topView(state).screen].columns === undefined
    ? state
    : withTop(state, keepInSight(topView(state), heightOf(state, using)));
