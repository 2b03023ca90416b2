/** The keys that signatures are held against. */

/** A key as AWS hands them out: an id that everybody may know, and a secret. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Sent with every request that is signed with a temporary key. Default: none; a request that sends one is refused. */
  readonly sessionToken?: string | undefined;
  /** When the key ends. Default: never. */
  readonly expires?: Date | undefined;
}

/** Indexes keys by their IDs. Throws an Error, which shows no secret, when there are none or one is invalid. */
export const keysById = (keys: readonly SigningKey[]): ReadonlyMap<string, SigningKey> => {
  if (keys.length === 0) {
    throw new Error(
      "There are no keys to hold signatures against. Give at least one, or leave the check of signatures out.",
    );
  }
  const byId = new Map<string, SigningKey>();
  for (const [index, key] of keys.entries()) {
    const fault = faultOf(key);
    if (fault !== undefined) throw new Error(`Signing key ${index + 1}: ${fault}`);
    if (byId.has(key.accessKeyId)) {
      throw new Error(
        `Signing key ${index + 1}: its accessKeyId is that of another one. Leave one of them out.`,
      );
    }
    byId.set(key.accessKeyId, { ...key });
  }
  return byId;
};

const faultOf = ({ accessKeyId, secretAccessKey, sessionToken, expires }: SigningKey): string | undefined => {
  // A blank or a line end comes along with copying, and then no signature is ever right.
  if (!/^[^\s/,=]+$/.test(accessKeyId)) {
    return "accessKeyId must be a word without blanks, `/`, `,` and `=`. Copy it once more.";
  }
  if (!/^\S+$/.test(secretAccessKey)) {
    return "secretAccessKey must be given, without blanks and line ends. Copy it once more.";
  }
  if (sessionToken !== undefined && !/^\S+$/.test(sessionToken)) {
    return "sessionToken must be a text without blanks and line ends. Copy it once more, or leave it out.";
  }
  if (expires !== undefined && Number.isNaN(expires.getTime())) {
    return "expires is no date. Give one, or leave it out.";
  }
  return undefined;
};
