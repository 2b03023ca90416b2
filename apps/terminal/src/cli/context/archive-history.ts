/** The history of runs that the UI and the server show. */
import type { HistorySource, Trends } from "@windowpane/report";
import type { Opened } from "@windowpane/sources";
import { readFailure } from "../../host/failure.ts";
import { isArchiveSource, openArchiveIfAny, type ArchiveContext, type OpenedArchive } from "./archive.ts";
import type { Context } from "./context.ts";

/**
 * The history of a source: of the file that --archive names, else that of an archive or of a Windowpane API, else of the default
 * file beside AWS. Undefined without an archive.
 */
export const historyOf = async (
  context: ArchiveContext,
  { source }: Pick<Opened, "source">,
): Promise<HistorySource | undefined> => {
  const { history, get } = source;
  if (context.options["archive"] === undefined) {
    if (history !== undefined) return history();
    if (get !== undefined) {
      const { httpHistory } = await import("@windowpane/explorer");
      return httpHistory({ url: context.settings.source, fetch: get });
    }
  }
  const archive = await openArchiveIfAny(context);
  return archive === undefined ? undefined : fileHistory(archive);
};

/**
 * Gives the archive's history to work that also does without: an archive beside the source that cannot be read becomes a note,
 * unless --archive names it.
 *
 * @param unknown - what is not known then, as the start of the note.
 */
export const withHistory = async <Result>(
  context: Pick<Context, "host" | "options" | "settings" | "console" | "opened">,
  work: (trends: Trends | undefined) => Promise<Result>,
  unknown = "Since when causes occur is",
): Promise<Result> => {
  const { options, settings, console } = context;
  if (options["archive"] === undefined && isArchiveSource(settings)) {
    const { source } = await context.opened();
    return work((await source.history?.())?.trends);
  }
  const tolerant = async <Value>(read: () => Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await read();
    } catch (error) {
      if (options["archive"] !== undefined) throw error;
      const { wrong, todo } = readFailure(error);
      await console.note(`${unknown} not known from the archive. ${wrong} ${todo}`);
      return otherwise;
    }
  };
  const archive = await tolerant(() => openArchiveIfAny(context), undefined);
  if (archive === undefined) return work(undefined);
  try {
    const { archiveTrends } = await import("@windowpane/archive");
    const trends = archiveTrends(archive);
    return await work({
      ...trends,
      earlier: (queries) => tolerant(() => trends.earlier(queries), []),
      windowOf: (query) => tolerant(() => trends.windowOf(query), undefined),
    });
  } finally {
    archive.close();
  }
};

/** The history of an archive's file, with the messages that were not delivered. */
export const fileHistory = async (archive: OpenedArchive): Promise<HistorySource> => {
  const [{ archiveHistory }, { messageHistory }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/messages"),
  ]);
  return archiveHistory(archive, messageHistory(archive.sql));
};
