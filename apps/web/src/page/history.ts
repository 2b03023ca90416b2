/** The archive of the API that serves the page. */
import { httpHistory } from "@windowpane/explorer";
import type { HistorySource } from "@windowpane/report";
import { bearerOf, whileAllowed, type SourceOptions } from "./source.ts";

/** Opens the archive. Its requests wait for a token and for the connection, as those of lists do. */
export const openHistory = (options: SourceOptions): HistorySource => {
  const { url, fetch, token } = options;
  const { exists, trends, collections } = httpHistory({ url, fetch, authorize: () => bearerOf(token) });
  const allowed =
    <Query, Answer>(ask: (query: Query) => Promise<Answer>) =>
    (query: Query): Promise<Answer> =>
      whileAllowed(() => ask(query), options, undefined);
  return {
    ...(exists === undefined ? {} : { exists: allowed(exists) }),
    trends: {
      windows: allowed(trends.windows),
      machines: allowed(trends.machines),
      causes: allowed(trends.causes),
      patched: allowed(trends.patched),
      nights: allowed(trends.nights),
      // Beside reports, whose own requests wait already.
      earlier: trends.earlier,
      windowOf: trends.windowOf,
    },
    collections,
  };
};
