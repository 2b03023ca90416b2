/**
 * A value as JSON in one spelling only: members in the order of their names (by UTF-16 code units), no blanks, numbers
 * and texts as ECMAScript writes them, times as ISO 8601. It is what RFC 8785 asks for, so others can check a file too.
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

/** What a file of a snapshot says it is. */
export const FORMAT = "windowpane-snapshot";

/** Goes up when an older reader could misread a file. */
export const VERSION = 1;

/** The checksum of a file's content, however its JSON is laid out. */
export const checksumOf = async (content: unknown): Promise<string> =>
  `sha256:${await sha256(canonicalJson(content))}`;

/** The SHA-256 of a text, in hexadecimal. */
export const sha256 = async (text: string): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
