/** The queue and the clock of a fleet: which object does what. */
import { loggedError } from "@windowpane/http-api";
import type { FleetBindings, QueueTask } from "./fleet-bindings.ts";
import { FLEET_NAME, nameOfLocation, objectIn, runTask } from "./objects.ts";
import type { Platform } from "./platform.ts";

/** A batch of messages of a queue. */
export interface QueueBatch {
  readonly messages: readonly QueueMessage[];
}

/** A message of a queue. */
interface QueueMessage {
  /** Sent by this Worker. */
  readonly body: QueueTask;
  /** Number of deliveries, from 1. */
  readonly attempts: number;
  ack(): void;
  retry(options: { readonly delaySeconds: number }): void;
}

/** Fills the queue: one message for each account and region. */
export const tick = async ({ FLEET }: FleetBindings): Promise<void> => {
  await runTask(objectIn(FLEET, FLEET_NAME), "tick");
};

/**
 * Does the work of a batch. A message that fails is delivered again later. Every task can be done twice or not at all: a doubled
 * collection finds nothing new, and the next one finds what a lost one has missed.
 */
export const handleBatch = async (
  { messages }: QueueBatch,
  env: FleetBindings,
  { log, now }: Pick<Platform, "log" | "now">,
): Promise<void> => {
  await Promise.all(
    messages.map(async (message) => {
      const { body, attempts } = message;
      try {
        await runTask(objectOf(body, env), body.task, body);
        message.ack();
      } catch (error) {
        const entry = {
          time: now().toISOString(),
          level: "error",
          task: body.task,
          attempts,
          error: loggedError(error),
        } as const;
        log(entry);
        message.retry({ delaySeconds: Math.min(MAX_DELAY, FIRST_DELAY * 2 ** (attempts - 1)) });
      }
    }),
  );
};

/** Seconds between two deliveries. */
const FIRST_DELAY = 60;
const MAX_DELAY = 900;

const objectOf = (body: QueueTask, { ACCOUNTS, FLEET }: FleetBindings) =>
  body.task === "collect" ? objectIn(ACCOUNTS, nameOfLocation(body)) : objectIn(FLEET, FLEET_NAME);
