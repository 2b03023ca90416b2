/** What the server answers from: the source, and the archive if there is one. */
import type { Archive } from "@windowpane/archive";
import type { Transport } from "@windowpane/core";
import type { FleetTransport } from "@windowpane/fleet";
import type { AppOptions } from "@windowpane/http-api";

interface ServedSource {
  readonly transport: Transport;
  /** The transport, if it is over several accounts and regions. */
  readonly fleet?: FleetTransport | undefined;
  readonly archive?: Archive | undefined;
}

/** Options of the app for a source: runs that are stored come from the archive, everything else from AWS. */
export const served = async ({
  transport,
  fleet,
  archive,
}: ServedSource): Promise<Pick<AppOptions, "transport" | "fleet" | "history">> => {
  if (archive === undefined) return { transport, fleet };
  const { archiveHistory, withArchive } = await import("@windowpane/archive");
  return {
    transport: withArchive(transport, archive),
    fleet: fleet && {
      members: fleet.members,
      only: (selection) => withArchive(fleet.only(selection), archive, selection),
    },
    history: archiveHistory(archive),
  };
};
