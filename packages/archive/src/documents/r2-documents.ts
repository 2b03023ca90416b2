import type { DocumentFiles } from "./document-files.ts";

/** The part of Cloudflare's R2Bucket that the archive uses. */
export interface R2Like {
  /** Reads an object, or a part of it. */
  get(
    key: string,
    options?: { readonly range: { readonly offset: number; readonly length: number } },
  ): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>;
  /** Writes an object. */
  put(key: string, bytes: Uint8Array): Promise<unknown>;
  /** Deletes objects. */
  delete(keys: string[]): Promise<void>;
}

/** R2 deletes at most this many objects in a request. */
const DELETED = 1000;

/**
 * Keeps documents in a bucket of Cloudflare R2.
 *
 * @param prefix - what the names of its objects start with. Default: nothing.
 */
export const r2Documents = (bucket: R2Like, prefix = ""): DocumentFiles => ({
  get: async (key, range) => {
    const found = await bucket.get(`${prefix}${key}`, ...(range === undefined ? [] : [{ range }]));
    return found === null ? undefined : new Uint8Array(await found.arrayBuffer());
  },
  put: async (key, bytes) => {
    await bucket.put(`${prefix}${key}`, bytes);
  },
  delete: async (keys) => {
    for (let start = 0; start < keys.length; start += DELETED)
      await bucket.delete(keys.slice(start, start + DELETED).map((key) => `${prefix}${key}`));
  },
});
