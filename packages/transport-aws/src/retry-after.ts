/**
 * How long an answer asks to wait, in milliseconds: `Retry-After` in seconds or as a date, or AWS's own
 * `x-amz-retry-after` in milliseconds. A date is read against the answer's own `Date`, so no clock is needed.
 */
export const retryAfterOf = (headers: Readonly<Record<string, string>>): number | undefined => {
  const own = headers["x-amz-retry-after"];
  if (own !== undefined) return waiting(Number(own));
  const asked = headers["retry-after"];
  if (asked === undefined) return undefined;
  return waiting(
    /^[\d.]+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.parse(headers["date"] ?? ""),
  );
};

const waiting = (milliseconds: number): number | undefined =>
  Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
