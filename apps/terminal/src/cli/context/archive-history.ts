/** The history of runs that the UI and the server show. */
import type { HistorySource, UndeliveredMessage } from "@windowpane/report";
import type { OutboxMessage } from "@windowpane/messages";
import type { Opened } from "@windowpane/sources";
import { openArchiveIfAny, type OpenedArchive } from "./archive.ts";
import type { Context } from "./context.ts";

/**
 * The history of a source: of the file that --archive names, else that of an archive or of a Windowpane API, else of the default
 * file beside AWS. Undefined without an archive.
 */
export const historyOf = async (
  context: Pick<Context, "host" | "options" | "settings">,
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

/** The history of an archive's file, with the messages that were not delivered. */
export const fileHistory = async (archive: OpenedArchive): Promise<HistorySource> => {
  const [{ archiveHistory }, { countMessages, listMessages }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/messages"),
  ]);
  const { sql } = archive;
  const countDeadMessages = async (): Promise<number> =>
    (await countMessages(sql)).reduce((sum, { state, count }) => sum + (state === "dead" ? count : 0), 0);
  return archiveHistory(archive, {
    countDeadMessages,
    messages: async ({ limit = 100 }) => {
      const [dead, pending, count] = await Promise.all([
        listMessages(sql, { state: "dead", limit }),
        listMessages(sql, { state: "pending", limit }),
        countDeadMessages(),
      ]);
      const failing = pending.filter(({ failedAttempts }) => failedAttempts > 0);
      const messages = [...dead, ...failing].toSorted((one, other) => other.created - one.created);
      return { messages: messages.slice(0, limit).map(undelivered), more: Math.max(0, count - dead.length) };
    },
  });
};

const undelivered = (message: OutboxMessage): UndeliveredMessage => {
  const { id, destination, kind, title, state, account, region, status, error } = message;
  return {
    ...{ id, destination, kind, title },
    state: state === "dead" ? "dead" : "pending",
    created: new Date(message.created),
    attempts: message.failedAttempts,
    ...(account === undefined ? {} : { Account: account }),
    ...(region === undefined ? {} : { Region: region }),
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
  };
};
