/** Sends the messages of a fleet, in parts that fit into one invocation. */
import type { Archive } from "@windowpane/archive";
import { deliver, type Delivery, type PreparedMessages } from "@windowpane/messages";
import type { FleetBindings } from "./fleet-bindings.ts";
import type { Platform } from "./platform.ts";

/** Options of `createDeliverer`. */
export interface DelivererOptions {
  readonly archive: Archive;
  /** Returns where messages go. Undefined: no messages. */
  readonly prepareMessages: () => Promise<PreparedMessages | undefined>;
  readonly queue: FleetBindings["COLLECT"];
}

/**
 * Creates the task that sends what is due. Each destination has one sender at a time, because many collections end at the same time,
 * and senders at the same time would exceed the rate of a chat. What is due afterwards is sent in another invocation.
 */
export const createDeliverer = (
  { archive: { sql }, prepareMessages, queue }: DelivererOptions,
  { fetch, now, random, sleep, log }: Platform,
) => {
  /** Whether a trigger has come since, by the name of each destination that messages are sent to. */
  const running = new Map<string, boolean>();

  const deliverTo = async (
    name: string,
    { destinations, unusable, rules, link }: PreparedMessages,
  ): Promise<Delivery | undefined> => {
    if (running.has(name)) {
      // The sender may have passed the message that the trigger is about.
      running.set(name, true);
      return undefined;
    }
    running.set(name, false);
    let isMore = false;
    try {
      const delivery = await deliver({
        sql,
        destinations,
        unusable,
        only: name,
        link,
        limit: Math.max(1, Math.floor(MAX_MESSAGES / rules.length)),
        // A Worker cannot reach private networks, and `deliver` has checked the URL.
        fetch: ({ href }, { privateAddress: _, ...request }) => fetch(href, request),
        now,
        random,
        sleep: (milliseconds) => sleep(milliseconds, new AbortController().signal),
      });
      // The errors have no secrets.
      const entry = { time: now().toISOString(), level: "error", task: "deliver", ...delivery } as const;
      if (delivery.errors.length > 0) log(entry);
      const { sent, next } = delivery;
      isMore = sent > 0 && next !== undefined && next.getTime() <= now().getTime();
      return delivery;
    } finally {
      const isTriggered = running.get(name) === true;
      running.delete(name);
      if (isMore || isTriggered) await queue.send({ task: "deliver" });
    }
  };

  return async (): Promise<object> => {
    const prepared = await prepareMessages();
    if (prepared === undefined) return {};
    const results = await Promise.all(prepared.rules.map(({ name }) => deliverTo(name, prepared)));
    const delivered = results.filter((one) => one !== undefined);
    return {
      sent: delivered.reduce((sum, { sent }) => sum + sent, 0),
      held: results.length - delivered.length,
    };
  };
};

/** Maximum messages of a part: each takes two or three of the 1,000 queries to D1 of an invocation. */
const MAX_MESSAGES = 300;
