/** Positions in lists as text that clients pass back unchanged. */

/** Maximum length of a position, in characters. A URL has at most 8,192, with its other parameters. */
export const MAX_POSITION = 7000;

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

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Whether a value is an integer from 0 to a maximum. */
export const isCount = (value: unknown, maximum: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= maximum;

/** Whether a value is a time in milliseconds, up to the year 9999: the ISO 8601 format differs beyond it. */
export const isTime = (value: unknown): value is number => isCount(value, 253_402_300_799_999);

/** Whether a value is the ID of a window. */
export const isWindowId = (value: unknown): value is string =>
  typeof value === "string" && /^mw-[0-9a-f]{17}$/u.test(value);

/** Whether a value is the ID of an execution or of a task of one. */
export const isExecutionId = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f-]{36}$/u.test(value);
