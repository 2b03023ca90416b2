import type { CollectedLocation, CollectionsAnswer, HistorySource } from "@windowpane/report";
import { LATE, type Archive } from "../open/open-archive.ts";
import { collectStatus, type LocationStatus } from "../collect/status.ts";
import { archiveTrends } from "../query/trends.ts";

/** Options of `archiveHistory`. */
export interface ArchiveHistoryOptions {
  /** Lists messages that were not delivered. Default: the host sends no messages. */
  readonly messages?: HistorySource["messages"];
  /** Counts the messages whose attempts are used up. Default: not told. */
  readonly countDeadMessages?: (() => Promise<number>) | undefined;
}

/** Everything that an archive can be asked, for the explorer and for the HTTP API. */
export const archiveHistory = (
  archive: Archive,
  { messages, countDeadMessages }: ArchiveHistoryOptions = {},
): HistorySource => {
  const trends = archiveTrends(archive);
  return {
    trends,
    messages,
    collections: async ({ since, accounts, regions, signal }): Promise<CollectionsAnswer> => {
      const until = archive.now();
      const [status, { missing }, deadMessages] = await Promise.all([
        collectStatus(archive),
        trends.windows({ since, until, accounts, regions, limit: 1, signal }),
        countDeadMessages?.(),
      ]);
      const locations = status
        .filter(
          ({ Account, Region }) =>
            (accounts?.includes(Account) ?? true) && (regions?.includes(Region) ?? true),
        )
        .map((one) => collectedLocation(one, until));
      return {
        locations,
        missing: missing.toSorted((one, other) => other.since.getTime() - one.since.getTime()),
        ...(deadMessages === undefined ? {} : { deadMessages }),
      };
    },
  };
};

const collectedLocation = (status: LocationStatus, now: Date): CollectedLocation => {
  const { Account, Region, runs, first, last, lookedAt, running, waiting, again } = status;
  const problem = problemOf(status, now);
  return {
    ...(Account === "" ? {} : { Account }),
    ...(Region === "" ? {} : { Region }),
    runs,
    ...(first === undefined ? {} : { firstRun: first }),
    ...(last === undefined ? {} : { lastRun: last }),
    ...(lookedAt === undefined ? {} : { collectedUntil: lookedAt }),
    waiting: running + waiting + again,
    ...(problem === undefined ? {} : { problem }),
    ...(status.uncollected?.since === undefined ? {} : { problemSince: status.uncollected.since }),
    ...(status.uncollected === undefined ? {} : { remedy: status.uncollected.remedy }),
  };
};

const problemOf = ({ uncollected, lookedAt }: LocationStatus, now: Date): string | undefined => {
  if (uncollected !== undefined) return uncollected.problem;
  const age = now.getTime() - (lookedAt?.getTime() ?? 0);
  if (lookedAt === undefined) return "No collection has been completed.";
  return age > LATE ? "Nothing was collected since then." : undefined;
};
