import { createClient, TransportError, type OperationName, type Transport } from "@windowpane/core";
import { fleetTransport, type FleetMember } from "@windowpane/fleet";
import { sleepOn } from "./timer.ts";
import type { Connection, Opened } from "./connect.ts";
import { isSourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";

/** Opens several accounts and regions as one source: lists are merged, and requests go to the account that owns their ID. */
export const openSeveral = async (
  connections: readonly Connection[],
  { platform }: { readonly platform: Platform },
): Promise<Opened> => {
  const members = distinct(await Promise.all(connections.map((one) => memberOf(one, platform))));
  const fleet = fleetTransport(members, {
    now: () => platform.now().getTime(),
    sleep: sleepOn(platform),
  });
  const count = (values: readonly string[]): number => new Set(values).size;
  return {
    client: createClient(fleet),
    transport: fleet,
    fleet,
    source: {
      transport: fleet,
      permittedBy: "policy",
      scope: {
        accounts: count(members.map(({ Account }) => Account)),
        regions: count(members.map(({ Region }) => Region)),
        locations: members.length,
      },
    },
  };
};

/** Accounts of a fleet are known before they are opened; those of profiles are not. */
const memberOf = async (connection: Connection, { interrupt }: Platform): Promise<FleetMember> => {
  const { origin, role, externalId, profile, region } = connection;
  const member = { role, externalId, transport: openedLater(connection) };
  if (origin !== undefined) {
    const { Account = "", AccountName, Region = "" } = origin;
    return { ...member, Account, name: AccountName, Region };
  }
  const named = { Account: profile ?? "default", name: profile, Region: region ?? "default" };
  try {
    const { source } = await connection.open();
    const identity = await source.identity?.({ signal: interrupt });
    return {
      ...member,
      ...named,
      Account: identity?.Account ?? named.Account,
      Region: source.region ?? named.Region,
    };
  } catch (error) {
    interrupt.throwIfAborted();
    if (isSourceError(error) && error.kind === "usage") throw error;
    // The first request reports why.
    return { ...member, ...named };
  }
};

/** Two profiles can lead to one account, whose items would be listed twice. */
const distinct = (members: readonly FleetMember[]): readonly FleetMember[] =>
  [
    ...new Map(members.toReversed().map((member) => [`${member.Account} ${member.Region}`, member])).values(),
  ].toReversed();

/** Opens the connection with the first request, and again after a failure. */
const openedLater = (connection: Connection): Transport => {
  let opening: Promise<Opened> | undefined;
  return {
    name: "aws",
    async send(operation, input, options) {
      opening ??= connection.open();
      let opened: Opened;
      try {
        opened = await opening;
      } catch (error) {
        opening = undefined;
        throw asTransportError(operation, error);
      }
      return opened.transport.send(operation, input, options);
    },
  };
};

const asTransportError = (operation: OperationName, error: unknown): unknown =>
  isSourceError(error)
    ? new TransportError(operation, `${error.message} ${error.advice}`, {
        meaning: "unsent",
        retryable: false,
      })
    : error;
