import type { PromptContext } from "./submit-prompt.ts";
import { executionReading } from "../content/execution.ts";
import { findingOf } from "../model/finding.ts";
import type { ExportRow } from "../screens/export.ts";
import { topView } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";

/**
 * Writes the report in the selected format to the typed path. The screens' reports are redacted, so a report with sensitive
 * members is read again. A path that cannot be written stays open for correction.
 *
 * Rejects as the client does, and with unexpected errors of the file system.
 */
export const submitExport = async (context: PromptContext, typed: string): Promise<void> => {
  const { dispatch, state } = context;
  const { findings } = state();
  const view = topView(state());
  const { ref } = view;
  const row = selectedRow(view);
  const path = typed.trim();
  const report = findingOf<"execution">(findings, executionReading(ref))?.value;
  const refuse = (error: string): void => dispatch({ type: "promptFailed", error });
  if (view.screen !== "export" || row === undefined) return dispatch({ type: "promptClosed", keep: false });
  if (path === "") return refuse("Type a file name.");
  if (report?.done !== true) return refuse("The execution is still being read. Try again in a moment.");
  // The export screen has only such rows.
  const { format, includeSensitive } = row.item as ExportRow;
  if (includeSensitive) dispatch({ type: "promptBusy", words: "reading it again" });
  const { reportText } = await import("./report-text.ts");
  const { text, complete } = await reportText(context, { report, format, includeSensitive, ref });
  await writeTyped(context, {
    path,
    text,
    note: complete ? "" : " It is incomplete: press ! for details.",
  });
};

/** Writes the text that the prompt holds to the typed path. */
export const submitSave = async (context: PromptContext, typed: string): Promise<void> => {
  const path = typed.trim();
  const { saves: text = "" } = context.state().prompt ?? {};
  if (path === "") return context.dispatch({ type: "promptFailed", error: "Type a file name." });
  await writeTyped(context, { path, text: `${text}\n`, note: "" });
};

/** Writes a file and closes the prompt. A path that cannot be written stays open for correction. */
const writeTyped = async (
  { dispatch, host }: PromptContext,
  { path, text, note }: { readonly path: string; readonly text: string; readonly note: string },
): Promise<void> => {
  try {
    await host.writeFile(path, text);
  } catch (error) {
    const why = whyUnwritten(error);
    if (why === undefined) throw error;
    return dispatch({ type: "promptFailed", error: why });
  }
  dispatch({ type: "promptClosed", keep: false });
  dispatch({ type: "noticeShown", notice: { text: `Wrote ${path}.${note}`, tone: "good" } });
};

const whyUnwritten = (error: unknown): string | undefined => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? fileTroubles[code] : undefined;
};

const fileTroubles: Readonly<Partial<Record<string, string>>> = {
  EEXIST: "A file with this name already exists.",
  ENOENT: "The folder does not exist.",
  ENOTDIR: "The folder does not exist.",
  EISDIR: "This is a folder.",
  EACCES: "Permission denied.",
  EPERM: "Permission denied.",
  EROFS: "The file system is read-only.",
  ENOSPC: "The disk is full.",
  ENAMETOOLONG: "The name is too long.",
};
