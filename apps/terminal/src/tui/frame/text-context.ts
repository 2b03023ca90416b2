import type { Answer, TextContext } from "../screen.ts";
import { selectedRow } from "../state/view.ts";
import { topView, type State } from "../state/state.ts";
import type { FrameOptions } from "./frame.ts";

/** What a text screen, or what is said about a selected row, is drawn from. */
export const textContextOf = (
  state: State,
  { screens, theme, utcOffset, callLine }: FrameOptions,
  { answer, width, height }: { readonly answer: Answer; readonly width: number; readonly height: number },
): TextContext => {
  const under = state.views.at(-2);
  return {
    findings: state.findings,
    place: topView(state).place,
    since: state.since,
    answer,
    width,
    height,
    theme,
    now: state.now,
    utcOffset,
    callLine,
    below:
      under === undefined
        ? undefined
        : {
            screen: screens[under.screen],
            place: under.place,
            row: selectedRow(under),
            answer: under.answer,
          },
  };
};
