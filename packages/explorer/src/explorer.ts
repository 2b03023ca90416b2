import { awsFlags, callLine } from "./calls/command-line.ts";
import { noHost, say, type CommandContext } from "./commands/context.ts";
import { stepsToLocated } from "./commands/go-to.ts";
import { runCommand } from "./commands/run-command.ts";
import { submitPrompt } from "./commands/submit-prompt.ts";
import { LinkError } from "./links/link-error.ts";
import { linkOf } from "./links/link-of.ts";
import { readLink, type PageLink } from "./links/read-link.ts";
import { stepsOfLink, whyElsewhere, type LinkSteps } from "./links/steps-to.ts";
import { usefulKeys, whyWithoutEffect } from "./commands/useful-keys.ts";
import { worksOn } from "./model/key-row.ts";
import { keyTable } from "./keys/key-table.ts";
import type { Connection, ErrorText } from "./model/connection.ts";
import type { Screen } from "./model/screen.ts";
import type { TextLine } from "./model/text.ts";
import type { Explorer, ExplorerOptions } from "./options.ts";
import { screens as ownScreens } from "./screens/index.ts";
import { readConnectionChoices } from "./session/connection-choices.ts";
import { createLink, type Link } from "./session/link.ts";
import { createSession, type Session } from "./session/session.ts";
import type { Action } from "./state/action.ts";
import { detailOf, linesOf, type LineOptions } from "./state/lines.ts";
import { typable, promptAction } from "./state/prompt.ts";
import { readingsOf } from "./state/readings.ts";
import { createReduce } from "./state/reduce.ts";
import { makeTexts } from "./state/row-text.ts";
import { initialState, topView } from "./state/state.ts";
import { withPosition } from "./state/keep-position.ts";
import { undrawnText } from "./state/text-position.ts";
/** The interactive explorer without a renderer: a state, the keys that change it, and the session that reads for it. */
import { safeLine } from "@windowpane/text";

/**
 * Creates an explorer and starts to read what its first screen needs.
 *
 * @example
 * ```ts
 * import { createExplorer, topView } from "@windowpane/explorer";
 *  *
 * const explorer = createExplorer({
 *   connection: {
 *     profile: undefined,
 *     region: undefined,
 *     open: async () => ({ transport: mockTransport() }),
 *   },
 *   now: () => new Date(),
 *   sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
 * });
 * explorer.subscribe(() => {
 *   const { columns = [] } = explorer.screen();
 *   for (const { item } of topView(explorer.state()).rows)
 *     console.log(columns.map(({ value }) => valueText(value(item, new Date()))).join("  "));
 * });
 * explorer.press("enter");
 * ```
 */
export const createExplorer = (options: ExplorerOptions): Explorer => {
  const { screens = ownScreens, now, describe = describeError, drawnText = undrawnText } = options;
  const { pageHeight = (_, { rows }) => rows, keys: table = keyTable } = options;
  const reduce = createReduce({ screens, pageHeight, utcOffset: options.utcOffset });
  const listeners = new Set<() => void>();
  let state = initialState({ ...options, now: now() });
  let typing = new AbortController();
  let answer: ((text: string | undefined) => void) | undefined;
  /** The link that was opened, until the account is known. */
  let linked: PageLink | undefined;

  const lineOptions: LineOptions = {
    screens,
    keys: table,
    utcOffset: options.utcOffset ?? (() => 0),
    callLine: (call) => callLine(call, (options.flags ?? awsFlags)(state.connection)),
  };

  const dispatch = (action: Action): void => {
    const before = state;
    state = withPosition(before, reduce(state, action), { ...lineOptions, drawnText, pageHeight });
    if (state === before) return;
    if (state.prompt === undefined && before.prompt !== undefined) leavePrompt();
    if (state.prompt?.for === "filter" && before.prompt === undefined) void makeReady(typing.signal);
    want();
    for (const listener of listeners) listener();
  };

  /** Prepares the texts that a filter searches while the user starts to type. */
  const makeReady = async (signal: AbortSignal): Promise<void> => {
    const { screen, content } = topView(state);
    const { columns = [] } = screens[screen];
    const { utcOffset } = options;
    for (const _ of makeTexts(content?.rows ?? [], { columns, now: state.now, utcOffset })) {
      await options.sleep(0, signal);
      if (signal.aborted) return;
    }
  };

  const leavePrompt = (): void => {
    typing.abort(new Error("The line of input was closed."));
    typing = new AbortController();
    answer?.(undefined);
    answer = undefined;
  };

  const use = (connection: Connection): { readonly link: Link; readonly session: Session } => {
    const link = createLink({
      connection,
      onConnection: (changes) => {
        dispatch({ type: "connectionChanged", connection: changes });
        const elsewhere = linked === undefined ? undefined : whyElsewhere(linked, state.connection);
        if (elsewhere !== undefined)
          dispatch({ type: "noticeShown", notice: { text: elsewhere, tone: "warn" } });
        if (state.connection.Account !== undefined) linked = undefined;
      },
      onWait: (wait) => dispatch({ type: "waited", wait, now: now() }),
    });
    const session = createSession({
      client: link.client,
      choices: (signal) =>
        readConnectionChoices({
          connection,
          source: state.connection.source,
          profiles: options.profiles ?? (async () => undefined),
          opened: link.opened,
          describe,
          signal,
        }),
      changes: async (id, signal) => (await link.opened()).changes?.(id, signal),
      now,
      sleep: options.sleep,
      listed: link.listed,
      describe,
      onFound: (key, finding) => dispatch({ type: "readingChanged", key, finding, now: now() }),
      onForgotten: (key) => dispatch({ type: "readingForgotten", key }),
    });
    return { link, session };
  };
  let used = use(options.connection);

  const want = (): void => {
    used.session.want(readingsOf(state, screens), { live: topView(state).live });
  };

  const stop = (): void => {
    used.session.close();
    used.link.close();
  };

  const lines = (): readonly TextLine[] => linesOf(state, lineOptions);

  const detail = (): readonly TextLine[] => detailOf(state, lineOptions);

  const context = (): CommandContext => ({
    state: () => state,
    screens,
    dispatch,
    session: used.session,
    lines,
    detail,
    utcOffset: lineOptions.utcOffset,
    drawn: () => drawnText(lines(), state.size),
    pageHeight: () => pageHeight(screen(), state.size),
    client: used.link.client,
    connect: ({ profile, region }) => {
      linked = undefined;
      // The old connection must find nothing any more before the header names the new one.
      stop();
      used = use((options.connectionTo ?? (() => options.connection))({ profile, region }));
      dispatch({ type: "connected", connection: { source: state.connection.source, profile, region } });
    },
    host: { ...noHost, ...options.host },
  });

  const pressInPrompt = (key: string): void => {
    if (key === "enter") {
      const { signal } = typing;
      submitPrompt({ ...context(), signal, describe, now, answer: (text) => answer?.(text) });
    }
    const action = promptAction(key);
    if (action !== undefined) dispatch(action);
  };

  const screen = (): Screen => screens[topView(state).screen];

  const pressOutside = (key: string): void => {
    dispatch({ type: "ticked", now: now() });
    if (state.notice !== undefined) dispatch({ type: "noticeShown", notice: undefined });
    const kind = screen().columns === undefined ? "text" : "list";
    const rows = table.filter(({ keys }) => keys.includes(key));
    const row = rows.find((known) => worksOn(known, screen().name, kind));
    if (row !== undefined) runCommand(row.command, context());
    else say({ dispatch }, whyWithoutEffect(key, rows, screens));
  };

  const place = { state: () => state, screens, utcOffset: lineOptions.utcOffset };

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

  want();
  const { start } = options;
  if (start !== undefined) {
    linked = start.link;
    open(() => stepsToLocated(start, place));
  }
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    press: (key) => (state.prompt === undefined ? pressOutside(key) : pressInPrompt(key)),
    type: (text) => dispatch({ type: "textTyped", text: typable(text) }),
    paste: (text) => {
      if (state.prompt === undefined) dispatch({ type: "promptOpened", for: "goTo" });
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
        return stepsOfLink(read, state, place);
      }),
    link: () => linkOf(state, screens),
    screen,
    lines,
    detail,
    keys: () => usefulKeys(state, screens, table),
    close: stop,
  };
};

const describeError = (error: unknown): ErrorText => ({
  message: error instanceof Error ? error.message : String(error),
  advice: "",
});
