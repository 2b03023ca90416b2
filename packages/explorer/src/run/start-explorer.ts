/** Runs an explorer: its state, its connection, and what is read for the visible screen. */
import type { Client } from "@windowpane/core";
import { linkOf } from "../links/link-of.ts";
import type { Located } from "../locate/located.ts";
import type { Connection, ErrorText, Location } from "../model/connection.ts";
import type { Screens } from "../model/screen.ts";
import type { Explorer, ExplorerOptions } from "./options.ts";
import { windowsScreen } from "../screens/windows.ts";
import { createLink, type Link } from "../session/link.ts";
import { createSession, type Session } from "../session/session.ts";
import { isReadingAction, type Action } from "../state/action.ts";
import { addedReadingsOf, readingsOf } from "../state/readings.ts";
import { reduceReading } from "../state/reduce-reading.ts";
import { initialState, topView, type State } from "../state/state.ts";

/** What users do. Until it is there, an explorer shows the list of windows and keeps what users do for later. */
export interface Controls extends Pick<
  Explorer,
  "press" | "type" | "paste" | "ask" | "openLink" | "lines" | "detail" | "keys" | "completion"
> {
  readonly screens: Screens;
  readonly reduce: (state: State, action: Action) => State;
  /** Called after a change of the state. */
  readonly changed: (before: State) => void;
  /** Called when more is known of the account. */
  readonly connected: () => void;
  /** Opens an item. */
  readonly start: (located: Located) => void;
}

/** What controls are created with. */
export interface ControlsContext {
  readonly options: ExplorerOptions;
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  readonly session: () => Session;
  readonly client: () => Promise<Client>;
  readonly locations: () => Promise<number>;
  readonly connect: (location: Location) => void;
  readonly describe: (error: unknown) => ErrorText;
}

/** Creates the controls of an explorer. */
export type CreateControls = (context: ControlsContext) => Controls;

/**
 * Creates an explorer and starts to read what its first screen needs.
 *
 * @param given - the controls, or how to load them.
 */
export const startExplorer = (
  options: ExplorerOptions,
  given: CreateControls | { readonly load: () => Promise<CreateControls> },
): Explorer => {
  const { now, describe = describeError } = options;
  const listeners = new Set<() => void>();
  let state = initialState({ ...options, now: now() });
  let controls: Controls | undefined;
  const reading = {
    screens: options.screens ?? firstScreens,
    pageHeight: options.pageHeight ?? ((_, { rows }) => rows),
    utcOffset: options.utcOffset,
  };
  const screens = (): Screens => controls?.screens ?? reading.screens;

  const dispatch = (action: Action): void => {
    const before = state;
    if (controls !== undefined) state = controls.reduce(state, action);
    else if (isReadingAction(action)) state = reduceReading(state, action, reading);
    else return later(() => dispatch(action));
    if (state !== before) changed(before);
  };

  const changed = (before: State): void => {
    controls?.changed(before);
    want();
    for (const listener of listeners) listener();
  };

  let waiting: ((loaded: Controls) => void)[] = [];
  let loading: Promise<void> | undefined;
  let letOn = (): void => {};
  /** Resolves when more than the list of windows may be loaded. */
  const afterFirst = new Promise<void>((resolve) => (letOn = resolve));

  const load = (): Promise<void> => {
    letOn();
    loading ??= loadControls();
    return loading;
  };

  const loadControls = async (): Promise<void> => {
    try {
      if (typeof given !== "function") begin(await given.load());
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };

  /** Uses the controls from now on, first for what users did before. */
  const begin = (create: CreateControls): void => {
    controls = create(context);
    // Listeners compare states, and the keys that do something now are others.
    const before = state;
    state = { ...state };
    changed(before);
    const uses = waiting;
    waiting = [];
    for (const use of uses) use(controls);
  };

  /** Does it with the controls: now, or when they are loaded. */
  const later = (use: (loaded: Controls) => void): void => {
    if (controls !== undefined) return use(controls);
    waiting.push(use);
    load().catch((error: unknown) => {
      const { message, advice } = describe(error);
      dispatch({ type: "noticeShown", notice: { text: `${message} ${advice}`.trim(), tone: "bad" } });
    });
  };

  const use = (connection: Connection): { readonly link: Link; readonly session: Session } => {
    const link = createLink({
      connection,
      onConnection: (changes) => {
        dispatch({ type: "connectionChanged", connection: changes });
        controls?.connected();
      },
      onWait: (wait) => dispatch({ type: "waited", wait, now: now() }),
    });
    const session = createSession({
      client: link.client,
      locations: () => locationsOf(link),
      // Not every renderer has the screen that shows them.
      choices: async function* (signal) {
        const { readConnectionChoices } = await import("../session/connection-choices.ts");
        yield* readConnectionChoices({
          connection,
          source: state.connection.source,
          profiles: options.profiles ?? (async () => undefined),
          opened: link.opened,
          describe,
          signal,
        });
      },
      history: async () => (await link.opened()).history?.(),
      timeZone: options.timeZone,
      changes: async (id, signal) => (await link.opened()).changes?.(id, signal),
      now,
      sleep: options.sleep,
      afterFirst,
      listed: link.listed,
      describe,
      onFound: (key, finding) => dispatch({ type: "readingChanged", key, finding, now: now() }),
      onForgotten: (key) => dispatch({ type: "readingForgotten", key }),
    });
    return { link, session };
  };
  let used = use(options.connection);

  const want = (): void => {
    used.session.want(readingsOf(state, screens()), {
      live: topView(state).live,
      added: addedReadingsOf(state, screens()),
    });
  };

  const close = (): void => {
    used.session.close();
    used.link.close();
  };

  const context: ControlsContext = {
    options,
    state: () => state,
    dispatch,
    session: () => used.session,
    client: () => used.link.client(),
    locations: () => locationsOf(used.link),
    connect: ({ profile, region }) => {
      // The old connection must find nothing any more before the header names the new one.
      close();
      used = use((options.connectionTo ?? (() => options.connection))({ profile, region }));
      dispatch({ type: "connected", connection: { source: state.connection.source, profile, region } });
    },
    describe,
  };

  if (typeof given === "function") {
    controls = given(context);
    letOn();
  }
  want();
  const { start } = options;
  if (start !== undefined) later((loaded) => loaded.start(start));
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    load,
    screens,
    screen: () => screens()[topView(state).screen],
    link: () => linkOf(state, screens()),
    press: (key) => later((loaded) => loaded.press(key)),
    type: (text) => later((loaded) => loaded.type(text)),
    paste: (text) => later((loaded) => loaded.paste(text)),
    ask: (question) => new Promise((resolve) => later((loaded) => resolve(loaded.ask(question)))),
    openLink: (link) => later((loaded) => loaded.openLink(link)),
    lines: () => controls?.lines() ?? [],
    detail: () => controls?.detail() ?? [],
    keys: () => controls?.keys() ?? [],
    completion: () => controls?.completion(),
    close,
  };
};

const locationsOf = async (link: Link): Promise<number> => (await link.opened()).scope?.locations ?? 1;

// Without controls, no other screen can be opened.
const firstScreens = { windows: windowsScreen } as Screens;

const describeError = (error: unknown): ErrorText => ({
  message: error instanceof Error ? error.message : String(error),
  advice: "",
});
