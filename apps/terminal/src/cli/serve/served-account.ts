import type { Transport } from "@windowpane/core";
import type { AppOptions } from "@windowpane/http-api";
import { connectOne, type Opened } from "@windowpane/sources";
import { openArchiveFile, openArchiveIfAny, type OpenedArchive } from "../context/archive.ts";
import { fileHistory } from "../context/archive-history.ts";
import { silentConnectOptions } from "../context/connect-options.ts";
import type { Context } from "../context/context.ts";

/** What the server reads: one account or several, an archive, or accounts with their archive. */
export type ServedAccount = Pick<AppOptions, "transport" | "fleet" | "history">;

/** Clients are asked to retry later instead of waiting longer. */
const retry = { attempts: 3, maxDelay: 5000 };

/**
 * Opens what the server reads. With an archive's file, runs that it has come from it, and everything else from AWS.
 *
 * @param collected - the archive that this process collects into. Default: the one that --archive or the environment names, if any.
 * @throws SourceError if the source cannot be opened; UsageError if --archive names a file that does not exist.
 */
export const openServed = async (context: Context, collected?: OpenedArchive): Promise<ServedAccount> => {
  const { host, settings } = context;
  const opened = await connectOne({ ...silentConnectOptions(host, settings), retry });
  // The demo account needs no retries.
  const isDemo = settings.source === "demo" || settings.source.startsWith("demo:");
  const live = isDemo && opened.fleet === undefined ? opened.source.transport : opened.transport;
  if (opened.source.history !== undefined)
    return {
      transport: live,
      fleet: opened.fleet,
      history: await fileHistory(await openArchiveFile(context)),
    };
  const archive = collected ?? (await openArchiveIfAny(context));
  if (archive === undefined) return { transport: live, fleet: opened.fleet };
  return { ...(await withFile(archive, opened, live)), history: await fileHistory(archive) };
};

const withFile = async (
  archive: OpenedArchive,
  { fleet, source }: Opened,
  live: Transport,
): Promise<Pick<ServedAccount, "transport" | "fleet">> => {
  const { withArchive } = await import("@windowpane/archive");
  if (fleet === undefined) {
    const { Account } = (await source.identity?.({})) ?? {};
    const scope = {
      ...(Account === undefined ? {} : { accounts: [Account] }),
      ...(source.region === undefined ? {} : { regions: [source.region] }),
    };
    return { transport: withArchive(live, archive, scope) };
  }
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
  const over = (part: typeof fleet, transport: Transport): Transport =>
    withArchive(transport, archive, {
      accounts: distinct(part.members.map(({ Account }) => Account)),
      regions: distinct(part.members.map(({ Region }) => Region)),
    });
  return {
    transport: over(fleet, live),
    fleet: {
      members: fleet.members,
      only: (selection) => {
        const part = fleet.only(selection);
        return over(part, part);
      },
    },
  };
};
