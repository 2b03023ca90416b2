import { describe, expect, it } from "vitest";
import { httpSettings } from "../../src/aws/http-settings.ts";
import { SourceError } from "../../src/source/source-error.ts";

const caBundle = { value: "/etc/company.pem", setBy: { kind: "variable", name: "AWS_CA_BUNDLE" } } as const;

describe("the HTTP settings", () => {
  it("use the proxies of the environment, but not for this machine", async () => {
    const env = { HTTPS_PROXY: "http://proxy:3128", NO_PROXY: ".internal" };
    const settings = await httpSettings({ caBundle }, { env, readFile: async () => "PEM" });
    const proxyEnv = { HTTPS_PROXY: "http://proxy:3128", no_proxy: ".internal,localhost,127.0.0.1,::1" };
    expect(settings).toMatchObject({ httpAgent: { proxyEnv }, httpsAgent: { proxyEnv } });
  });

  it("trust a bundle in addition to Node's certificates", async () => {
    const paths: string[] = [];
    const readFile = async (path: string): Promise<string> => {
      paths.push(path);
      return "PEM";
    };
    const { httpsAgent } = await httpSettings({ caBundle }, { env: {}, readFile });
    expect(paths).toEqual(["/etc/company.pem"]);
    const trusted = [httpsAgent.ca ?? []].flat();
    expect(trusted.at(-1)).toBe("PEM");
    expect(trusted.length).toBeGreaterThan(10);
  });

  it("reject if the bundle cannot be read", async () => {
    const readFile = (): Promise<string> => Promise.reject(new Error("ENOENT"));
    await expect(httpSettings({ caBundle }, { env: {}, readFile })).rejects.toEqual(
      new SourceError(
        "configuration",
        "The certificates in /etc/company.pem cannot be read.",
        "Set AWS_CA_BUNDLE, or ca_bundle in the profile, to a file in PEM format.",
      ),
    );
  });
});
