/** The messages of a fleet: stored with the runs by the objects of locations (collector.ts), sent by the fleet's object (deliverer.ts). */
import { messageLink } from "@windowpane/explorer";
import type { FleetConfig } from "@windowpane/fleet";
import { prepareMessages, type PreparedMessages } from "@windowpane/messages";
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
