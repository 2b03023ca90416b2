import { awsCommandLine, awsFlags } from "./calls/command-line.ts";
import { say, type CommandContext, type ExplorerHost } from "./commands/context.ts";
import { stepsTo } from "./commands/go-to.ts";
import { runCommand } from "./commands/run-command.ts";
import { submitPrompt } from "./commands/submit-prompt.ts";
import { usefulKeys, whyWithoutEffect } from "./commands/useful-keys.ts";
import { worksOn } from "./model/key-row.ts";
import { keyTable } from "./keys/key-table.ts";
import type { CliCall } from "./model/cli-call.ts";
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
      onConnection: (changes) => dispatch({ type: "connectionChanged", connection: changes }),
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

  want();
  if (options.start !== undefined) dispatch({ type: "itemOpened", steps: stepsTo(options.start, state) });
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
    screen,
    lines,
    detail,
    keys: () => usefulKeys(state, screens, table),
    close: stop,
  };
};

/** Moves the state's clock until the signal aborts: every second in a live view and while something is read, otherwise every 5 seconds. */
export const tickWhile = async (
  explorer: Explorer,
  { now, sleep }: Pick<ExplorerOptions, "now" | "sleep">,
  signal: AbortSignal,
): Promise<void> => {
  let idle = 0;
  while (!signal.aborted) {
    await sleep(1_000, signal);
    const state = explorer.state();
    const isReading = [...state.findings.values()].some(({ phase }) => phase === "reading");
    idle = topView(state).live || isReading ? 0 : (idle + 1) % 5;
    if (!signal.aborted && idle === 0) explorer.dispatch({ type: "ticked", now: now() });
  }
};

/** A call as an AWS CLI command line; a comment unchanged. */
export const callLine = (call: CliCall | string, flags: readonly string[]): string =>
  typeof call === "string" ? call : awsCommandLine(call, flags);

const describeError = (error: unknown): ErrorText => ({
  message: error instanceof Error ? error.message : String(error),
  advice: "",
});

const noHost: ExplorerHost = {
  quit: () => {},
  suspend: () => {},
  copy: () => false,
  writeFile: () => Promise.reject(new Error("Files cannot be written here.")),
  allowCancel: false,
};
