import { describe, expect, it } from "vitest";
import { proxyFor } from "../../src/source/proxies.ts";

type Env = Readonly<Record<string, string>>;

const HTTPS = "https://ssm.eu-west-1.amazonaws.com";

describe("a proxy is that of", () => {
  it.each<readonly [env: Env, url: string, proxy: string | undefined]>([
    [{}, HTTPS, undefined],
    [{ HTTPS_PROXY: "http://proxy:3128" }, HTTPS, "http://proxy:3128"],
    [{ HTTPS_PROXY: "http://proxy:3128" }, "http://ssm.example", undefined],
    [{ HTTP_PROXY: "http://proxy:3128" }, "http://ssm.example", "http://proxy:3128"],
    [{ HTTP_PROXY: "http://proxy:3128" }, HTTPS, undefined],
    [{ ALL_PROXY: "http://proxy:3128" }, HTTPS, undefined],
    [{ HTTPS_PROXY: "proxy:3128" }, HTTPS, "http://proxy:3128"],
    [{ HTTPS_PROXY: "//proxy:3128" }, HTTPS, "http://proxy:3128"],
    [{ HTTPS_PROXY: "127.0.0.1:4110" }, HTTPS, "http://127.0.0.1:4110"],
    [{ HTTPS_PROXY: "https://proxy:3129" }, HTTPS, "https://proxy:3129"],
    [{ HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:1" }, HTTPS, "http://lower:1"],
    [{ HTTPS_PROXY: "http://upper:1", https_proxy: "" }, HTTPS, undefined],
    [{ Https_Proxy: "http://mixed:1" }, HTTPS, "http://mixed:1"],
    [{ HTTPS_PROXY: "http://me:p%40ss@proxy:3128" }, HTTPS, "http://proxy:3128"],
    // This machine itself.
    [{ HTTP_PROXY: "http://proxy:3128" }, "http://127.0.0.1:8080", undefined],
    [{ HTTP_PROXY: "http://proxy:3128" }, "http://[::1]:8080", undefined],
  ])("%j for %s: %s", (env, url, origin) => {
    expect(proxyFor(url, env)?.origin).toBe(origin);
  });

  it("keeps the password for the proxy only", () => {
    expect(proxyFor(HTTPS, { HTTPS_PROXY: "me:p%40ss@proxy:3128" })).toEqual({
      url: "http://me:p%40ss@proxy:3128/",
      origin: "http://proxy:3128",
      variable: "HTTPS_PROXY",
    });
  });
});

describe("NO_PROXY", () => {
  it.each<readonly [list: string, url: string, isDirect: boolean]>([
    ["*", HTTPS, true],
    ["amazonaws.com", HTTPS, true],
    [".amazonaws.com", HTTPS, true],
    ["*.amazonaws.com", HTTPS, true],
    ["other.example, AMAZONAWS.com", HTTPS, true],
    ["zonaws.com", HTTPS, false],
    ["*,other.example", HTTPS, false],
    ["", HTTPS, false],
    ["ssm.example:8443", "https://ssm.example:8443", true],
    ["ssm.example:443", "https://ssm.example:8443", false],
    ["ssm.example", "https://ssm.example:8443", true],
    ["10.0.0.7", "https://10.0.0.7", true],
    ["[fd00::1]", "https://[fd00::1]:8443", true],
    ["fd00::1", "https://[fd00::1]:8443", true],
  ])("%s is for %s: %s", (list, url, isDirect) => {
    expect(proxyFor(url, { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: list }) === undefined).toBe(isDirect);
  });

  it("in lower case wins", () => {
    const env = { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: "*", no_proxy: "other.example" };
    expect(proxyFor(HTTPS, env)).toBeDefined();
  });
});

describe("an unusable proxy is an error of the configuration, without its password", () => {
  it.each([
    [
      "socks5://me:SECRET@127.0.0.1:4110",
      "HTTPS_PROXY is the URL of a socks5 proxy, which is not supported.",
    ],
    ["me:SECRET@not a host", "HTTPS_PROXY is not a valid URL."],
    ["http://", "HTTPS_PROXY is not a valid URL."],
    ["proxy:notaport", "HTTPS_PROXY is not a valid URL."],
  ])("%s", (HTTPS_PROXY, message) => {
    expect(() => proxyFor(HTTPS, { HTTPS_PROXY })).toThrow(
      expect.objectContaining({
        kind: "configuration",
        message,
        advice: "Set HTTPS_PROXY to the URL of an HTTP proxy such as http://proxy.example:3128, or unset it.",
      }),
    );
  });

  it("is not one if nothing would use it", () => {
    expect(proxyFor(HTTPS, { HTTP_PROXY: "socks5://127.0.0.1:4110" })).toBeUndefined();
    expect(proxyFor(HTTPS, { HTTPS_PROXY: "socks5://127.0.0.1:4110", NO_PROXY: "*" })).toBeUndefined();
  });
});
