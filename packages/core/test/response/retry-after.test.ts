import { expect, it } from "vitest";
import { retryAfterOf } from "../../src/response/retry-after.ts";

const date = "Sun, 22 Nov 2026 10:00:00 GMT";

it.each<readonly [string, Readonly<Record<string, string>>, number | undefined]>([
  ["seconds", { "retry-after": "2" }, 2000],
  ["a part of a second", { "retry-after": "0.5" }, 500],
  ["zero", { "retry-after": "0" }, 0],
  ["a date, relative to the Date header", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT", date }, 30_000],
  ["a date in the past", { "retry-after": "Sun, 22 Nov 2026 09:59:00 GMT", date }, 0],
  ["a date without a Date header", { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT" }, undefined],
  ["words", { "retry-after": "soon", date }, undefined],
  ["AWS's own header, in milliseconds", { "x-amz-retry-after": "1500", "retry-after": "9" }, 1500],
  ["AWS's own header, unreadable", { "x-amz-retry-after": "soon" }, undefined],
  ["nothing", {}, undefined],
  ["repeated seconds", { "retry-after": "2, 2" }, 2000],
  [
    "a repeated date",
    { "retry-after": "Sun, 22 Nov 2026 10:00:30 GMT, Sun, 22 Nov 2026 10:00:30 GMT", date },
    30_000,
  ],
])("reads %s", (_case, headers, milliseconds) => {
  expect(retryAfterOf(new Headers(headers))).toBe(milliseconds);
});
