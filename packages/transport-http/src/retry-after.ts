import type { HttpAnswer } from "./fetch.ts";

/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or AWS's own
 * `x-amz-retry-after` in milliseconds. A date is read against the answer's own `Date`, so no clock is needed.
 */
export const retryAfterOf = (headers: HttpAnswer["headers"]): number | undefined => {
  const own = headers.get("x-amz-retry-after");
  if (own !== null) return waiting(Number(own));
  const asked = headers.get("retry-after");
  if (asked === null) return undefined;
  return waiting(
    /^[\d.]+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.parse(headers.get("date") ?? ""),
  );
};

const waiting = (milliseconds: number): number | undefined =>
  Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
