/** The one account and region in use, opened when something is first read from it. */
import {
  createClient,
  itemsOf,
  withCache,
  type Client,
  type Item,
  type Output,
  type Transport,
} from "@windowpane/core";
import type {
  Connection,
  ConnectionInfo,
  ConnectionScope,
  OpenedConnection,
  Wait,
} from "../model/connection.ts";

/** A connection in use. */
export interface Link {
  readonly client: () => Promise<Client>;
  readonly opened: () => Promise<OpenedConnection>;
  /** A machine's item in the list of a command's invocations, if it did not succeed and was read lately. */
  readonly listed: (CommandId: string, InstanceId: string) => ListedMachine | undefined;
  readonly close: () => void;
}

interface LinkOptions {
  readonly connection: Connection;
  /** Called with what the header shows, as it becomes known. Never after `close`. */
  readonly onConnection: (info: Partial<ConnectionInfo>) => void;
  /** Called every second while a request takes long. */
  readonly onWait: (wait: Wait) => void;
}

/** A machine with the beginning of its output. */
export type ListedMachine = Item<"ListCommandInvocations">;

/** Maximum number of final responses to keep: those of a busy day. */
const maxEntries = 1000;

/** Maximum number of failed machines whose listed output is kept: at most 10 MB. */
const maxListed = 2000;

/** Opens the connection at the first use, and reads the caller's identity beside it. */
export const createLink = ({ connection, onConnection, onWait }: LinkOptions): Link => {
  const abort = new AbortController();
  let opening: Promise<Opened> | undefined;
  const listed = new Map<string, ListedMachine>();
  const tell = (info: Partial<ConnectionInfo>): void => {
    if (!abort.signal.aborted) onConnection(info);
  };

  const identify = async ({ region, identity, scope }: OpenedConnection): Promise<void> => {
    tell({
      ...(region === undefined ? {} : { region }),
      ...(scope === undefined ? {} : { scope: scopeText(scope) }),
      identityNote: undefined,
    });
    if (identity === undefined || scope !== undefined) return;
    tell({ identityNote: "reading the account" });
    try {
      const { Account, Arn } = await identity({ signal: abort.signal });
      tell({ Account, Arn, identityNote: Account === undefined ? "account unknown" : undefined });
    } catch {
      // Reading does not depend on it; `windowpane doctor` says why.
      tell({ identityNote: "account unknown" });
    }
  };

  const keep = (machine: ListedMachine): void => {
    const { CommandId = "", InstanceId = "", Status } = machine;
    const key = `${CommandId} ${InstanceId}`;
    listed.delete(key);
    if (Status === "Success") return;
    listed.set(key, machine);
    if (listed.size <= maxListed) return;
    const [oldest = ""] = listed.keys();
    listed.delete(oldest);
  };

  const open = async (): Promise<Opened> => {
    const connected = await connection.open({
      onWait: (wait) => {
        if (!abort.signal.aborted) onWait(wait);
      },
    });
    void identify(connected);
    const cached = withCache(connected.transport, { maxEntries });
    return { client: createClient(withListed(cached, keep)), connected };
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
    listed: (CommandId, InstanceId) => listed.get(`${CommandId} ${InstanceId}`),
    close: () => abort.abort(new Error("Another account or region is in use now.")),
  };
};

const scopeText = ({ accounts, regions }: ConnectionScope): string =>
  `${counted(accounts, "account")}, ${counted(regions, "region")}`;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Hands on each machine that a list of a command's invocations has with its output. */
const withListed = (transport: Transport, onListed: (machine: ListedMachine) => void): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const response = await transport.send(operation, input, options);
    if (operation !== "ListCommandInvocations") return response;
    for (const machine of itemsOf("ListCommandInvocations", response as Output<"ListCommandInvocations">))
      if (machine.CommandPlugins !== undefined) onListed(machine);
    return response;
  },
});

interface Opened {
  readonly client: Client;
  readonly connected: OpenedConnection;
}
