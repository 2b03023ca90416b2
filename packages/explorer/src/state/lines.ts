/** The logical lines of the visible text screen and the details of the selected row. */
import { leftOut } from "../calls/left-out.ts";
import type { KeyRow } from "../model/key-row.ts";
import { keyTable } from "../keys/key-table.ts";
import type { CliCall } from "../model/cli-call.ts";
import type { ScreenContent } from "../model/content.ts";
import type { Screens, TextContext } from "../model/screen.ts";
import { lineText, type TextLine } from "../model/text.ts";
import { topView, type State } from "./state.ts";
import { selectedRow, type View } from "./view.ts";

/** What lines are made with besides the state. */
export interface LineOptions {
  /** The screens, by name. */
  readonly screens: Screens;
  /** The keys that the help shows. Default: all keys. */
  readonly keys?: readonly KeyRow[] | undefined;
  /** Minutes that local time is ahead of UTC at an instant. */
  readonly utcOffset: (at: Date) => number;
  /** A call as an AWS CLI command line. */
  readonly callLine: (call: CliCall | string) => string;
}

/** All logical lines of the visible text screen; empty for a list. */
export const linesOf = (state: State, options: LineOptions): readonly TextLine[] => {
  const { screen, content } = topView(state);
  const { lines } = options.screens[screen];
  if (lines === undefined || content === undefined) return [];
  // A long output has many lines, and scrolling changes none of them.
  const known = linesByContent.get(content);
  if (known !== undefined) return known;
  const made = lines(contextOf(state, content, options));
  linesByContent.set(content, made);
  return made;
};

/** Content is made again after every reading, so its lines are valid as long as it exists. */
const linesByContent = new WeakMap<ScreenContent, readonly TextLine[]>();

/** Up to three lines about the selected row; empty where there is no row or nothing to say. */
export const detailOf = (state: State, options: LineOptions): readonly TextLine[] => {
  const view = topView(state);
  const row = selectedRow(view);
  const { detail } = options.screens[view.screen];
  if (row === undefined || detail === undefined || view.content === undefined) return [];
  return detail(row.item, contextOf(state, view.content, options)).filter((line) => lineText(line) !== "");
};

const leftOutOf = ({ screen, applied, onlyBad, sort }: View, screens: Screens): readonly string[] =>
  leftOut({
    filters: [applied.trim()],
    onlyBad,
    sortedBy: sort === undefined ? undefined : screens[screen].columns?.[sort.column]?.title,
    descending: sort?.descending,
  });

const contextOf = (
  state: State,
  content: ScreenContent,
  { screens, keys = keyTable, utcOffset, callLine }: LineOptions,
): TextContext => {
  const under = state.views.at(-2);
  return {
    findings: state.findings,
    ref: topView(state).ref,
    since: state.since,
    content,
    now: state.now,
    utcOffset,
    callLine,
    keys,
    below:
      under === undefined
        ? undefined
        : {
            screen: screens[under.screen],
            ref: under.ref,
            row: selectedRow(under),
            leftOut: leftOutOf(under, screens),
          },
  };
};
