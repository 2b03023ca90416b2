/**
 * Signatures of messages to webhooks.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */

/** A message to sign. */
export interface SignedParts {
  /** The `webhook-id`. */
  readonly id: string;
  /** Time of the attempt, for `webhook-timestamp`. */
  readonly sentAt: Date;
  /** The body, as it is sent. */
  readonly body: string;
  /** Each `whsec_` and base64. One signature for each. */
  readonly secrets: readonly string[];
}

/**
 * The headers that identify and sign a message, as Standard Webhooks specifies.
 *
 * @throws Error if a secret is not base64.
 * @example
 * const body = JSON.stringify({ type: "test", data: { text: "A test." } });
 * const headers = await signatureHeaders({ id: "msg_1", sentAt: new Date(), body, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
 */
export const signatureHeaders = async ({
  id,
  sentAt,
  body,
  secrets,
}: SignedParts): Promise<Readonly<Record<string, string>>> => {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures: string[] = [];
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey(
      "raw",
      secretBytes(secret),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    signatures.push(`v1,${base64(new Uint8Array(await crypto.subtle.sign("HMAC", key, signed)))}`);
  }
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    ...(signatures.length === 0 ? {} : { "webhook-signature": signatures.join(" ") }),
  };
};

/** Whether a secret has the form of Standard Webhooks and at least 24 bytes. */
export const isWebhookSecret = (secret: string): boolean => {
  try {
    return secret.startsWith(PREFIX) && secretBytes(secret).length >= 24;
  } catch {
    return false;
  }
};

const PREFIX = "whsec_";

const secretBytes = (secret: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret), (sign) =>
    sign.charCodeAt(0),
  );

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
