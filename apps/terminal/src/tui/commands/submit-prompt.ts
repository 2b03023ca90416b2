import type { Trouble } from "../session/finding.ts";
import { topView, type PromptFor } from "../state/state.ts";
import { matchesIn } from "../frame/matches.ts";
import { cancelExecution } from "./cancel.ts";
import { submitExport } from "./export.ts";
import { findDestination } from "./go-to.ts";
import { readConnection } from "./read-connection.ts";
import { runCommand, type CommandContext } from "./run-command.ts";

/** What a typed line needs beside. */
export interface PromptContext extends CommandContext {
  /** Aborts when the line is left. */
  readonly signal: AbortSignal;
  readonly describe: (error: unknown) => Trouble;
  /** Takes what was asked for by something that waits for it. */
  readonly answer: (text: string) => void;
}

/** What Enter does with the line that was typed. */
export const submitPrompt = (context: PromptContext): void => {
  const { prompt } = context.state();
  if (prompt === undefined || prompt.busy !== undefined) return;
  submit[prompt.for](context, prompt.text)?.catch((error: unknown) => {
    if (context.signal.aborted) return;
    const { wrong, todo } = context.describe(error);
    context.dispatch({ type: "refused", trouble: `${wrong} ${todo}`.trim() });
  });
};

type Submit = (context: PromptContext, text: string) => Promise<void> | undefined;

const submit: Readonly<Record<PromptFor, Submit>> = {
  filter: (context) => {
    // A filter that cannot be read stays open, with what is wrong under it.
    if (topView(context.state()).filterTrouble === undefined) close(context, { keep: true });
    return undefined;
  },
  search: (context) => {
    close(context, { keep: true });
    const { search, index } = topView(context.state());
    // Where one looks already is the first place to look.
    if (!matchesIn(context.lines(), search).includes(index)) runCommand("nextMatch", context);
    return undefined;
  },
  goTo: (context, text) => goTo(context, text),
  connect: (context, text) => {
    close(context, { keep: false });
    context.connect(readConnection(text));
    return undefined;
  },
  export: submitExport,
  cancel: (context, text) => cancelExecution(context, text),
  answer: (context, text) => {
    context.answer(text);
    close(context, { keep: false });
    return undefined;
  },
};

const close = ({ dispatch }: PromptContext, { keep }: { readonly keep: boolean }): void =>
  dispatch({ type: "closedPrompt", keep });

const goTo = async (context: PromptContext, text: string): Promise<void> => {
  const { dispatch, state, client, signal } = context;
  if (text.trim() === "") return close(context, { keep: false });
  dispatch({ type: "busied", words: "looking" });
  const destination = await findDestination(text, {
    state,
    client,
    signal,
    onProgress: (words) => dispatch({ type: "busied", words }),
  });
  if (signal.aborted) return;
  if ("trouble" in destination) dispatch({ type: "refused", trouble: destination.trouble });
  else dispatch({ type: "wentTo", steps: destination.steps });
};
