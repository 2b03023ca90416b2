import { openedBy, type CommandName } from "../key-row.ts";
import type { Screen } from "../screen.ts";
import { topView, type State } from "./state.ts";

/** Whether a key would do something just now. The footer has no room for others; pressed, they do nothing or say why. */
export const isOfUse = (command: CommandName, state: State, { entering, reads }: Screen): boolean => {
  const { answer, applied, filter, live, onlyBad, place, screen, search } = topView(state);
  switch (command) {
    case "back":
      return state.views.length > 1 || onlyBad || [applied, filter, search].some((text) => text !== "");
    case "live":
      return live || answer?.running !== false;
    case "nextMatch":
      return search !== "";
    case "output":
      // Enter leads there already.
      return entering !== "output";
    case "reload":
      return reads(place, state.since, state.findings).length > 0;
    default:
      return openedBy(command) !== screen;
  }
};
