import { firstValue, type ReceivedResponse } from "./received.ts";

/**
 * Delay that a response requests, in milliseconds: `Retry-After` in seconds or as a date, or AWS's `x-amz-retry-after` in
 * milliseconds. A date is compared with the response's `Date` header, so no clock is needed.
 */
export const retryAfterOf = (headers: ReceivedResponse["headers"]): number | undefined => {
  const milliseconds = firstValue(headers, "x-amz-retry-after");
  if (milliseconds !== "") return delay(Number(milliseconds));
  // Not `firstValue`, because a date contains a comma.
  const value = headers.get("retry-after") ?? "";
  const [seconds] = /^[\d.]+(?=\s*(?:,|$))/u.exec(value) ?? [];
  if (seconds !== undefined) return delay(Number(seconds) * 1000);
  const [date] = DATE.exec(value) ?? [];
  const [sent] = DATE.exec(headers.get("date") ?? "") ?? [];
  return delay(Date.parse(date ?? "") - Date.parse(sent ?? ""));
};

/** An HTTP date (RFC 9110, section 5.6.7); the first one if the header is repeated. */
const DATE = /^\w{3}, \d{2} \w{3} \d{4} [\d:]+ GMT/u;

const delay = (milliseconds: number): number | undefined =>
  Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
