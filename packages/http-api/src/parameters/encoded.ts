/** Positions in lists as text that clients pass back unchanged. */

/** Maximum length of a position, in characters. */
export const MAX_POSITION = 6000;

/** Encodes a value as Base64 for URLs. */
export const encodePosition = (value: unknown): string =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(JSON.stringify(value))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/u, "");

/** Decodes a text of `encodePosition`; undefined if it is not one. Validate the value: callers can send any text. */
export const decodePosition = (text: string): unknown => {
  if (text.length > MAX_POSITION) return undefined;
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const json = new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(bytes, (character) => character.codePointAt(0) ?? 0),
    );
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
