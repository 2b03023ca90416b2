import { resolveSecret, SecretError, type MessagesConfig, type SecretSource } from "@windowpane/fleet";
import { present } from "../compose/run-data.ts";
import { isWebhookSecret } from "../form/webhook.ts";
import type { Destination } from "../model/destination.ts";
import { readDestinationUrl } from "../send/address.ts";

/**
 * The destinations of the fleet configuration with their secrets.
 *
 * @throws SecretError if a secret cannot be read, or a URL or secret has the wrong form. The message does not quote it.
 */
export const resolveDestinations = async (
  { destinations }: MessagesConfig,
  source: SecretSource,
): Promise<readonly Destination[]> => {
  const resolved: Destination[] = [];
  for (const [index, { url, secret, ...rest }] of destinations.entries()) {
    const path = `messages.destinations[${index}]`;
    const address = await resolveSecret(url, `${path}.url`, source);
    const read = readDestinationUrl(address, { privateAddress: rest.privateAddress });
    if ("refused" in read) {
      throw new SecretError(
        `${path}.url of ${rest.name} cannot be used. ${read.refused} ${rest.privateAddress === true ? "Use another URL." : 'Use another URL, or set "privateAddress": true for a server in your own network.'}`,
      );
    }
    const secrets: string[] = [];
    for (const [at, one] of (secret === undefined
      ? []
      : Array.isArray(secret)
        ? secret
        : [secret]
    ).entries()) {
      const text = await resolveSecret(
        one,
        `${path}.secret${Array.isArray(secret) ? `[${at}]` : ""}`,
        source,
      );
      if (!isWebhookSecret(text)) {
        throw new SecretError(
          `${path}.secret of ${rest.name} is not whsec_ and base64 of at least 24 bytes. Create one with \`openssl rand -base64 32\` and write whsec_ before it.`,
        );
      }
      secrets.push(text);
    }
    resolved.push({ ...present(rest), url: address, ...(secrets.length === 0 ? {} : { secrets }) });
  }
  return resolved;
};
