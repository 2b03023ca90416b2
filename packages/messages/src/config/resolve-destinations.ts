import { resolveSecret, SecretError, type MessagesConfig, type SecretSource } from "@windowpane/fleet";
import { present } from "../compose/run-data.ts";
import { isWebhookSecret } from "../form/webhook.ts";
import type { Destination, DestinationRules, UnusableDestination } from "../model/destination.ts";
import { readDestinationUrl } from "../send/address.ts";

/** The destinations of a configuration. */
export interface ResolvedDestinations {
  /** Those that messages can be sent to. */
  readonly destinations: readonly Destination[];
  /** The others. */
  readonly unusable: readonly UnusableDestination[];
  /** What each gets, in the order of the configuration. */
  readonly rules: readonly DestinationRules[];
}

/** Reads the URLs and secrets of the fleet configuration. One that is missing concerns only its destination. */
export const resolveDestinations = async (
  { destinations: configured }: MessagesConfig,
  source: SecretSource,
): Promise<ResolvedDestinations> => {
  const destinations: Destination[] = [];
  const unusable: UnusableDestination[] = [];
  const rules: DestinationRules[] = [];
  for (const [index, { url, secret, ...rest }] of configured.entries()) {
    const own = present(rest);
    rules.push(own);
    try {
      const path = `messages.destinations[${index}]`;
      destinations.push({
        ...own,
        url: readUrl(await resolveSecret(url, `${path}.url`, source), own),
        ...(secret === undefined ? {} : { secrets: await readSecrets(secret, `${path}.secret`, source) }),
      });
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      unusable.push({ name: own.name, error: `No message can be sent to ${own.name}: ${error.message}` });
    }
  }
  return { destinations, unusable, rules };
};

const readUrl = (text: string, { privateAddress = false }: DestinationRules): string => {
  const read = readDestinationUrl(text, { privateAddress });
  if (!("refused" in read)) return text;
  const advice =
    "refused" in readDestinationUrl(text, { privateAddress: true })
      ? "Use another URL."
      : 'Use another URL, or set "privateAddress": true for a server in your own network.';
  throw new SecretError(`${read.refused} ${advice}`);
};

const readSecrets = async (
  secret: NonNullable<MessagesConfig["destinations"][number]["secret"]>,
  path: string,
  source: SecretSource,
): Promise<readonly string[]> => {
  const secrets: string[] = [];
  for (const [index, one] of (Array.isArray(secret) ? secret : [secret]).entries()) {
    const member = Array.isArray(secret) ? `${path}[${index}]` : path;
    const text = await resolveSecret(one, member, source);
    if (!isWebhookSecret(text)) {
      throw new SecretError(
        `${member} is not whsec_ and base64 of at least 24 bytes. Create one with \`openssl rand -base64 32\` and write whsec_ before it.`,
      );
    }
    secrets.push(text);
  }
  return secrets;
};
