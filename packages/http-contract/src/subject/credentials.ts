/** Test credentials for the server. They are not valid anywhere else. */

/** Token that allows reading. */
export const READER = "reader-0123456789abcdef0123456789abcdef";
/** Token that allows reading and cancelling executions. */
export const CANCELLER = "canceller-0123456789abcdef0123456789abcdef";
/** Signing key that allows reading. */
export const KEY = {
  accessKeyId: "AKIDWINDOWPANETEST00",
  secretAccessKey: "signing-0123456789abcdef0123456789abcdef",
} as const;

/** Environment variables with these credentials. */
export const credentialVariables = {
  WINDOWPANE_TOKENS: `reader:read:${READER},canceller:read+cancel:${CANCELLER}`,
  WINDOWPANE_SIGNING_KEYS: `${KEY.accessKeyId}:read:${KEY.secretAccessKey}`,
} as const;
