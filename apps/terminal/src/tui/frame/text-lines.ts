import type { TextLine } from "../screen.ts";
import { layoutOf } from "../state/layout.ts";
import { topView, type State } from "../state/state.ts";
import type { FrameOptions } from "./frame.ts";
import { textContextOf } from "./text-context.ts";

/** Every line of the visible text screen; none where it is a list. */
export const textLinesOf = (state: State, options: FrameOptions): readonly TextLine[] => {
  const view = topView(state);
  const screen = options.screens[view.screen];
  if (screen.lines === undefined || view.answer === undefined) return [];
  // Breaking a long output into lines takes a while, and scrolling it changes nothing of them.
  const kept = last.get(view.answer);
  if (kept !== undefined && kept.width === state.size.columns && kept.theme === options.theme)
    return kept.lines;
  const { body: height } = layoutOf(state.size, screen);
  const width = state.size.columns;
  const lines = screen.lines(textContextOf(state, options, { answer: view.answer, width, height }));
  last.set(view.answer, { width: state.size.columns, theme: options.theme, lines });
  return lines;
};

interface Kept {
  readonly width: number;
  readonly theme: FrameOptions["theme"];
  readonly lines: readonly TextLine[];
}

/** An answer is made anew whenever something new was read, so its lines hold as long as it does. */
const last = new WeakMap<object, Kept>();
