/** An account and region of a fleet as its object reads it: with the role's session, which is only in memory. */
import { isWindowpaneError, UnreadLocationsError, type Transport } from "@windowpane/core";
import {
  createSessions,
  locationAdvice,
  unreadAt,
  withSession,
  type FleetConfig,
  type FleetLocation,
} from "@windowpane/fleet";
import { createAccountApp, type Account } from "@windowpane/http-api";
import type { ObjectOptions } from "./account.ts";
import { createCollector } from "./collector.ts";
import { createDocumentStorage } from "./documents.ts";
import { readEnv, type Env, type FleetSource } from "./env.ts";
import { fleetBindings } from "./fleet-bindings.ts";
import { openFleetArchive } from "./fleet-archive.ts";
import { readFleet } from "./fleet-config.ts";
import { fleetMessages } from "./fleet-messages.ts";
import { readCollectionLimit } from "./limits.ts";
import { FLEET_NAME, locationOfName, objectIn, runTask, withTasks } from "./objects.ts";
import type { Platform } from "./platform.ts";
import type { Handler } from "./refuse.ts";
import { forCollections, forViewers, pacedSource, retried } from "./source.ts";

/** Creates the handler of the object of an account and region of a fleet. */
export const createLocation = async (
  anyEnv: Env,
  platform: Platform,
  { name, sql, edition, restart }: ObjectOptions,
): Promise<Handler> => {
  const env = fleetBindings(anyEnv);
  const { source, app } = readEnv(env, platform.now);
  if (source.kind !== "fleet") throw new Error("The object of a location needs WINDOWPANE_FLEET.");
  const fleet = objectIn(env.FLEET, FLEET_NAME);
  const location = await locate(name, fleet);
  if (location === undefined) {
    // The fleet can have it later. Its reader responds to clients.
    restart();
    return withTasks(
      (request) => fleet.fetch(request),
      { collect: async () => ({ known: false }) },
      platform,
    );
  }
  const config = await readFleet(source, env);
  const transports = await openLocation({ location, source, config }, platform);
  const { open, limits, limitName } = app;
  const { now, randomUUID, sleep, log } = platform;
  const { fetch } = createAccountApp({
    transport: transports.viewers,
    // An object may wait for a request after the one that caused it.
    confirmEnds: true,
    documents: { storage: createDocumentStorage(sql, edition), edition },
    ...{ open, limits, limitName, now, randomUUID, sleep },
    // The fleet's reader logs the requests of clients. A list over the fleet is a request to each location.
    log: (entry) => {
      if (entry.level === "error") log(entry);
    },
  });
  const { Account, Region } = location;
  const collect = createCollector(
    {
      location: { Account, Region },
      transport: transports.collections,
      archive: await openFleetArchive(env, platform),
      prepareMessages: () =>
        fleetMessages({ ...config, accounts: [{ id: Account, name: location.name }] }, env, platform),
      queue: env.COLLECT,
      maxRequests: readCollectionLimit(env),
      includeSensitive: config.archive?.sensitive,
      describe: async (error) => ({ AccountName: location.name, ...locationAdvice(error, location) }),
    },
    platform,
  );
  return withTasks((request) => fetch(request), { collect }, platform);
};

/** Asks the fleet how an account and region is read. */
const locate = async (name: string, fleet: Account): Promise<FleetLocation | undefined> => {
  const key = locationOfName(name);
  // The task's result.
  return key === undefined
    ? undefined
    : (((await runTask(fleet, "location", key)) as FleetLocation | null) ?? undefined);
};

interface SourceOptions {
  readonly location: FleetLocation;
  readonly source: FleetSource;
  readonly config: Pick<FleetConfig, "sessionMinutes" | "requestsPerSecond">;
}

/** Transports of an account and region, which share its rate and its session. */
interface LocationTransports {
  /** For clients that wait. */
  readonly viewers: Transport;
  /** For collections. */
  readonly collections: Transport;
}

/** Opens an account and region. The role is assumed at the first request. */
const openLocation = async (
  { location, source, config }: SourceOptions,
  platform: Platform,
): Promise<LocationTransports> => {
  const { Region } = location;
  const sessions = createSessions({
    source: async () => source.credentials,
    region: source.region ?? Region,
    now: () => platform.now().getTime(),
    sts: { endpoint: source.endpoint },
    sessionMinutes: config.sessionMinutes,
  });
  const sent = await pacedSource(
    {
      region: Region,
      credentials: sessions.provider(location),
      endpoint: source.endpoint,
      rate: config.requestsPerSecond,
    },
    platform,
  );
  const paced = withSession(sent, sessions, location);
  return {
    viewers: withLocation(retried(paced, forViewers, platform), location),
    collections: retried(paced, forCollections, platform),
  };
};

/** Names the location in errors of its session, because they are not errors of the operation. */
const withLocation = (transport: Transport, location: FleetLocation): Transport => ({
  name: transport.name,
  send: async (operation, input, options) => {
    try {
      return await transport.send(operation, input, options);
    } catch (error) {
      if (!isWindowpaneError(error) || !("operation" in error) || error.operation === operation) throw error;
      throw new UnreadLocationsError(operation, [unreadAt(location, error)]);
    }
  },
});
