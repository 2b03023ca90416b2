/** The file: what stands around a snapshot. */

export const FORMAT = "windowpane-snapshot";

/** Goes up when an older reader could misread a file. */
export const VERSION = 1;

export const checksumOf = (digest: string): string => `sha256:${digest}`;
