/** A message in the outbox. */
import type { MessageContent } from "./content.ts";

/** Kinds of messages. There is at most one message of each kind for a run and a destination. */
export type MessageKind = "run" | "missed" | "digest" | "test";

/** States of messages. `dead`: not sent, and not sent again until a person asks for it. */
export type MessageState = "pending" | "sent" | "dead";

/** A new message. Times are milliseconds since the epoch. */
export interface NewMessage {
  /** The key, and the `webhook-id` that the receiver sees. The same for the same run, destination and kind. */
  readonly id: string;
  /** Name of the destination. */
  readonly destination: string;
  readonly kind: MessageKind;
  /** Account ID. Absent: not known, or several. */
  readonly account?: string | undefined;
  /** AWS region. Absent: not known, or several. */
  readonly region?: string | undefined;
  /** The execution of a run, the window of a missed run. */
  readonly subject?: string | undefined;
  /** One line for lists: `FAILED: linux-patch-nightly`. */
  readonly title: string;
  /** What it says. */
  readonly content: MessageContent;
  /** When it was made. */
  readonly created: number;
  /** It is not sent before. */
  readonly due: number;
  /** Whether it becomes part of a digest. */
  readonly gather: boolean;
}

/** A message with its state, without its content. */
export interface OutboxMessage extends Omit<NewMessage, "content"> {
  /** Whether it waits, was sent, or is a dead letter. */
  readonly state: MessageState;
  /** The digest that it is part of. */
  readonly digest?: string | undefined;
  /** Number of failed attempts. */
  readonly failedAttempts: number;
  /** HTTP status of the last response. */
  readonly status?: number | undefined;
  /** Why the last attempt failed. */
  readonly error?: string | undefined;
  /** When it was sent or became a dead letter. */
  readonly ended?: number | undefined;
}
