/** The messages of a fleet: stored with the runs by the objects of locations, sent by the fleet's object. */
import { messageLink } from "@windowpane/explorer";
import { SecretError, type FleetConfig } from "@windowpane/fleet";
import { EnvironmentError } from "@windowpane/http-api";
import {
  countMessages,
  deliver,
  prepareMessages,
  undeliveredMessages,
  type Delivery,
  type PreparedMessages,
} from "@windowpane/messages";
import type { Archive, ArchiveHistoryOptions } from "@windowpane/archive";
import type { Env } from "./env.ts";
import type { Platform } from "./platform.ts";

/**
 * Prepares the messages of a configuration. Secrets are variables and secrets of the Worker. Undefined: it has no messages.
 *
 * @throws EnvironmentError if a secret is missing or a destination cannot be used.
 */
export const fleetMessages = async (
  config: Pick<FleetConfig, "messages" | "accounts">,
  env: Env,
  { now }: Pick<Platform, "now">,
): Promise<PreparedMessages | undefined> => {
  const variable = (name: string): string | undefined => {
    const value: unknown = Reflect.get(env, name);
    return typeof value === "string" ? value : undefined;
  };
  try {
    return await prepareMessages(config, { secrets: { variable }, now, linkTo: messageLink });
  } catch (error) {
    if (!(error instanceof SecretError)) throw error;
    throw new EnvironmentError(error.message, "Messages and collections wait until then.");
  }
};

/** Lists what was not delivered, for the API. */
export const messageHistory = ({ sql }: Archive): ArchiveHistoryOptions => ({
  messages: (query) => undeliveredMessages(sql, query),
  countDeadMessages: async () =>
    (await countMessages(sql)).reduce((sum, { state, count }) => (state === "dead" ? sum + count : sum), 0),
});

/** Sends what is due. */
export const deliverMessages = async (
  { destinations, link }: PreparedMessages,
  { sql }: Archive,
  { fetch, now, random, sleep }: Platform,
): Promise<Delivery> =>
  deliver({
    sql,
    destinations,
    link,
    // A Worker cannot reach private networks, and `deliver` has checked the URL.
    fetch: ({ href }, { privateAddress: _, ...request }) => fetch(href, request),
    now,
    random,
    sleep: (milliseconds) => sleep(milliseconds, new AbortController().signal),
  });
