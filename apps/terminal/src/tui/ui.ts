/** The UI without its screen: a state, the keys that change it, and the session that feeds it. */
import { safeLine } from "@windowpane/text";
import type { Connection } from "../sources/connect.ts";
import type { KnownProfile } from "../host/host.ts";
import { runCommand, type CommandContext, type Doings } from "./commands/run-command.ts";
import { submitPrompt } from "./commands/submit-prompt.ts";
import type { FrameOptions } from "./frame/frame.ts";
import { textLinesOf } from "./frame/text-lines.ts";
import { worksOn } from "./key-row.ts";
import { keyTable } from "./keys.ts";
import { promptAction } from "./prompt-keys.ts";
import { createLink, type Link } from "./session/link.ts";
import { readPlaces } from "./session/places.ts";
import { createSession, type Session, type SessionOptions } from "./session/session.ts";
import type { Action } from "./state/action.ts";
import { createReduce, type Screens } from "./state/reduce.ts";
import { readingsOf } from "./state/readings.ts";
import { makeTexts } from "./state/row-text.ts";
import { topView, type State } from "./state/state.ts";

/** What the UI works with. */
export interface UiOptions {
  readonly screens: Screens;
  readonly initial: State;
  /** The account and region to begin with. */
  readonly connection: Connection;
  /** Makes another one, for the key that changes them. */
  readonly connectionTo: (place: Pick<Connection, "profile" | "region">) => Connection;
  /** The profiles that there are to choose from; undefined where the source knows none. */
  readonly profiles: () => Promise<readonly KnownProfile[] | undefined>;
  readonly now: () => Date;
  readonly sleep: SessionOptions["sleep"];
  readonly describe: SessionOptions["describe"];
  readonly frame: () => FrameOptions;
  readonly doings: Doings;
}

/** A running UI. */
export interface Ui {
  readonly state: () => State;
  readonly subscribe: (listener: () => void) => () => void;
  readonly dispatch: (action: Action) => void;
  /** Keys by the names of the key table. */
  readonly press: (key: string) => void;
  /** Letters for the line that is being typed. */
  readonly type: (text: string) => void;
  /** A whole text at once: into the line that is being typed, or else as somewhere to go. */
  readonly paste: (text: string) => void;
  /** Asks a question in the line for typing, as signing in may need it; undefined when it is left. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly close: () => void;
}

export const createUi = (options: UiOptions): Ui => {
  const { screens, now, describe } = options;
  const reduce = createReduce(screens);
  const listeners = new Set<() => void>();
  let state = options.initial;
  let typing = new AbortController();
  let answer: ((text: string | undefined) => void) | undefined;

  const dispatch = (action: Action): void => {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    if (state.prompt === undefined && before.prompt !== undefined) leavePrompt();
    if (state.prompt?.for === "filter" && before.prompt === undefined) void makeReady(typing.signal);
    want();
    for (const listener of listeners) listener();
  };

  /** What a filter looks through is made while one thinks of what to type; what is not ready then is made at the key. */
  const makeReady = async (signal: AbortSignal): Promise<void> => {
    for (const _ of makeTexts(topView(state).answer?.rows ?? [])) {
      await options.sleep(0, signal);
      if (signal.aborted) return;
    }
  };

  const leavePrompt = (): void => {
    typing.abort(new Error("The line was left."));
    typing = new AbortController();
    answer?.(undefined);
    answer = undefined;
  };

  const use = (connection: Connection): { readonly link: Link; readonly session: Session } => {
    const link = createLink({ connection, onOrigin: (origin) => dispatch({ type: "identified", origin }) });
    const session = createSession({
      client: link.client,
      places: (signal) =>
        readPlaces({ connection, profiles: options.profiles, source: link.source, describe, signal }),
      now,
      sleep: options.sleep,
      describe,
      onFound: (key, finding) => dispatch({ type: "found", key, finding, now: now() }),
      onForgotten: (key) => dispatch({ type: "forgot", key }),
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

  const context = (): CommandContext => ({
    state: () => state,
    screens,
    dispatch,
    session: used.session,
    lines: () => textLinesOf(state, options.frame()),
    client: used.link.client,
    connect: ({ profile, region }) => {
      // First of all nothing of the old one can be found any more; only then the header names the new one.
      stop();
      used = use(options.connectionTo({ profile, region }));
      dispatch({ type: "connected", origin: { source: state.origin.source, profile, region } });
    },
    doings: options.doings,
  });

  const pressInPrompt = (key: string): void => {
    if (key === "enter") {
      const { signal } = typing;
      submitPrompt({ ...context(), signal, describe, answer: (text) => answer?.(text) });
    }
    const action = promptAction(key);
    if (action !== undefined) dispatch(action);
  };

  const pressOutside = (key: string): void => {
    dispatch({ type: "ticked", now: now() });
    if (state.notice !== undefined) dispatch({ type: "said", notice: undefined });
    const view = topView(state);
    const place = screens[view.screen].columns === undefined ? "text" : "list";
    const row = keyTable.find((known) => known.keys.includes(key) && worksOn(known, view.screen, place));
    if (row !== undefined) runCommand(row.command, context());
  };

  want();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    press: (key) => (state.prompt === undefined ? pressOutside(key) : pressInPrompt(key)),
    type: (text) => dispatch({ type: "typed", text: typable(text) }),
    paste: (text) => {
      if (state.prompt === undefined) dispatch({ type: "asked", for: "goTo" });
      dispatch({ type: "typed", text: typable(text).trim() });
    },
    ask: (question) =>
      new Promise((resolve) => {
        dispatch({ type: "asked", for: "answer", question: safeLine(question) });
        answer = resolve;
      }),
    close: stop,
  };
};

/** An event is JSON over many lines, and on one line it means the same. Blanks at the ends are typed like any letter. */
const typable = (text: string): string => {
  const all = text.length;
  if (text.trim() === "") return text.replace(/[^ ]/g, "");
  const before = all - text.replace(/^ +/, "").length;
  let after = 0;
  while (text[all - 1 - after] === " ") after += 1;
  return " ".repeat(before) + safeLine(text) + " ".repeat(after);
};
