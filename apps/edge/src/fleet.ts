/** The object of a whole fleet. It reads all accounts and regions through their objects, and decides what is collected. */
import {
  archiveHistory,
  configureLocations,
  recordUnread,
  tidyArchive,
  withArchive,
} from "@windowpane/archive";
import {
  createSessions,
  fleetTransport,
  OrganizationError,
  firstRegionOf,
  noAccountsAdvice,
  resolveFleet,
  type FleetConfig,
  type FleetLocation,
  type ResolvedFleet,
} from "@windowpane/fleet";
import { createAccountApp, EnvironmentError, loggedError, type StartCollection } from "@windowpane/http-api";
import { isWindowpaneError } from "@windowpane/core";
import { messageHistory } from "@windowpane/messages";
import type { ObjectOptions } from "./account.ts";
import { createDeliverer } from "./deliverer.ts";
import { createDirectory } from "./directory.ts";
import { createDocumentStorage } from "./documents.ts";
import { readEnv, type Env, type FleetSource } from "./env.ts";
import { fleetBindings, type FleetBindings, type QueueTask } from "./fleet-bindings.ts";
import { openFleetArchive } from "./fleet-archive.ts";
import { readFleet } from "./fleet-config.ts";
import { fleetMessages } from "./fleet-messages.ts";
import { nameOfLocation, withTasks, type LocationKey } from "./objects.ts";
import { memberOf, unreadMember } from "./members.ts";
import type { Platform } from "./platform.ts";
import type { Handler } from "./refuse.ts";
import { sleepOf } from "./source.ts";

/**
 * Creates the handler of the fleet's object.
 *
 * @throws EnvironmentError if the environment is invalid; the front has refused all requests then.
 */
export const createFleet = async (
  anyEnv: Env,
  platform: Platform,
  { sql, edition, restart }: ObjectOptions,
): Promise<Handler> => {
  const env = fleetBindings(anyEnv);
  const { source, app } = readEnv(env, platform.now);
  if (source.kind !== "fleet") throw new Error("The object of a fleet needs WINDOWPANE_FLEET.");
  const config = await readFleet(source, env);
  const directory = createDirectory({
    sql,
    edition: await digestOf(config),
    now: platform.now,
    resolve: () => resolve(config, source, platform),
  });
  const { locations, unread, find } = await directory.current();
  const members = [
    ...locations.map((location) => memberOf(location, env, platform)),
    ...unread.map(unreadMember),
  ];
  if (members.length === 0) {
    const { reason, remedy } = noAccountsAdvice(config);
    throw new EnvironmentError(reason, remedy);
  }
  const archive = await openFleetArchive(env, platform);
  const { open, limits, limitName } = app;
  const { now, randomUUID, sleep, log } = platform;
  const live = fleetTransport(members, { now: () => now().getTime(), sleep: sleepOf(platform) });
  const { fetch } = createAccountApp({
    transport: withArchive(live, archive, { memory: ARCHIVE_MEMORY }),
    fleet: {
      members: live.members,
      only: (selection) =>
        withArchive(live.only(selection), archive, { ...selection, memory: ARCHIVE_MEMORY / 16 }),
    },
    history: archiveHistory(archive, config.messages === undefined ? {} : messageHistory(archive.sql)),
    documents: { storage: createDocumentStorage(sql, edition), edition },
    collect: startCollection(env, platform, find),
    ...{ open, limits, limitName, now, randomUUID, sleep, log },
  });
  /** Tells the archive which accounts there are, and which of them cannot be collected. */
  const configure = async (): Promise<void> => {
    // Without the organization's list, accounts that are not listed can still be in it.
    const whole = unread.every(({ Account }) => Account !== ORGANIZATION);
    await configureLocations(archive, {
      fleet: "WINDOWPANE_FLEET",
      locations: [...locations, ...unread],
      whole,
    });
    for (const location of unread) await recordUnread(archive, location);
  };
  const tick = async (): Promise<object> => {
    try {
      if (await directory.refresh()) restart();
      else await configure();
    } catch (error) {
      // The accounts that are known are collected in any case.
      const entry = {
        time: now().toISOString(),
        level: "error",
        task: "refresh",
        error: loggedError(error),
      } as const;
      log(entry);
    }
    const tasks: QueueTask[] = [
      ...locations.map(({ Account, Region }) => ({ task: "collect", Account, Region }) as const),
      { task: "deliver" },
      { task: "retain" },
    ];
    for (let start = 0; start < tasks.length; start += BATCH) {
      await env.COLLECT.sendBatch(tasks.slice(start, start + BATCH).map((body) => ({ body })));
    }
    return { locations: locations.length };
  };
  return withTasks(
    (request) => fetch(request),
    {
      tick,
      // The Worker's own objects send valid keys.
      location: async (key) => find(key as LocationKey) ?? null,
      deliver: createDeliverer(
        { archive, prepareMessages: () => fleetMessages(config, env, platform), queue: env.COLLECT },
        platform,
      ),
      retain: () => tidyArchive(archive, { keepDays: config.archive?.keepDays, maxSteps: STEPS }),
    },
    platform,
  );
};

/** Maximum number of steps that delete runs in one invocation. */
const STEPS = 10;

/** Memory for documents of the archive in bytes, because an object has 128 MB. */
const ARCHIVE_MEMORY = 16_777_216;

/** Maximum number of messages that a queue takes at once. */
const BATCH = 100;

/** Lists the accounts and regions. An organization that cannot be listed is a location that cannot be read. */
const resolve = async (
  config: FleetConfig,
  source: FleetSource,
  platform: Platform,
): Promise<ResolvedFleet> => {
  const sessions = createSessions({
    source: async () => source.credentials,
    region: source.region ?? firstRegionOf(config) ?? "us-east-1",
    now: () => platform.now().getTime(),
    sts: { endpoint: source.endpoint },
    sessionMinutes: config.sessionMinutes,
  });
  const services = { organizations: { endpoint: source.endpoint }, account: { endpoint: source.endpoint } };
  try {
    return await resolveFleet(config, { sessions, ...services });
  } catch (error) {
    if (!(error instanceof OrganizationError) || !isWindowpaneError(error.cause)) throw error;
    const { organization: _, ...listed } = config;
    const { locations, unread } = await resolveFleet(listed, { sessions, ...services });
    const { message: reason, advice: remedy, cause } = error;
    const own = { Account: ORGANIZATION, Region: "all", error: cause, reason, remedy };
    return { locations, unread: [...unread, own] };
  }
};

/** As the account of an organization that cannot be listed. */
const ORGANIZATION = "organization";

/** Milliseconds between a trigger and its collection. Systems Manager sends many events at the end of an execution. */
const TRIGGER_DELAY = 15_000;

const startCollection = (
  { COLLECT }: Pick<FleetBindings, "COLLECT">,
  { now }: Pick<Platform, "now">,
  find: (key: LocationKey) => FleetLocation | undefined,
): StartCollection => {
  /** Until when a collection waits in the queue, by location. */
  const waiting = new Map<string, number>();
  return async (request) => {
    if (find(request) === undefined) return "unknown";
    const name = nameOfLocation(request);
    const at = now().getTime();
    if ((waiting.get(name) ?? 0) > at) return "waiting";
    waiting.set(name, at + TRIGGER_DELAY);
    try {
      await COLLECT.send({ task: "collect", ...request }, { delaySeconds: TRIGGER_DELAY / 1000 });
    } catch (error) {
      waiting.delete(name);
      throw error;
    }
    return "queued";
  };
};

/** Identifies a configuration. It can contain secrets, so only a digest is stored. */
const digestOf = async (config: FleetConfig): Promise<string> => {
  const bytes = new TextEncoder().encode(JSON.stringify(config));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
