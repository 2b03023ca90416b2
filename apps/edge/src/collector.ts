/** Collects an account and region into the archive, in parts that fit into one invocation. */
import { collectStep, type Archive, type CollectOptions } from "@windowpane/archive";
import type { Transport } from "@windowpane/core";
import type { PreparedMessages } from "@windowpane/messages";
import type { FleetBindings } from "./fleet-bindings.ts";
import type { LocationKey } from "./objects.ts";
import type { Platform } from "./platform.ts";

/** Options of `createCollector`. */
export interface CollectorOptions {
  readonly location: LocationKey;
  /** Paced and with retries. */
  readonly transport: Transport;
  readonly archive: Archive;
  /** Returns what is stored with runs. Undefined: no messages. */
  readonly prepareMessages: () => Promise<PreparedMessages | undefined>;
  readonly queue: FleetBindings["COLLECT"];
  /** Maximum number of requests to AWS in one part. */
  readonly maxRequests: number;
  /** Whether to store sensitive members. Default: false. */
  readonly includeSensitive?: boolean | undefined;
  /** Describes why the windows cannot be listed. */
  readonly describe: CollectOptions["describe"];
}

/** A message of the queue to collect. */
interface CollectMessage {
  /** Whether it continues a collection that had more to do. */
  readonly continues?: boolean | undefined;
}

/**
 * Creates the task that collects. At most one part runs at a time, and at most one message waits to continue, however many triggers
 * arrive: messages of a queue can be doubled.
 */
export const createCollector = (
  {
    location,
    transport,
    archive,
    prepareMessages,
    queue,
    maxRequests,
    includeSensitive,
    describe,
  }: CollectorOptions,
  { randomUUID, now }: Pick<Platform, "randomUUID" | "now">,
) => {
  /** Starts the names of all collectors of this location. There is one object for it, so all others have ended. */
  const prefix = `edge ${location.Account} ${location.Region} `;
  let running: string | undefined;
  let isTriggered = false;
  /** Until when a message to continue waits in the queue. Such a message can be lost. */
  let continuing = 0;

  const collectPart = async (): Promise<object> => {
    const owner = `${prefix}${randomUUID()}`;
    running = owner;
    try {
      const messages = await prepareMessages();
      const { more, stored, requests, missedStarts, held, problems } = await collectStep(
        { ...location, transport },
        archive,
        {
          owner,
          hasEnded: (other) => other.startsWith(prefix) && other !== running,
          maxRequests,
          maxTime: MAX_TIME,
          includeSensitive,
          describe,
          messages: messages?.messages,
          missedMessages: messages?.missedMessages,
        },
      );
      if ((more || isTriggered) && now().getTime() >= continuing) {
        continuing = now().getTime() + CONTINUES_WITHIN;
        await queue.send({ task: "collect", ...location, continues: true });
      }
      if (messages !== undefined && stored + missedStarts.length > 0) await queue.send({ task: "deliver" });
      return { stored, requests, more, problems: problems.length, held: held !== undefined };
    } finally {
      running = undefined;
      isTriggered = false;
    }
  };

  return async (input: unknown): Promise<object> => {
    // The Worker's own objects send valid messages.
    if ((input as CollectMessage).continues === true) continuing = 0;
    if (running === undefined) return collectPart();
    // The part that runs may have passed what the trigger is about.
    isTriggered = true;
    return { held: true };
  };
};

/** Milliseconds after which a part sends nothing more. A consumer of a queue has 15 minutes. */
const MAX_TIME = 300_000;

/** Milliseconds within which a queue delivers a message, unless it is lost. */
const CONTINUES_WITHIN = 120_000;
