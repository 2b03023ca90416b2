/** The UI without its screen: a state, the keys that change it, and the session that feeds it. */
import type { Client } from "@windowpane/core";
import { keyRowFor, type CommandName } from "./keys.ts";
import { createSession, type Session, type SessionOptions } from "./session/session.ts";
import type { Action } from "./state/action.ts";
import { createReduce, type Screens } from "./state/reduce.ts";
import { topView, type State } from "./state/state.ts";
import { textLinesOf } from "./frame/text-lines.ts";
import { oneLine } from "../safe-text.ts";
import { runCommand, type CommandContext } from "./commands/run-command.ts";
import { submitPrompt } from "./commands/submit-prompt.ts";
import { promptAction } from "./prompt-keys.ts";
import type { FrameOptions } from "./frame/frame.ts";

/** What the UI works with. */
export interface UiOptions {
  readonly screens: Screens;
  readonly initial: State;
  readonly client: () => Promise<Client>;
  readonly now: () => Date;
  readonly sleep: SessionOptions["sleep"];
  readonly describe: SessionOptions["describe"];
  readonly frame: () => FrameOptions;
  readonly doings: CommandContext["doings"];
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
  readonly close: () => void;
}

export const createUi = (options: UiOptions): Ui => {
  const { screens, now } = options;
  const reduce = createReduce(screens);
  const listeners = new Set<() => void>();
  let state = options.initial;

  const session: Session = createSession({
    client: options.client,
    now,
    sleep: options.sleep,
    describe: options.describe,
    onFound: (key, finding) => dispatch({ type: "found", key, finding, now: now() }),
  });

  const dispatch = (action: Action): void => {
    const before = state;
    state = reduce(state, action);
    if (state === before) return;
    want();
    for (const listener of listeners) listener();
  };

  const want = (): void => {
    const view = topView(state);
    session.want(screens[view.screen].reads(view.place, state.since), { live: view.live });
  };

  const context: CommandContext = {
    state: () => state,
    screens,
    dispatch,
    session,
    lines: () => textLinesOf(state, options.frame()),
    doings: options.doings,
  };

  const pressInPrompt = (key: string): void => {
    if (key === "enter") submitPrompt(context);
    const action = promptAction(key);
    if (action !== undefined) dispatch(action);
  };

  const press = (key: string): void => {
    if (state.prompt !== undefined) {
      pressInPrompt(key);
      return;
    }
    dispatch({ type: "ticked", now: now() });
    if (state.notice !== undefined) dispatch({ type: "said", notice: undefined });
    const view = topView(state);
    const place = screens[view.screen].columns === undefined ? "text" : "list";
    const command: CommandName | undefined = keyRowFor(key, view.screen, place)?.command;
    if (command !== undefined) runCommand(command, context);
  };

  want();
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
    press,
    type: (text) => dispatch({ type: "typed", text: oneLine(text) || (/^\s+$/.test(text) ? " " : "") }),
    paste: (text) => {
      if (state.prompt === undefined) dispatch({ type: "asked", for: "goTo" });
      // An event is JSON over many lines; on one line it means the same.
      dispatch({ type: "typed", text: oneLine(text) });
    },
    close: () => session.close(),
  };
};
