/** Sends what is due in the outbox. */
import type { Sql } from "@windowpane/archive";
import { plural } from "@windowpane/report";
import { digestDataOf } from "../compose/digest-data.ts";
import type { MessageContent } from "../model/content.ts";
import type { Destination, DestinationType, UnusableDestination } from "../model/destination.ts";
import { contentsOfDigest, countDue, gatherDigest } from "../outbox/digest.ts";
import { buryUnknown, deleteEnded, noteWaiting } from "../outbox/list.ts";
import { leaseNext, markFailed, markSent, nextDue, postpone, type LeasedMessage } from "../outbox/outbox.ts";
import { send, type MessageFetch } from "./send.ts";
import type { Outcome } from "./outcome.ts";

/** Options of `deliver`. */
export interface DeliverOptions {
  /** The archive's database. */
  readonly sql: Sql;
  /** The destinations of the configuration that can be used. */
  readonly destinations: readonly Destination[];
  /** The others: their messages wait, and each is an error of the result. Default: none. */
  readonly unusable?: readonly UnusableDestination[] | undefined;
  /** Name of the only destination to send to. Default: all. */
  readonly only?: string | undefined;
  /** Sends a request. On Node, pass `guardedFetch()` of `@windowpane/messages/node`. */
  readonly fetch: MessageFetch;
  /** Returns the current time. */
  readonly now: () => Date;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
  /** Waits for milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** URL of the page, for digests. Default: none. */
  readonly link?: string | undefined;
  /** Maximum messages to each destination in this call. Default: no limit. */
  readonly limit?: number | undefined;
  /** Stops before the next message. */
  readonly signal?: AbortSignal | undefined;
}

/** What `deliver` did. */
export interface Delivery {
  /** Number of messages that were sent. */
  readonly sent: number;
  /** Messages that could not be sent and are sent again later. */
  readonly failed: number;
  /** New dead letters. */
  readonly dead: number;
  /** Due messages to destinations that cannot be used. */
  readonly waiting: number;
  /** Errors without secrets, one for each failed attempt and each destination that cannot be used. */
  readonly errors: readonly string[];
  /** When something is due next. Undefined: nothing is pending. */
  readonly next: Date | undefined;
}

/** Length of a lease, in milliseconds: longer than a request. */
const LEASE = 120_000;
/** Number of due messages above which a chat gets one digest. */
const STORM = 10;
/** Number of attempts in a row without an answer, or with a passing error, after which a destination waits for the next call. */
const FAILURES = 3;
/** Number of failed attempts after which a message is a dead letter. With the delays below, about 22 hours. */
const ATTEMPTS = 15;
/** First and longest delay between attempts, in milliseconds. */
const FIRST_DELAY = 10_000;
const LONGEST_DELAY = 3 * 3_600_000;
/** Longest delay before another attempt that this call waits for, in milliseconds. Longer ones are for the next call. */
const WAITED = 30_000;
/** Longest delay that a receiver can ask for, in milliseconds. */
const LONGEST_ASKED = 24 * 3_600_000;
/** Time for which sent messages and dead letters are kept, in milliseconds: longer than runs are announced. */
const KEPT = 60 * 86_400_000;
/** Time after which messages to a destination that is not configured become dead letters, in milliseconds. */
const UNKNOWN = 86_400_000;

/** Minimum time between two messages, in milliseconds. Slack takes one a second for each webhook, Teams four. */
const intervals: Readonly<Record<DestinationType, number>> = { slack: 1000, teams: 250, webhook: 0 };

/**
 * Sends what is due, each destination in its order and all destinations at once. Messages are not lost if it stops at any point; the
 * message that was being sent can arrive twice, with the same `webhook-id`. Several senders can run at once.
 */
export const deliver = async (options: DeliverOptions): Promise<Delivery> => {
  const { sql, destinations, unusable = [], only, now } = options;
  const started = now().getTime();
  const known = [...destinations, ...unusable].map(({ name }) => name);
  await buryUnknown(sql, known, { now: started, before: started - UNKNOWN });
  await deleteEnded(sql, started - KEPT);
  const isChosen = ({ name }: { readonly name: string }): boolean => only === undefined || name === only;
  const held = await holdUnusable(sql, unusable.filter(isChosen), started);
  const chosen = destinations.filter(isChosen);
  const results = await Promise.allSettled(chosen.map((destination) => deliverTo(destination, options)));
  const parts = results.map((part) => {
    if (part.status === "rejected") throw part.reason;
    return part.value;
  });
  const next = await nextDue(
    sql,
    chosen.map(({ name }) => name),
  );
  const sum = (count: (part: Tally) => number): number =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    sent: sum(({ sent }) => sent),
    failed: sum(({ failed }) => failed.size),
    dead: sum(({ dead }) => dead),
    waiting: held.reduce((total, { waiting }) => total + waiting, 0),
    errors: [...held.map(({ error }) => error), ...parts.flatMap(({ errors }) => errors)],
    next: next === undefined ? undefined : new Date(next),
  };
};

/** Notes with the due messages of destinations that cannot be used why they wait. */
const holdUnusable = async (
  sql: Sql,
  unusable: readonly UnusableDestination[],
  now: number,
): Promise<readonly { readonly waiting: number; readonly error: string }[]> => {
  const held = [];
  for (const { name: destination, error } of unusable) {
    const waiting = await noteWaiting(sql, { destination, error, now });
    const words = `${plural(waiting, "message")} ${waiting === 1 ? "waits" : "wait"} for it.`;
    held.push({ waiting, error: waiting === 0 ? error : `${error} ${words}` });
  }
  return held;
};

interface Tally {
  sent: number;
  dead: number;
  /** IDs of messages that are sent again later. */
  readonly failed: Set<string>;
  readonly errors: string[];
}

const deliverTo = async (destination: Destination, options: DeliverOptions): Promise<Tally> => {
  const { sql, now, sleep, limit = Infinity, signal } = options;
  const tally: Tally = { sent: 0, dead: 0, failed: new Set(), errors: [] };
  await formDigests(destination, options);
  const interval = intervals[destination.type];
  let failures = 0;
  // When the first of the messages that failed in this call is due again.
  let retryAt = Infinity;
  for (let count = 0; count < limit && failures < FAILURES; count += 1) {
    if (signal?.aborted === true) break;
    if (count > 0 && interval > 0) await sleep(interval);
    const at = now().getTime();
    const token = randomText(options.random);
    const message = await leaseNext(sql, destination.name, { token, now: at, until: at + LEASE });
    if (message === undefined) {
      const wait = retryAt - at;
      if (wait > WAITED) break;
      retryAt = Infinity;
      await sleep(Math.max(0, wait));
      continue;
    }
    const outcome = await attempt(destination, message, options);
    if (outcome.result === "sent") {
      await markSent(sql, message.id, outcome.status, now().getTime());
      failures = 0;
      tally.sent += 1;
      tally.failed.delete(message.id);
      continue;
    }
    // An error of this message or its URL says nothing about the next one.
    failures = outcome.result === "retry" ? failures + 1 : failures;
    const due = await noteFailure(destination, message, { outcome, token }, options);
    tally.errors.push(outcome.error);
    if (due === undefined) {
      tally.dead += 1;
      tally.failed.delete(message.id);
    } else {
      tally.failed.add(message.id);
      retryAt = Math.min(retryAt, due);
    }
    const { retryAfter = 0 } = outcome;
    if (retryAfter > WAITED) break;
    if (retryAfter > 0) await sleep(Math.ceil(retryAfter));
  }
  return tally;
};

/** Makes a digest of what waits for its time, and of too many messages to a chat. */
const formDigests = async (destination: Destination, options: DeliverOptions): Promise<void> => {
  const { sql, now, random } = options;
  const at = now().getTime();
  const { name, type } = destination;
  const day = new Date(at).toISOString().slice(0, 10);
  const gather = (because: "schedule" | "storm"): Promise<void> =>
    gatherDigest(sql, {
      destination: name,
      id: `msg_digest_${name}_${day}_${randomText(random)}`,
      title: `Digest of ${day}`,
      now: at,
      because,
    });
  // A digest has a largest size.
  for (;;) {
    const { gathered, single } = await countDue(sql, name, at);
    if (gathered > 0) await gather("schedule");
    else if (type !== "webhook" && single > STORM) await gather("storm");
    else break;
  }
};

/** Sends a leased message. A digest gets its contents now, because its messages are fixed since it was made. */
const attempt = async (
  destination: Destination,
  { id, content }: LeasedMessage,
  { sql, fetch, now, signal, link }: DeliverOptions,
): Promise<Outcome> => {
  const whole: MessageContent =
    content.type === "runs.digest"
      ? {
          ...content,
          data: digestDataOf(content.data.because, await contentsOfDigest(sql, id), link),
        }
      : content;
  return send({ destination, id, content: whole, fetch, now, signal });
};

/** Stores a failed attempt. Returns when the next one is due; undefined: the message is a dead letter. */
const noteFailure = async (
  { name }: Destination,
  { id, attempts }: LeasedMessage,
  { outcome, token }: { readonly outcome: Exclude<Outcome, { result: "sent" }>; readonly token: string },
  { sql, now, random }: DeliverOptions,
): Promise<number | undefined> => {
  const at = now().getTime();
  const { status, error, mayHaveArrived, retryAfter } = outcome;
  const isLast = outcome.result === "refused" || attempts + 1 >= ATTEMPTS;
  const asked = Math.ceil(Math.min(retryAfter ?? 0, LONGEST_ASKED));
  const due = isLast ? undefined : at + Math.max(delayAfter(attempts, random()), asked);
  await markFailed(sql, { id, token, status, error, mayHaveArrived, now: at, due });
  // The delay applies to the destination, not only to this message.
  if (asked > 0) await postpone(sql, name, at + asked);
  return due;
};

/** Delay after a failed attempt: doubles each time, less up to half of it, so that messages do not return at once. */
const delayAfter = (attempts: number, random: number): number =>
  Math.round(Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempts) * (1 - random / 2));

/** 16 random letters and digits. */
const randomText = (random: () => number): string =>
  Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join("");
