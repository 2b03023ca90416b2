/** What users do: keys, input, links. A page loads it after its first rows. */
import { safeLine } from "@windowpane/text";
import { awsFlags, callLine } from "../calls/command-line.ts";
import { noHost, say, type CommandContext } from "../commands/context.ts";
import { stepsToLocated } from "../commands/go-to.ts";
import { runCommand } from "../commands/run-command.ts";
import { submitPrompt } from "../commands/submit-prompt.ts";
import { usefulKeys, whyWithoutEffect } from "../commands/useful-keys.ts";
import { keyTable } from "../keys/key-table.ts";
import { LinkError } from "../links/link-error.ts";
import { readLink, type PageLink } from "../links/read-link.ts";
import { stepsOfLink, whyElsewhere, type LinkSteps } from "../links/steps-to.ts";
import { worksOn } from "../model/key-row.ts";
import type { Screen } from "../model/screen.ts";
import { screens as ownScreens } from "../screens/index.ts";
import { completionOf } from "../state/complete-filter.ts";
import { withPosition } from "../state/keep-position.ts";
import { detailOf, linesOf, type LineOptions } from "../state/lines.ts";
import { promptAction, typable } from "../state/prompt.ts";
import { createReduce } from "../state/reduce.ts";
import { makeTexts } from "../state/row-text.ts";
import { topView, type State } from "../state/state.ts";
import { undrawnText } from "../state/text-position.ts";
import type { Controls, ControlsContext } from "./start-explorer.ts";

/** Creates the controls of an explorer. */
export const createControls = (context: ControlsContext): Controls => {
  const { options, state, dispatch } = context;
  const { screens = ownScreens, now, drawnText = undrawnText, without = [], getsKey = () => true } = options;
  const { pageHeight = (_, { rows }) => rows } = options;
  const table = keyTable
    .filter(({ command }) => !without.includes(command))
    .map((row) => ({ ...row, keys: row.keys.filter(getsKey) }))
    .filter(({ keys }) => keys.length > 0);
  const reduce = createReduce({ screens, pageHeight, utcOffset: options.utcOffset });
  let typing = new AbortController();
  let answer: ((text: string | undefined) => void) | undefined;
  /** The link that was opened, until the account is known. */
  let linked: PageLink | undefined;

  const lineOptions: LineOptions = {
    screens,
    keys: table,
    utcOffset: options.utcOffset ?? (() => 0),
    callLine: (call) => callLine(call, (options.flags ?? awsFlags)(state().connection)),
  };
  const lines = () => linesOf(state(), lineOptions);
  const detail = () => detailOf(state(), lineOptions);
  const screen = (): Screen => screens[topView(state()).screen];

  const leavePrompt = (): void => {
    typing.abort(new Error("The line of input was closed."));
    typing = new AbortController();
    answer?.(undefined);
    answer = undefined;
  };

  /** Prepares the texts that a filter searches while the user starts to type. */
  const makeReady = async (signal: AbortSignal): Promise<void> => {
    const { content } = topView(state());
    const { columns = [] } = screen();
    const { utcOffset } = options;
    for (const _ of makeTexts(content?.rows ?? [], { columns, now: state().now, utcOffset })) {
      await options.sleep(0, signal);
      if (signal.aborted) return;
    }
  };

  const commandContext = (): CommandContext => ({
    state,
    screens,
    dispatch,
    session: context.session(),
    lines,
    detail,
    utcOffset: lineOptions.utcOffset,
    drawn: () => drawnText(lines(), state().size),
    pageHeight: () => pageHeight(screen(), state().size),
    client: context.client,
    locations: context.locations,
    connect: (location) => {
      linked = undefined;
      context.connect(location);
    },
    host: { ...noHost, ...options.host },
  });

  const pressInPrompt = (key: string): void => {
    if (key === "enter") {
      const { signal } = typing;
      const { describe } = context;
      submitPrompt({ ...commandContext(), signal, describe, now, answer: (text) => answer?.(text) });
    }
    const action = promptAction(key);
    if (action !== undefined) dispatch(action);
  };

  const pressOutside = (key: string): void => {
    dispatch({ type: "ticked", now: now() });
    if (state().notice !== undefined) dispatch({ type: "noticeShown", notice: undefined });
    const kind = screen().columns === undefined ? "text" : "list";
    const rows = table.filter(({ keys }) => keys.includes(key));
    const row = rows.find((known) => worksOn(known, screen().name, kind));
    if (row !== undefined) runCommand(row.command, commandContext());
    else say({ dispatch }, whyWithoutEffect(key, rows, screens));
  };

  const place = { state, screens, utcOffset: lineOptions.utcOffset };

  /** Opens a place. Where it cannot be opened, the list of windows is shown, with the reason. */
  const open = (steps: () => LinkSteps): void => {
    try {
      dispatch({ type: "itemOpened", ...steps() });
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      const text = `${error.message} ${error.advice}`.trim();
      dispatch({ type: "itemOpened", steps: [{ screen: "windows", ref: {}, label: screens.windows.title }] });
      dispatch({ type: "noticeShown", notice: { text, tone: "warn" } });
    }
  };

  /** Warns of a link to a region where the source does not know its own, so that it cannot be compared. */
  const tellRegion = ({ region }: PageLink): void => {
    const { source, region: own } = state().connection;
    if (region === undefined || own !== undefined || source === "aws") return;
    const text = `The link is to ${region}. The region of ${source} is not known: check that it is the same.`;
    dispatch({ type: "noticeShown", notice: { text, tone: "warn" } });
  };

  return {
    screens,
    reduce: (before, action) =>
      withPosition(before, reduce(before, action), { ...lineOptions, drawnText, pageHeight }),
    changed: (before: State) => {
      const { prompt } = state();
      if (prompt === undefined && before.prompt !== undefined) leavePrompt();
      if (prompt?.for === "filter" && before.prompt === undefined) void makeReady(typing.signal);
    },
    connected: () => {
      const { connection } = state();
      const elsewhere = linked === undefined ? undefined : whyElsewhere(linked, connection);
      if (elsewhere !== undefined)
        dispatch({ type: "noticeShown", notice: { text: elsewhere, tone: "warn" } });
      if (connection.Account !== undefined) linked = undefined;
    },
    start: (located) => {
      linked = located.link;
      open(() => stepsToLocated(located, place));
    },
    press: (key) => (state().prompt === undefined ? pressOutside(key) : pressInPrompt(key)),
    type: (text) => dispatch({ type: "textTyped", text: typable(text) }),
    paste: (text) => {
      if (state().prompt === undefined) dispatch({ type: "promptOpened", for: "goTo" });
      dispatch({ type: "textTyped", text: typable(text).trim() });
    },
    ask: (question) =>
      new Promise((resolve) => {
        dispatch({ type: "promptOpened", for: "answer", question: safeLine(question) });
        answer = resolve;
      }),
    openLink: (link) =>
      open(() => {
        const read = readLink(link);
        linked = read;
        const steps = stepsOfLink(read, state(), place);
        tellRegion(read);
        return steps;
      }),
    lines,
    detail,
    keys: () => usefulKeys(state(), screens, table),
    completion: () => completionOf(state(), screens),
  };
};
