/** The messages of a fleet: stored with the runs by the objects of locations, sent by the fleet's object. */
import { messageLink } from "@windowpane/explorer";
import type { FleetConfig } from "@windowpane/fleet";
import { deliver, prepareMessages, type Delivery, type PreparedMessages } from "@windowpane/messages";
import type { Archive } from "@windowpane/archive";
import type { Env } from "./env.ts";
import type { Platform } from "./platform.ts";

/** Prepares the messages of a configuration. Secrets are variables and secrets of the Worker. Undefined: it has no messages. */
export const fleetMessages = async (
  config: Pick<FleetConfig, "messages" | "accounts">,
  env: Env,
  { now }: Pick<Platform, "now">,
): Promise<PreparedMessages | undefined> => {
  const variable = (name: string): string | undefined => {
    const value: unknown = Reflect.get(env, name);
    return typeof value === "string" ? value : undefined;
  };
  return prepareMessages(config, { secrets: { variable }, now, linkTo: messageLink });
};

/** Sends what is due, and logs what could not be sent. The errors have no secrets. */
export const deliverMessages = async (
  { destinations, unusable, link }: PreparedMessages,
  { sql }: Archive,
  { fetch, now, random, sleep, log }: Platform,
): Promise<Delivery> => {
  const delivery = await deliver({
    sql,
    destinations,
    unusable,
    link,
    // A Worker cannot reach private networks, and `deliver` has checked the URL.
    fetch: ({ href }, { privateAddress: _, ...request }) => fetch(href, request),
    now,
    random,
    sleep: (milliseconds) => sleep(milliseconds, new AbortController().signal),
  });
  if (delivery.errors.length > 0) {
    const entry = { time: now().toISOString(), level: "error", task: "deliver", ...delivery } as const;
    log(entry);
  }
  return delivery;
};
