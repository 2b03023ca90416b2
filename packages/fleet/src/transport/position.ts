/** The page token of a list over several locations. It has everything that is needed to continue, so any process can. */
import { ServiceError } from "@windowpane/core";

/** The rest of one location's list. */
export interface Rest {
  /** Index of the location. */
  readonly index: number;
  /** Token of the location's page. Undefined: its first page. */
  readonly token?: string | undefined;
  /** Number of items of that page that were returned. */
  readonly offset: number;
}

/** Where a list over several locations continues. */
export interface Position {
  /** The rest of the location that is read now. */
  readonly current: Rest | undefined;
  /** The first location that was not begun, as a position in the list of locations. */
  readonly next: number;
  /** Locations that failed, which are tried again at the end. */
  readonly failed: readonly Rest[];
  /** Indexes of the locations of a list that is limited to some IDs. Undefined: all. */
  readonly order?: readonly number[] | undefined;
}

/** The beginning of a list. */
export const BEGINNING: Position = { current: undefined, next: 0, failed: [] };

/** Writes a position as a token. `fingerprint` identifies the locations and the request. */
export const tokenOfPosition = ({ current, next, failed, order }: Position, fingerprint: string): string => {
  const begun = failed.filter(({ token, offset }) => token !== undefined || offset > 0);
  const value = [
    fingerprint,
    next,
    current === undefined ? null : restToJson(current),
    rangesOf(failed.filter((rest) => !begun.includes(rest)).map(({ index }) => index)),
    begun.map(restToJson),
    order === undefined ? null : rangesOf(order),
  ];
  return PREFIX + encode(JSON.stringify(value));
};

/** @throws ServiceError (InvalidNextToken) if it is not a token for these locations and this request. */
export const positionOfToken = (operation: string, token: string, fingerprint: string): Position => {
  const value = token.startsWith(PREFIX) ? decode(token.slice(PREFIX.length)) : undefined;
  if (!Array.isArray(value) || value[0] !== fingerprint) throw invalidToken(operation);
  const [, next, current, ranges, begun, order] = value as readonly unknown[];
  if (typeof next !== "number" || typeof ranges !== "string" || !Array.isArray(begun)) {
    throw invalidToken(operation);
  }
  const whole = indexesIn(ranges).map((index): Rest => ({ index, offset: 0 }));
  return {
    next,
    current: restOf(current),
    ...(typeof order === "string" ? { order: indexesIn(order) } : {}),
    failed: [...begun.flatMap((rest: unknown) => restOf(rest) ?? []), ...whole].toSorted(
      (one, other) => one.index - other.index,
    ),
  };
};

/** A short text that differs for other locations and requests. */
export const fingerprintOf = (text: string): string => {
  // FNV-1a. It detects mistakes; tokens are not protected against forgery, and need not be.
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36);
};

const PREFIX = "fleet.";

const invalidToken = (operation: string): ServiceError =>
  new ServiceError(operation, {
    code: "InvalidNextToken",
    message:
      "The NextToken is not of this list, or the accounts and regions have changed since it was returned. Read the list again from its start.",
    status: 400,
    retryable: false,
  });

type RestJson = readonly [index: number, offset: number, token?: string];

const restToJson = ({ index, offset, token }: Rest): RestJson =>
  token === undefined ? [index, offset] : [index, offset, token];

const restOf = (value: unknown): Rest | undefined => {
  if (!Array.isArray(value)) return undefined;
  const [index, offset, token] = value as readonly unknown[];
  if (typeof index !== "number" || typeof offset !== "number") return undefined;
  return { index, offset, ...(typeof token === "string" ? { token } : {}) };
};

/** `0-2,5` for 0, 1, 2 and 5: a token can have hundreds of failed locations. */
const rangesOf = (indexes: readonly number[]): string => {
  const ranges: [first: number, last: number][] = [];
  for (const index of indexes.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === index) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(",");
};

/** Limits what a forged token can cost. */
const MAX_LOCATIONS = 100_000;

const indexesIn = (text: string): readonly number[] => {
  const indexes: number[] = [];
  for (const range of text === "" ? [] : text.split(",")) {
    const [first = NaN, last = first] = range.split("-").map(Number);
    for (let index = first; index <= last && indexes.length < MAX_LOCATIONS; index += 1) indexes.push(index);
  }
  return indexes;
};

const encode = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const decode = (text: string): unknown => {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
      character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};
