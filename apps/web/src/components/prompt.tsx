/** A line of input in a dialog: where to go, the name of a file, an answer. */
import type { Prompt, PromptFor } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { usePage } from "./use-page.ts";

interface Words {
  readonly title: string;
  readonly submit: string;
  readonly hint?: string;
}

const words: Readonly<Record<Exclude<PromptFor, "filter" | "search">, Words>> = {
  goTo: {
    title: "Go to",
    submit: "Go",
    hint: "An ID, ARN, console URL or event, or the name of a window or a machine.",
  },
  connect: { title: "Profile and region", submit: "Connect" },
  export: { title: "Download the report", submit: "Download" },
  save: { title: "Save as a file", submit: "Download" },
  cancel: { title: "Cancel the execution", submit: "Cancel the execution" },
  answer: { title: "Answer", submit: "Submit" },
};

/** The dialog of the open prompt, except a filter and a search, whose inputs are in the toolbar. */
export const PromptDialog = (): ReactNode => {
  const { state } = usePage();
  const { prompt } = state;
  if (prompt === undefined || prompt.for === "filter" || prompt.for === "search") return null;
  return <Dialog prompt={prompt} own={words[prompt.for]} />;
};

const Dialog = ({ prompt, own }: { readonly prompt: Prompt; readonly own: Words }): ReactNode => {
  const { explorer } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  // Closed while it is in the document: a dialog that is removed first does not return the focus.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const { text, error, busy, question } = prompt;
  const hint = question === undefined ? own.hint : safeLine(question);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="prompt-title"
      onCancel={(event) => {
        event.preventDefault();
        explorer.press("esc");
      }}
    >
      <h2 id="prompt-title">{own.title}</h2>
      {hint === undefined ? null : <p id="prompt-hint">{hint}</p>}
      <input
        type="text"
        aria-labelledby="prompt-title"
        aria-describedby={hint === undefined ? undefined : "prompt-hint"}
        aria-invalid={error !== undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={text}
        readOnly={busy !== undefined}
        onChange={({ target: { value } }) =>
          explorer.dispatch({ type: "textReplaced", text: value, cursor: [...value].length })
        }
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          explorer.press("enter");
        }}
      />
      <p className="dialog-state" role="status">
        {busy === undefined ? "" : `${safeLine(busy)}…`}
      </p>
      {error === undefined ? null : (
        <p className="error" role="alert">
          {safeLine(error)}
        </p>
      )}
      <div className="actions">
        <button
          type="button"
          className="primary"
          disabled={busy !== undefined}
          onClick={() => explorer.press("enter")}
        >
          {own.submit}
        </button>
        <button type="button" onClick={() => explorer.press("esc")}>
          {busy === undefined ? "Close" : "Stop"}
        </button>
      </div>
    </dialog>
  );
};
