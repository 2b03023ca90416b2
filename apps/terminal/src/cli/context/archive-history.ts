/** The history of runs that the UI and the server show. */
import type { HistorySource } from "@windowpane/report";
import type { Opened } from "@windowpane/sources";
import { openArchiveIfAny, type OpenedArchive } from "./archive.ts";
import type { Context } from "./context.ts";

/**
 * The history of a source: that of an archive or of a Windowpane API, or of the archive's file beside AWS. Undefined without an
 * archive.
 */
export const historyOf = async (
  context: Pick<Context, "host" | "options" | "settings">,
  { source }: Pick<Opened, "source">,
): Promise<HistorySource | undefined> => {
  const { history, get } = source;
  if (history !== undefined) return history();
  if (get !== undefined) {
    const { httpHistory } = await import("@windowpane/explorer");
    return httpHistory({ url: context.settings.source, fetch: get });
  }
  const archive = await openArchiveIfAny(context);
  return archive === undefined ? undefined : fileHistory(archive);
};

/** The history of an archive's file, with the messages that were not delivered. */
export const fileHistory = async (archive: OpenedArchive): Promise<HistorySource> => {
  const [{ archiveHistory }, { messageHistory }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/messages"),
  ]);
  return archiveHistory(archive, messageHistory(archive.sql));
};
