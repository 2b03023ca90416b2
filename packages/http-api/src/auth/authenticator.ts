/**
 * Permissions of callers: `cancel` allows cancelling executions, `collect` starting a collection, `admin` reading messages that
 * were not delivered, `read` everything else.
 */
export const knownRoles = ["read", "cancel", "collect", "admin"] as const;

/** Permission of a caller. */
export type Role = (typeof knownRoles)[number];

/** Whether a word is a role. */
export const isRole = (word: string): word is Role => knownRoles.some((role) => role === word);

/** An authenticated caller. */
export interface Caller {
  /** Name for rate limits and logs. It must not be a secret, nor reveal one. */
  readonly id: string;
  /** What the caller may do. */
  readonly roles: ReadonlySet<Role>;
}

/** An authentication method. */
export interface Authenticator {
  /** Name for logs, such as `bearer`. */
  readonly name: string;
  /** Challenge for `WWW-Authenticate`, such as `Bearer realm="windowpane"`. Default: none. */
  readonly challenge?: string | undefined;
  /**
   * Authenticates a request whose body has already been read.
   *
   * @param body - the bytes as received; undefined for a request without a body.
   * @returns the caller, or undefined if the request has no credentials of this type.
   * @throws AuthenticationError if the credentials are invalid.
   */
  authenticate(request: Request, body: Uint8Array | undefined): Promise<Caller | undefined>;
}

/**
 * Checks the roles of a credential, for callers without TypeScript.
 *
 * @param owner - what has the roles, for the error: `Bearer token 2`.
 * @throws Error if there are no roles, or an unknown one.
 */
export const checkedRoles = (roles: readonly Role[], owner: string): ReadonlySet<Role> => {
  const set = new Set(roles);
  if (set.size > 0 && [...set].every(isRole)) return set;
  throw new Error(
    `${owner} has no roles or an unknown role. Use \`read\`, \`cancel\`, \`collect\` and \`admin\`.`,
  );
};
