import { topView, type PromptFor } from "../state/state.ts";
import { runCommand, type CommandContext } from "./run-command.ts";

/** What Enter does with the line that was typed. */
export const submitPrompt = (context: CommandContext): void => {
  const { prompt } = context.state();
  if (prompt !== undefined) submit[prompt.for](context, prompt.text);
};

const submit: Readonly<Record<PromptFor, (context: CommandContext, text: string) => void>> = {
  filter: (context) => {
    // A filter that cannot be read stays open, with what is wrong beside it.
    if (topView(context.state()).filterTrouble === undefined)
      context.dispatch({ type: "closedPrompt", keep: true });
  },
  search: (context) => {
    context.dispatch({ type: "closedPrompt", keep: true });
    runCommand("nextMatch", context);
  },
  goTo: ({ dispatch }) => dispatch({ type: "closedPrompt", keep: false }),
  export: ({ dispatch }) => dispatch({ type: "closedPrompt", keep: false }),
  cancel: ({ dispatch }) => dispatch({ type: "closedPrompt", keep: false }),
};
