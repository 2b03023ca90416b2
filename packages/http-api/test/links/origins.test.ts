import { describe, expect, it } from "vitest";
import { createApp, readOrigins } from "../../src/index.ts";
import { mockTransport } from "@windowpane/transport-mock";

describe("origins", () => {
  it("are those that browsers send", () => {
    const origins = ["https://example.com", "http://localhost:8080", "https://[::1]:8443"];
    expect(readOrigins(origins, "--cors")).toEqual(origins);
  });

  it.each([
    "*",
    "https://*.example.com",
    "https://example.com/",
    "https://example.com/page",
    "https://Example.com",
    "https://example.com:443",
    "example.com",
    "null",
    "ws://example.com",
    "",
  ])("are not %j", (origin) => {
    expect(() => readOrigins(["https://example.com", origin], "--cors")).toThrow(
      `--cors ${JSON.stringify(origin)} is not a valid origin.`,
    );
  });

  it("are checked by an app", () => {
    expect(() =>
      createApp({
        transport: mockTransport(),
        access: [],
        open: true,
        now: () => new Date(0),
        randomUUID: () => "",
        log: () => undefined,
        sleep: async () => undefined,
        cors: { origins: ["*"] },
      }),
    ).toThrow('cors.origins "*" is not a valid origin.');
  });
});
