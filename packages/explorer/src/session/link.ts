/** The one account and region in use, opened when something is first read from it. */
import { createClient, withCache, type Client } from "@windowpane/core";
import type { Connection, ConnectionInfo, OpenedConnection } from "../model/connection.ts";

/** A connection in use. */
export interface Link {
  readonly client: () => Promise<Client>;
  readonly opened: () => Promise<OpenedConnection>;
  readonly close: () => void;
}

interface LinkOptions {
  readonly connection: Connection;
  /** Called with what the header shows, as it becomes known. Never after `close`. */
  readonly onConnection: (info: Partial<ConnectionInfo>) => void;
}

/** Maximum number of final responses to keep: those of a busy day. */
const maxEntries = 1000;

/** Opens the connection at the first use, and reads the caller's identity beside it. */
export const createLink = ({ connection, onConnection }: LinkOptions): Link => {
  const abort = new AbortController();
  let opening: Promise<Opened> | undefined;
  const tell = (info: Partial<ConnectionInfo>): void => {
    if (!abort.signal.aborted) onConnection(info);
  };

  const identify = async ({ region, identity }: OpenedConnection): Promise<void> => {
    tell({ ...(region === undefined ? {} : { region }), identityNote: undefined });
    if (identity === undefined) return;
    tell({ identityNote: "reading the account" });
    try {
      const { Account, Arn } = await identity({ signal: abort.signal });
      tell({ Account, Arn, identityNote: Account === undefined ? "account unknown" : undefined });
    } catch {
      // Reading does not depend on it; `windowpane doctor` says why.
      tell({ identityNote: "account unknown" });
    }
  };

  const open = async (): Promise<Opened> => {
    const connected = await connection.open();
    void identify(connected);
    return { client: createClient(withCache(connected.transport, { maxEntries })), connected };
  };

  const link = (): Promise<Opened> => {
    opening ??= open().catch((error: unknown) => {
      // The next use tries again, as the user may have signed in.
      opening = undefined;
      throw error;
    });
    return opening;
  };

  return {
    client: async () => (await link()).client,
    opened: async () => (await link()).connected,
    close: () => abort.abort(new Error("Another account or region is in use now.")),
  };
};

interface Opened {
  readonly client: Client;
  readonly connected: OpenedConnection;
}
