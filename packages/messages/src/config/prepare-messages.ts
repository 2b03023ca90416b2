import type { SqlStatement } from "@windowpane/archive";
import type { FleetConfig, SecretSource } from "@windowpane/fleet";
import type { ExecutionReport, Verdict } from "@windowpane/report";
import {
  messagesFor,
  messagesForMissed,
  type LinkSubject,
  type MessagesOptions,
  type MissedRun,
} from "../compose/messages-for.ts";
import { insertMessages } from "../outbox/outbox.ts";
import { resolveDestinations, type ResolvedDestinations } from "./resolve-destinations.ts";

/** What `prepareMessages` needs from the host. */
export interface PrepareOptions {
  /** Where secrets of the configuration are read from. */
  readonly secrets: SecretSource;
  /** Returns the current time. */
  readonly now: () => Date;
  /** The URL of a subject in the page: `messageLink` of `@windowpane/explorer`. */
  readonly linkTo: (page: string, subject: LinkSubject) => string;
  /** URL of the page, if the configuration has none. Default: messages have no links. */
  readonly page?: string | undefined;
}

/** Messages as the configuration wants them. */
export interface PreparedMessages extends ResolvedDestinations {
  /** Options of `messagesFor` at the current time. */
  readonly options: () => MessagesOptions;
  /** The hook of `collectStep` for runs. */
  readonly messages: (
    report: ExecutionReport,
    context: { readonly previous?: Verdict | undefined },
  ) => readonly SqlStatement[];
  /** The hook of `collectStep` for scheduled runs that were not found. */
  readonly missedMessages: (missed: MissedRun) => readonly SqlStatement[];
  /** The link of digests, for `deliver`. */
  readonly link: string | undefined;
}

/**
 * Prepares the messages of a fleet configuration. Messages to destinations that cannot be used are stored like the others.
 *
 * @returns undefined if the configuration has no messages.
 */
export const prepareMessages = async (
  { messages: config, accounts = [] }: Pick<FleetConfig, "messages" | "accounts">,
  { secrets, now, linkTo, page }: PrepareOptions,
): Promise<PreparedMessages | undefined> => {
  if (config === undefined) return undefined;
  const resolved = await resolveDestinations(config, secrets);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const base = config.link ?? page;
  const options = (): MessagesOptions => ({
    destinations: resolved.rules,
    now: now(),
    announceHours: config.announceHours,
    accountName: (account) => names.get(account),
    link: base === undefined ? undefined : (subject) => linkTo(base, subject),
  });
  return {
    ...resolved,
    options,
    messages: (report, { previous }) => insertMessages(messagesFor(report, options(), previous)),
    missedMessages: (missed) => insertMessages(messagesForMissed(missed, options())),
    link: base === undefined ? undefined : linkTo(base, {}),
  };
};
