import {
  decodePosition,
  encodePosition,
  isExecutionId,
  isList,
  isTime,
  isWindowId,
  MAX_POSITION,
} from "../parameters/encoded.ts";
import { ParameterError, type Parameter } from "../parameters/parameter.ts";

/** Position in the executions of all windows in a period. */
export interface PeriodPosition {
  /** Start of the period, the same on every page. */
  readonly since: Date;
  /** End of the period, the same on every page. */
  readonly now: Date;
  /** Windows up to this ID are finished. Default: none. */
  readonly after?: string | undefined;
  /** Last window of the current group. Default: the group has not been chosen. */
  readonly until?: string | undefined;
  /** Last execution of the group that is finished. Default: none. */
  readonly last?: ExecutionPosition | undefined;
}

/** An execution in a list that is sorted by start and ID. */
export interface ExecutionPosition {
  readonly start: number;
  readonly WindowExecutionId: string;
}

/** Encodes a position for the next request. */
export const writePeriodCursor = ({ since, now, after, until, last }: PeriodPosition): string =>
  encodePosition([
    "p1",
    since.getTime(),
    now.getTime(),
    after ?? null,
    until ?? null,
    last === undefined ? null : [last.start, last.WindowExecutionId],
  ]);

/** The `cursor` parameter: a position, or undefined for the start. */
export const periodCursor: Parameter<PeriodPosition | undefined> = {
  about:
    "The `nextCursor` of the previous page. It contains the period, so do not combine it with `since`. Repeat the other parameters.",
  schema: { type: "string", maxLength: MAX_POSITION },
  read: ([text]) => {
    if (text === undefined) return undefined;
    const position = positionIn(decodePosition(text));
    if (position === undefined) throw new ParameterError("The cursor is invalid. Start again with since.");
    return position;
  },
};

/** Validates everything, because callers can send any text. */
const positionIn = (value: unknown): PeriodPosition | undefined => {
  if (!isList(value) || value.length !== 6) return undefined;
  const [version, since, now, after, until, last] = value;
  if (version !== "p1" || !isTime(since) || !isTime(now) || since > now) return undefined;
  if (!(after === null || isWindowId(after)) || !(until === null || isWindowId(until))) return undefined;
  const finished = last === null ? undefined : executionIn(last);
  if (last !== null && finished === undefined) return undefined;
  return {
    since: new Date(since),
    now: new Date(now),
    after: after ?? undefined,
    until: until ?? undefined,
    last: finished,
  };
};

const executionIn = (value: unknown): ExecutionPosition | undefined => {
  if (!isList(value) || value.length !== 2) return undefined;
  const [start, WindowExecutionId] = value;
  return isTime(start) && isExecutionId(WindowExecutionId) ? { start, WindowExecutionId } : undefined;
};

/** The `cursor` parameter of a list of windows: the last window of the previous page, or undefined for the start. */
export const windowCursor: Parameter<string | undefined> = {
  about: "The `nextCursor` of the previous page.",
  schema: { type: "string", maxLength: MAX_POSITION },
  read: ([text]) => {
    if (text === undefined) return undefined;
    const value = decodePosition(text);
    if (isList(value) && value.length === 2 && value[0] === "w1" && isWindowId(value[1])) return value[1];
    throw new ParameterError("The cursor is invalid. Start again without it.");
  },
};

/** Encodes the last window of a page. */
export const writeWindowCursor = (WindowId: string): string => encodePosition(["w1", WindowId]);
