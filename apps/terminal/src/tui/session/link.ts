/** The one account and region that is being asked, opened when something is first wanted of it. */
import { createClient, withCache, type Client } from "@windowpane/core";
import type { Connection, Opened } from "../../sources/connect.ts";
import type { Source } from "../../host/host.ts";
import type { Origin } from "../state/state.ts";

/** A connection in use. */
export interface Link {
  readonly client: () => Promise<Client>;
  readonly source: () => Promise<Source>;
  readonly close: () => void;
}

interface LinkOptions {
  readonly connection: Connection;
  /** Told what the header should say, as it becomes known. Never after `close`. */
  readonly onOrigin: (origin: Partial<Origin>) => void;
}

/** Most answers kept of what is finished: a busy day's. Reports are kept beside them, so that more would only fill memory. */
const maxEntries = 1000;

/** Opens the connection at the first call of `client`, and asks who is asking beside it. */
export const createLink = ({ connection, onOrigin }: LinkOptions): Link => {
  const abort = new AbortController();
  let opening: Promise<Linked> | undefined;
  const tell = (origin: Partial<Origin>): void => {
    if (!abort.signal.aborted) onOrigin(origin);
  };

  const identify = async ({ source: { region, identity } }: Opened): Promise<void> => {
    tell({ ...(region === undefined ? {} : { region }), identityNote: undefined });
    if (identity === undefined) return;
    tell({ identityNote: "asking whose account this is" });
    try {
      const { Account, Arn } = await identity({ signal: abort.signal });
      tell({ Account, Arn, identityNote: Account === undefined ? "account unknown" : undefined });
    } catch {
      // Not to know it stops nobody; `windowpane doctor` says why.
      tell({ identityNote: "account unknown" });
    }
  };

  const open = async (): Promise<Linked> => {
    const opened = await connection.open();
    void identify(opened);
    const client = createClient(withCache(opened.transport, { maxEntries }));
    return { client, source: opened.source };
  };

  const link = (): Promise<Linked> => {
    opening ??= open().catch((error: unknown) => {
      // Whoever has signed in meanwhile shall not have to start anew.
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    client: async () => (await link()).client,
    source: async () => (await link()).source,
    close: () => abort.abort(new Error("Another account or region is asked now.")),
  };
};

interface Linked {
  readonly client: Client;
  readonly source: Source;
}
