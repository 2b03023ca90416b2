/** Destinations of messages: their configuration, and with their URL and secrets. */

/** The form of messages that a destination takes. */
export type DestinationType = "slack" | "teams" | "webhook";

/** When a destination gets messages. */
export type MessageTime = "failed" | "always" | "digest";

/** Which messages a destination gets. Its name never changes: it is part of the key of each message. */
export interface DestinationRules {
  /** Letters, digits, `-` and `_`. Unique. */
  readonly name: string;
  /** Kind of destination. */
  readonly type: DestinationType;
  /**
   * - `failed` (default): runs that did not pass.
   * - `always`: all runs.
   * - `digest`: all runs, in one message a day at `digestAt`.
   */
  readonly when?: MessageTime | undefined;
  /** Time of the digest, as `HH:MM`. Default: `07:00`. */
  readonly digestAt?: string | undefined;
  /** Time zone of `digestAt`, by its IANA name. Default: `UTC`. */
  readonly timeZone?: string | undefined;
  /** Accounts whose runs are sent, as 12 digits. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Regions whose runs are sent. Default: all. */
  readonly regions?: readonly string[] | undefined;
  /** IDs or names of windows whose runs are sent; `*` in a name stands for any characters. Default: all. */
  readonly windows?: readonly string[] | undefined;
  /** The least severe run that `failed` sends. `warning` (default): all that did not pass. `failed`: failed and partly failed ones. */
  readonly minimum?: "warning" | "failed" | undefined;
  /** Whether to send a message if a window should have run and did not. Default: true. */
  readonly missed?: boolean | undefined;
  /** Whether `failed` also sends the first run that passes after one that did not. Default: false. */
  readonly recovered?: boolean | undefined;
  /** Whether the URL may lead to a private address, also by http. For chat servers in the own network. Default: false. */
  readonly privateAddress?: boolean | undefined;
}

/** A destination that messages can be sent to. */
export interface Destination extends DestinationRules {
  /** Where messages are sent to. Secret: chats accept messages from anyone who knows it. */
  readonly url: string;
  /** Secrets that sign messages to a webhook, each `whsec_` and base64. Several while a secret is replaced. Default: none. */
  readonly secrets?: readonly string[] | undefined;
}

/** A destination whose URL or secret is missing or has the wrong form. Its messages are stored, and sent when it has been corrected. */
export interface UnusableDestination {
  readonly name: string;
  /** What is wrong and what to do, without the URL and secrets. */
  readonly error: string;
}
