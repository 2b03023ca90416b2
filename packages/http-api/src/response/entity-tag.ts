/** A strong tag of a body: the same bytes have the same tag in every process. */
export const entityTag = async (media: string, text: string): Promise<string> => {
  const digest = await hexDigest(`${media}\n${text}`, 16);
  return `"${digest}"`;
};

/** Returns the first bytes of the SHA-256 hash of a text or of bytes, in hexadecimal. */
export const hexDigest = async (
  content: string | Uint8Array<ArrayBuffer>,
  bytes: number,
): Promise<string> => {
  const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest("SHA-256", data);
  return [...new Uint8Array(digest, 0, bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Compares weakly, as RFC 9110 requires for If-None-Match: a compressing proxy marks the tag as weak. */
export const matchesTag = (header: string | null, tag: string): boolean =>
  header !== null &&
  (header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//u, "") === tag));
