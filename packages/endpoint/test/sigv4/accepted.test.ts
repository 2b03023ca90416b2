import { describe, expect, it } from "vitest";
import { checking, key, sign } from "./sign.ts";

const other = { accessKeyId: "AKIDOTHER", secretAccessKey: "anotherSecret/OfForty+Letters0123456789a" };
const temporary = { ...key, sessionToken: "FwoGZXIvYXdzEXAMPLE//////////wEaDK==" };

describe("a signed request", () => {
  it.each([
    ["on localhost", { url: "http://localhost:8787/" }],
    ["on the scheme's own port", { url: "http://localhost:80/" }],
    ["on an IPv6 address", { url: "http://[::1]:8787/" }],
    ["for another region, as none is set", { region: "us-gov-west-1" }],
    [
      "with a signed content length and user agent",
      { headers: { "content-length": "2", "user-agent": "x/1  (y)" } },
    ],
    [
      "with a header that proxies and browsers keep for themselves",
      { headers: { "sec-a": "b", "proxy-a": "b" } },
    ],
    ["with a header of 8,000 letters", { headers: { "x-amz-meta-note": "a ".repeat(4000) } }],
    ["with a name that objects have", { headers: { __proto__x: "a", constructor: "b" } }],
    ["with a header that CloudFront adds", { unsigned: { "x-amz-cf-id": "abc" } }],
    [
      "with headers of its way that are not signed",
      { unsigned: { "x-amzn-trace-id": "Root=1", "x-forwarded-for": "::1" } },
    ],
    ["with a body of many kilobytes", { body: JSON.stringify({ NextToken: "x".repeat(60_000) }) }],
    ["with an empty body", { body: "" }],
    ["that is a GET", { method: "GET", url: "https://example.com/v1/windows?status=FAILED&filter=a%2Bb" }],
  ] as const)("is accepted %s", async (_case, given) => {
    expect(await checking()(sign(given))).toBe("AKIDEXAMPLE");
  });

  it("is accepted with each of several keys and returns the key ID", async () => {
    const check = checking({ keys: [key, other] });
    expect([await check(sign()), await check(sign({ key: other }))]).toEqual(["AKIDEXAMPLE", "AKIDOTHER"]);
  });

  it("is accepted with the session token of its key", async () => {
    const check = checking({ keys: [temporary] });
    expect(await check(sign({ key: temporary }))).toBe("AKIDEXAMPLE");
  });

  it("is accepted until its key expires", async () => {
    const check = checking({ keys: [{ ...key, expires: new Date("2026-11-22T10:15:01Z") }] });
    expect(await check(sign())).toBe("AKIDEXAMPLE");
  });

  it.each(["2026-11-22T10:10:00Z", "2026-11-22T10:20:00Z"])(
    "is accepted at the limit of five minutes: %s",
    async (at) => {
      const check = checking({ now: () => new Date("2026-11-22T10:15:00.999Z") });
      expect(await check(sign({ date: new Date(at) }))).toBe("AKIDEXAMPLE");
    },
  );

  it("is accepted for the configured region and service", async () => {
    const check = checking({ region: "eu-west-1", service: "execute-api" });
    expect(await check(sign({ region: "eu-west-1", service: "execute-api" }))).toBe("AKIDEXAMPLE");
  });
});
