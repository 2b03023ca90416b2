import { reportExecution, reportWriters, timelineOf } from "@windowpane/report";
import type { PromptContext } from "./submit-prompt.ts";
import { executionReading } from "../content/execution.ts";
import { findingOf } from "../model/finding.ts";
import type { ExportRow } from "../screens/export.ts";
import { windowReading } from "../screens/timeline.ts";
import { topView } from "../state/state.ts";
import { selectedRow } from "../state/view.ts";

/**
 * Writes the report as the selected row says, to the path that was typed. What the screens read has no sensitive members in
 * it, so a report that is to have them is read anew. A path that will not do stays open to be mended.
 *
 * Rejects as the client does, and as the file system where no sentence of ours tells why.
 */
export const submitExport = async (context: PromptContext, typed: string): Promise<void> => {
  const { dispatch, host, state, signal } = context;
  const { findings, now } = state();
  const view = topView(state());
  const { place } = view;
  const row = selectedRow(view);
  const path = typed.trim();
  const report = findingOf<"execution">(findings, executionReading(place))?.value;
  const refuse = (trouble: string): void => dispatch({ type: "refused", trouble });
  if (view.screen !== "export" || row === undefined) return dispatch({ type: "closedPrompt", keep: false });
  if (path === "") return refuse("Give the file a name.");
  if (report?.done !== true) return refuse("It is still being read; try again in a moment.");
  // The rows of that screen are these.
  const { format, includeSensitive } = row.item as ExportRow;
  const { WindowExecutionId, WindowId, Name } = report;
  if (includeSensitive) dispatch({ type: "busied", words: "reading it anew" });
  const written = includeSensitive
    ? await reportExecution(await context.client(), {
        WindowExecutionId,
        window: { WindowId, Name },
        includeSensitive,
        signal,
      })
    : report;
  const window = findingOf<"window">(findings, windowReading(place))?.value;
  const timeline = timelineOf(written, { now, window });
  try {
    await host.writeFile(path, reportWriters[format].write(written, { now, includeSensitive, timeline }));
  } catch (error) {
    const why = whyUnwritten(error);
    if (why === undefined) throw error;
    return refuse(why);
  }
  const missing = written.complete ? "" : " It is not complete; ! says what is missing.";
  dispatch({ type: "closedPrompt", keep: false });
  dispatch({ type: "said", notice: { text: `Wrote ${path}.${missing}`, tone: "good" } });
};

const whyUnwritten = (error: unknown): string | undefined => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? fileTroubles[code] : undefined;
};

const fileTroubles: Readonly<Partial<Record<string, string>>> = {
  EEXIST: "There is a file of that name already.",
  ENOENT: "There is no such folder.",
  ENOTDIR: "There is no such folder.",
  EISDIR: "That is a folder.",
  EACCES: "You may not write there.",
  EPERM: "You may not write there.",
  EROFS: "Nothing can be written there.",
  ENOSPC: "The disk is full.",
  ENAMETOOLONG: "That name is too long.",
};
