/** Who may call the app that the lines share. Made up, and valid nowhere else. */

/** May read. */
export const READER = "reader-0123456789abcdef0123456789abcdef";
/** May read and stop executions. */
export const STOPPER = "stopper-0123456789abcdef0123456789abcdef";
/** Signs, and may read. */
export const KEY = {
  accessKeyId: "AKIDWINDOWPANETEST00",
  secretAccessKey: "signing-0123456789abcdef0123456789abcdef",
} as const;

/** The variables that let them in. */
export const credentialVariables = {
  WINDOWPANE_TOKENS: `reader:read:${READER},stopper:read+cancel:${STOPPER}`,
  WINDOWPANE_SIGNING_KEYS: `${KEY.accessKeyId}:read:${KEY.secretAccessKey}`,
} as const;
