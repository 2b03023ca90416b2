import { ParameterError, type Parameter } from "../parameters/parameter.ts";

/** Where a walk over what failed goes on. */
export interface Position {
  /** The stretch of time, the same on every page. */
  readonly since: Date;
  readonly now: Date;
  /** Windows not yet done with, the one under way first. */
  readonly windows: readonly string[];
  /** The token of the next page of windows; absent when all are listed. */
  readonly windowsToken?: string | undefined;
  /** The page of executions of the first window that is under way; absent: its first page. */
  readonly executionsToken?: string | undefined;
  /** How many executions of that page are done with. */
  readonly done: number;
}

/** The form of a position in a cursor. The number in front is that of the form, so that old cursors are told from broken ones. */
type Written = readonly [1, number, number, readonly string[], string | null, string | null, number];

/** A position as a text for the next request. It holds ids and tokens of AWS, and nothing that the caller could not see. */
export const writeCursor = (position: Position): string => {
  const { since, now, windows, windowsToken = null, executionsToken = null, done } = position;
  const written: Written = [
    1,
    since.getTime(),
    now.getTime(),
    windows.map((id) => id.replace(/^mw-/u, "")),
    windowsToken,
    executionsToken,
    done,
  ];
  return toBase64Url(new TextEncoder().encode(JSON.stringify(written)));
};

/** The `cursor` parameter: where to go on, or undefined for the beginning. */
export const cursor: Parameter<Position | undefined> = {
  about:
    "The `nextCursor` of the page before. It holds where the stretch of time began, so `since` is left out with it.",
  schema: { type: "string", maxLength: 6000 },
  read: ([text]) => (text === undefined ? undefined : readCursor(text)),
};

const readCursor = (text: string): Position => {
  const position = positionOf(fromBase64Url(text));
  if (position === undefined) {
    throw new ParameterError("It is not one that this server has given; begin anew with since.");
  }
  return position;
};

/** Whoever calls can write anything here, so nothing in it is believed. */
const positionOf = (text: string | undefined): Position | undefined => {
  const parts = parse(text);
  if (!isList(parts) || parts.length !== 7) return undefined;
  const [form, since, now, windows, windowsToken, executionsToken, done] = parts;
  if (form !== 1 || !isTime(since) || !isTime(now) || since > now) return undefined;
  if (!isWindows(windows) || !isToken(windowsToken) || !isToken(executionsToken) || !isWhole(done, 1000)) {
    return undefined;
  }
  return {
    since: new Date(since),
    now: new Date(now),
    windows: windows.map((id) => `mw-${id}`),
    windowsToken: windowsToken ?? undefined,
    executionsToken: executionsToken ?? undefined,
    done,
  };
};

const parse = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Up to the year 9999, beyond which ISO 8601 has another form. */
const isTime = (value: unknown): value is number => isWhole(value, 253_402_300_799_999);

const isWindows = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= 200 &&
  value.every((id: unknown) => typeof id === "string" && /^[0-9a-f]{17}$/u.test(id));

const isToken = (value: unknown): value is string | null =>
  value === null || (typeof value === "string" && value !== "");

const isWhole = (value: unknown, most: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCodePoint(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/u, "");

const fromBase64Url = (text: string): string | undefined => {
  if (text.length > 6000) return undefined;
  try {
    const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(bytes, (letter) => letter.codePointAt(0) ?? 0),
    );
  } catch {
    return undefined;
  }
};
