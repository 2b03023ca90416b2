import type { PartPosition } from "./read-part.ts";
import {
  decodePosition,
  encodePosition,
  isCount,
  isExecutionId,
  isList,
  isTime,
  isWindowId,
  MAX_POSITION,
} from "../parameters/encoded.ts";
import { readSoFar, storeSoFar, type StoredSoFar } from "./so-far.ts";
import { ParameterError, type Parameter } from "../parameters/parameter.ts";

/** Position in a scan for failures. */
export interface CursorPosition {
  /** Start of the period, the same on every page. */
  readonly since: Date;
  /** End of the period, the same on every page. */
  readonly now: Date;
  /** Windows that are not finished, the current one first. */
  readonly windows: readonly string[];
  /** Token of the next page of windows; absent if all are listed. */
  readonly windowsToken?: string | undefined;
  /** Token of the current page of executions of the first window; absent for its first page. */
  readonly executionsToken?: string | undefined;
  /** Number of executions on that page that are finished. */
  readonly done: number;
  /** Position in the next execution, if it is larger than a page and a part of it is finished. */
  readonly within?: PartPosition | undefined;
  /** Whether an earlier page has gaps. */
  readonly hasGaps: boolean;
}

/** A position as stored in a cursor. The first element is the version of the format. */
type StoredPosition = readonly [
  3,
  number,
  number,
  readonly string[],
  string | null,
  string | null,
  number,
  readonly [string, string | null, number, StoredSoFar | null] | null,
  0 | 1,
];

/**
 * Encodes a position for the next request. It contains IDs and tokens of AWS that the caller is allowed to see. Undefined if it is
 * too long for a URL: AWS does not document how long its tokens are.
 */
export const writeCursor = (position: CursorPosition): string | undefined => {
  const {
    since,
    now,
    windows,
    windowsToken = null,
    executionsToken = null,
    done,
    within,
    hasGaps,
  } = position;
  const stored: StoredPosition = [
    3,
    since.getTime(),
    now.getTime(),
    windows.map((id) => id.replace(/^mw-/u, "")),
    windowsToken,
    executionsToken,
    done,
    within === undefined ? null : storePart(within),
    hasGaps ? 1 : 0,
  ];
  const text = encodePosition(stored);
  return text.length > MAX_POSITION ? undefined : text;
};

const storePart = ({ TaskExecutionId, token, done, soFar }: PartPosition) =>
  [TaskExecutionId, token ?? null, done, soFar === undefined ? null : storeSoFar(soFar)] as const;

/** The `cursor` parameter: a position, or undefined for the start. */
export const cursor: Parameter<CursorPosition | undefined> = {
  about:
    "The `nextCursor` of the previous page. It contains the start of the period, so do not combine it with `since`.",
  schema: { type: "string", maxLength: MAX_POSITION },
  read: ([text]) => (text === undefined ? undefined : readCursor(text)),
};

const readCursor = (text: string): CursorPosition => {
  const position = positionOf(decodePosition(text));
  if (position === undefined) {
    throw new ParameterError("The cursor is invalid. Start again with since.");
  }
  return position;
};

/** Validates everything, because callers can send any text. */
const positionOf = (parts: unknown): CursorPosition | undefined => {
  if (!isList(parts) || parts.length !== 9) return undefined;
  const [version, since, now, windows, windowsToken, executionsToken, done, part, hasGaps] = parts;
  const within = part === null ? null : partIn(part);
  if (version !== 3 || within === undefined || !isTime(since) || !isTime(now) || since > now)
    return undefined;
  if (
    !isWindowList(windows) ||
    !isToken(windowsToken) ||
    !isToken(executionsToken) ||
    !isCount(done, 1000) ||
    !isCount(hasGaps, 1)
  ) {
    return undefined;
  }
  return {
    since: new Date(since),
    now: new Date(now),
    windows: windows.map((id) => `mw-${id}`),
    windowsToken: windowsToken ?? undefined,
    executionsToken: executionsToken ?? undefined,
    done,
    within: within ?? undefined,
    hasGaps: hasGaps === 1,
  };
};

const partIn = (value: unknown): PartPosition | undefined => {
  if (!isList(value) || value.length !== 4) return undefined;
  const [TaskExecutionId, token, done, stored] = value;
  if (!isExecutionId(TaskExecutionId) || !isToken(token) || !isCount(done, 1000)) return undefined;
  const soFar = stored === null ? undefined : readSoFar(stored);
  if (stored !== null && soFar === undefined) return undefined;
  return { TaskExecutionId, token: token ?? undefined, done, soFar };
};

const isWindowList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= 200 &&
  value.every((id: unknown) => typeof id === "string" && isWindowId(`mw-${id}`));

const isToken = (value: unknown): value is string | null =>
  value === null || (typeof value === "string" && value !== "");
