/**
 * Sends one message for each finished run of a maintenance window to Slack, Teams or a webhook.
 *
 * @module
 */
export { prepareMessages, type PreparedMessages, type PrepareOptions } from "./config/prepare-messages.ts";
export type { ResolvedDestinations } from "./config/resolve-destinations.ts";
export type {
  Destination,
  DestinationRules,
  DestinationType,
  MessageTime,
  UnusableDestination,
} from "./model/destination.ts";
export type {
  CauseData,
  DigestData,
  DigestRun,
  GapData,
  MachinesData,
  MessageContent,
  MessageOrigin,
  MissedData,
  RunData,
  TestData,
} from "./model/content.ts";
export type { MessageKind, MessageState, NewMessage, OutboxMessage } from "./model/outbox-row.ts";
export { runMessageFor } from "./compose/wants.ts";
export { viewOf, type MessageView, type ViewLine, type ViewSection } from "./form/view.ts";
export {
  messagesFor,
  messagesForMissed,
  type LinkSubject,
  type MessagesOptions,
  type MissedRun,
} from "./compose/messages-for.ts";
export {
  countMessages,
  listMessages,
  messageHistory,
  retryDead,
  type ListedMessages,
} from "./outbox/list.ts";
export { insertMessages } from "./outbox/outbox.ts";
export { deliver, type Delivery, type DeliverOptions } from "./send/deliver.ts";
export {
  bodyOf,
  send,
  SendError,
  type MessageFetch,
  type MessageRequest,
  type Sending,
} from "./send/send.ts";
export { describeDestination, withoutSecrets, type Outcome } from "./send/outcome.ts";
export { readDestinationUrl, refuseAddress, type AddressRule } from "./send/address.ts";
export { isWebhookSecret, signatureHeaders, type SignedParts } from "./form/webhook.ts";
