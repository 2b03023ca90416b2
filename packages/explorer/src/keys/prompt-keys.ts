import type { Action } from "../state/action.ts";

/** What a key does while a line is being typed; undefined for keys that do nothing there. */
export const promptAction = (key: string): Action | undefined => actions[key];

const actions: Readonly<Record<string, Action>> = {
  backspace: { type: "erased", what: "before" },
  delete: { type: "erased", what: "after" },
  "ctrl-h": { type: "erased", what: "before" },
  "ctrl-w": { type: "erased", what: "word" },
  "ctrl-u": { type: "erased", what: "all" },
  left: { type: "movedCursor", by: -1 },
  right: { type: "movedCursor", by: 1 },
  home: { type: "movedCursor", by: -Infinity },
  end: { type: "movedCursor", by: Infinity },
  "ctrl-a": { type: "movedCursor", by: -Infinity },
  "ctrl-e": { type: "movedCursor", by: Infinity },
  esc: { type: "closedPrompt", keep: false },
  "ctrl-c": { type: "closedPrompt", keep: false },
};
