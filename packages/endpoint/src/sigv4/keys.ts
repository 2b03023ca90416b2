/** Keys for checking signatures. */

/** An AWS access key: a public ID and a secret. */
export interface SigningKey {
  /** The public ID. */
  readonly accessKeyId: string;
  /** The secret that signatures are made with. */
  readonly secretAccessKey: string;
  /** Session token of a temporary key, required in each request. Default: none; requests with a token are rejected. */
  readonly sessionToken?: string | undefined;
  /** Expiry of the key. Default: never. */
  readonly expires?: Date | undefined;
}

/**
 * Indexes keys by ID.
 *
 * @throws Error without secrets if there are no keys or one is invalid.
 */
export const keysById = (keys: readonly SigningKey[]): ReadonlyMap<string, SigningKey> => {
  if (keys.length === 0) {
    throw new Error("There are no signing keys. Add at least one, or do not use the signature check.");
  }
  const byId = new Map<string, SigningKey>();
  for (const [index, key] of keys.entries()) {
    const fault = faultOf(key);
    if (fault !== undefined) throw new Error(`Signing key ${index + 1}: ${fault}`);
    if (byId.has(key.accessKeyId)) {
      throw new Error(`Signing key ${index + 1}: accessKeyId is not unique. Remove one of the keys.`);
    }
    byId.set(key.accessKeyId, { ...key });
  }
  return byId;
};

const faultOf = ({ accessKeyId, secretAccessKey, sessionToken, expires }: SigningKey): string | undefined => {
  // Copying can add a space or a line break, and then no signature matches.
  if (!/^[^\s/,=]+$/.test(accessKeyId)) {
    return "accessKeyId must not be empty or contain spaces, `/`, `,` or `=`. Copy it again.";
  }
  if (!/^\S+$/.test(secretAccessKey)) {
    return "secretAccessKey must not be empty or contain spaces or line breaks. Copy it again.";
  }
  if (sessionToken !== undefined && !/^\S+$/.test(sessionToken)) {
    return "sessionToken must not be empty or contain spaces or line breaks. Copy it again, or remove it.";
  }
  if (expires !== undefined && Number.isNaN(expires.getTime())) {
    return "expires is not a valid date. Use a valid date, or remove it.";
  }
  return undefined;
};
