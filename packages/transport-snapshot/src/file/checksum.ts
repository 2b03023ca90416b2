/**
 * The checksum of a file: SHA-256 over the SHA-256 of each part of 8 MiB, as Amazon S3 computes the composite checksum of an
 * object. Web Crypto has no incremental digest, and a whole file in one call would need its size in memory again.
 */

/** Size of a part, in bytes. */
export const PART_SIZE = 8 * 1024 * 1024;

/** Creates a checksum. Parts are added in order; all but the last have `PART_SIZE` bytes. */
export const createChecksum = (): {
  add(part: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The last line of a file, without its end. */
  line(): Promise<string>;
} => {
  const digests: Uint8Array[] = [];
  return {
    add: async (part) => {
      digests.push(await sha256(part));
    },
    line: async () => {
      const all = new Uint8Array(digests.length * DIGEST_SIZE);
      for (const [index, digest] of digests.entries()) all.set(digest, index * DIGEST_SIZE);
      return `{"checksum":"sha256:${hexOf(await sha256(all))}-${digests.length}"}`;
    },
  };
};

/** Whether a text is a last line of a file. */
export const isChecksumLine = (text: string): boolean =>
  /^\{"checksum":"sha256:[0-9a-f]{64}-[0-9]+"\}$/u.test(text);

/** Maximum length of a last line, in bytes. */
export const MAX_CHECKSUM_LINE = 120;

/** Size of a SHA-256, in bytes. */
const DIGEST_SIZE = 32;

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
