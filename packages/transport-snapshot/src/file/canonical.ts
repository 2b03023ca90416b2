/**
 * Serializes a value as canonical JSON (RFC 8785): members sorted by UTF-16 code units, no spaces, numbers and strings as in
 * ECMAScript, times in ISO 8601. Other programs can verify a file with it.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== "object" || value === null || value instanceof Date) return JSON.stringify(value);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === "" ? "" : ","}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value).toSorted()) {
    const member: unknown = Reflect.get(value, name);
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
};

/** Value of `format` in a snapshot file. */
export const FORMAT = "windowpane-snapshot";

/** Version of the file format. It increases when older readers could misread a file. */
export const VERSION = 1;

/** The checksum of a file's content, independent of the layout of its JSON. */
export const checksumOf = async (content: unknown): Promise<string> =>
  `sha256:${await sha256(canonicalJson(content))}`;

/** The SHA-256 of a string, in hexadecimal. */
export const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
