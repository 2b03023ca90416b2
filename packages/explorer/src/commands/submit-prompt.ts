import { cancelExecution } from "./cancel.ts";
import type { CommandContext } from "./context.ts";
import { submitExport, submitSave } from "./export.ts";
import { findDestination } from "./go-to.ts";
import { runCommand } from "./run-command.ts";
import type { Location, ErrorText } from "../model/connection.ts";
import type { PromptFor } from "../model/screen.ts";
import { topView } from "../state/state.ts";

/** What a submitted line of input needs. */
export interface PromptContext extends CommandContext {
  /** Aborts when the line of input is closed. */
  readonly signal: AbortSignal;
  readonly describe: (error: unknown) => ErrorText;
  readonly now: () => Date;
  /** Passes the input to the caller that waits for it. */
  readonly answer: (text: string) => void;
}

/** Submits the open line of input. */
export const submitPrompt = (context: PromptContext): void => {
  const { prompt } = context.state();
  if (prompt === undefined || prompt.busy !== undefined) return;
  submit[prompt.for](context, prompt.text)?.catch((error: unknown) => {
    if (context.signal.aborted) return;
    const { message, advice } = context.describe(error);
    context.dispatch({ type: "promptFailed", error: `${message} ${advice}`.trim() });
  });
};

type Submit = (context: PromptContext, text: string) => Promise<void> | undefined;

const submit: Readonly<Record<PromptFor, Submit>> = {
  filter: (context) => {
    // A filter that cannot be read stays open with the error below it.
    const { filterError } = topView(context.state());
    if (filterError === undefined) close(context, { keep: true });
    else context.dispatch({ type: "promptFailed", error: filterError });
    return undefined;
  },
  search: (context) => {
    close(context, { keep: true });
    const { search, match } = topView(context.state());
    if (search !== "" && match === undefined) runCommand("nextMatch", context);
    return undefined;
  },
  goTo: (context, text) => goTo(context, text),
  connect: (context, text) => {
    close(context, { keep: false });
    context.connect(readConnection(text));
    return undefined;
  },
  export: submitExport,
  save: submitSave,
  cancel: (context, text) => cancelExecution(context, text),
  answer: (context, text) => {
    context.answer(text);
    close(context, { keep: false });
    return undefined;
  },
};

const close = ({ dispatch }: PromptContext, { keep }: { readonly keep: boolean }): void =>
  dispatch({ type: "promptClosed", keep });

const goTo = async (context: PromptContext, text: string): Promise<void> => {
  const { dispatch, state, screens, utcOffset, client, locations, signal, describe } = context;
  if (text.trim() === "") return close(context, { keep: false });
  dispatch({ type: "promptBusy", words: "searching" });
  const destination = await findDestination(text, {
    state,
    screens,
    utcOffset,
    client,
    locations,
    signal,
    describe,
    onProgress: (words) => dispatch({ type: "promptBusy", words }),
    now: context.now,
  });
  if (signal.aborted) return;
  if ("error" in destination) dispatch({ type: "promptFailed", error: destination.error });
  else dispatch({ type: "itemOpened", ...destination });
};

/** Reads `prod eu-west-1`, or either alone, in any order. A word that looks like a region is one; a profile name may contain spaces. */
export const readConnection = (text: string): Location => {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const regionAt = words.findLastIndex((word) => /^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(word));
  const profile = words.filter((_, at) => at !== regionAt).join(" ");
  return { profile: profile === "" ? undefined : profile, region: words[regionAt] };
};
