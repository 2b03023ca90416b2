import type { Action } from "../state/action.ts";

/** What a key does in a line of input; undefined for keys without an effect. */
export const promptAction = (key: string): Action | undefined => actions[key];

const actions: Readonly<Record<string, Action>> = {
  backspace: { type: "textErased", what: "before" },
  delete: { type: "textErased", what: "after" },
  "ctrl-h": { type: "textErased", what: "before" },
  "ctrl-w": { type: "textErased", what: "word" },
  "ctrl-u": { type: "textErased", what: "all" },
  left: { type: "cursorMoved", by: -1 },
  right: { type: "cursorMoved", by: 1 },
  home: { type: "cursorMoved", by: -Infinity },
  end: { type: "cursorMoved", by: Infinity },
  "ctrl-a": { type: "cursorMoved", by: -Infinity },
  "ctrl-e": { type: "cursorMoved", by: Infinity },
  esc: { type: "promptClosed", keep: false },
  "ctrl-c": { type: "promptClosed", keep: false },
};
