/** Credentials of AWS, as the AWS SDK takes them. */
export interface FleetCredentials {
  /** ID of the access key. */
  readonly accessKeyId: string;
  /** Secret of the access key. */
  readonly secretAccessKey: string;
  /** Token of a session. Absent: a key of a user. */
  readonly sessionToken?: string;
  /** When they expire. Undefined: never, as far as is known. */
  readonly expiration?: Date;
}

/** Returns current credentials. Option `credentials` of a client of the AWS SDK. */
export type CredentialsProvider = () => Promise<FleetCredentials>;

/** Makes logs of credentials harmless: `JSON.stringify` and Node's `util.inspect` show neither the secret key nor the token. */
export const withoutTraces = (credentials: FleetCredentials): FleetCredentials => {
  const shown = { accessKeyId: credentials.accessKeyId, expiration: credentials.expiration };
  const hidden = { value: () => shown, enumerable: false };
  return Object.defineProperties({ ...credentials }, { toJSON: hidden, [INSPECT]: hidden });
};

/** The name under which Node looks for a value's own text. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");
