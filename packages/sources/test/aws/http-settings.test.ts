import { describe, expect, it } from "vitest";
import { lineTo } from "../../src/aws/http-settings.ts";
import { SourceError } from "../../src/source/source-error.ts";

const bundle = { AWS_CA_BUNDLE: "/etc/company.pem" };

describe("the line to AWS", () => {
  it("goes through the proxies of the environment, but never to this machine", async () => {
    const env = { ...bundle, HTTPS_PROXY: "http://proxy:3128", NO_PROXY: ".internal" };
    const line = await lineTo({ profile: undefined, platform: { env, readFile: async () => "PEM" } });
    const proxyEnv = { HTTPS_PROXY: "http://proxy:3128", no_proxy: ".internal,localhost,127.0.0.1,::1" };
    expect(line).toMatchObject({ httpAgent: { proxyEnv }, httpsAgent: { proxyEnv } });
  });

  it("trusts AWS_CA_BUNDLE beside everybody who is trusted anyway", async () => {
    const asked: string[] = [];
    const readFile = async (path: string): Promise<string> => {
      asked.push(path);
      return "PEM";
    };
    const { httpsAgent } = await lineTo({ profile: undefined, platform: { env: bundle, readFile } });
    expect(asked).toEqual(["/etc/company.pem"]);
    const trusted = [httpsAgent.ca ?? []].flat();
    expect(trusted.at(-1)).toBe("PEM");
    expect(trusted.length).toBeGreaterThan(10);
  });

  it("cannot do without a bundle that was asked for", async () => {
    const readFile = (): Promise<string> => Promise.reject(new Error("ENOENT"));
    await expect(lineTo({ profile: undefined, platform: { env: bundle, readFile } })).rejects.toEqual(
      new SourceError(
        "configuration",
        "The certificates in /etc/company.pem cannot be read.",
        "AWS_CA_BUNDLE, or ca_bundle in the profile, must name a file in PEM form.",
      ),
    );
  });
});
