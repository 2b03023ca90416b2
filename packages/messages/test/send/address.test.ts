import { describe, expect, it } from "vitest";
import { readDestinationUrl, refuseAddress } from "../../src/index.ts";

const isRefused = (url: string, privateAddress = false): boolean =>
  "refused" in readDestinationUrl(url, { privateAddress });

const publicUrls = [
  "https://hooks.slack.com/services/T0/B0/x",
  "https://prod-12.westeurope.logic.azure.com:443/workflows/1?sig=x",
  "https://8.8.8.8/x",
  "https://[2606:4700::1111]/x",
  "https://[64:ff9b::808:808]/x",
];
const privateUrls = [
  "https://10.0.0.1/x",
  "https://172.16.0.1/x",
  "https://192.168.1.1/x",
  "https://127.0.0.1/x",
  "https://2130706433/x",
  "https://0x7f.1/x",
  "https://0177.0.0.1/x",
  "https://127.1/x",
  "https://100.64.0.1/x",
  "https://[::1]/x",
  "https://[fd12::1]/x",
  "https://[::ffff:10.0.0.1]/x",
  "https://[64:ff9b::a00:1]/x",
  "https://localhost/x",
  "https://localhost../x",
  "https://mattermost.internal/x",
  "https://chat.local./x",
  "https://chat/x",
];
const neverUrls = [
  "https://169.254.169.254/latest/meta-data/",
  "https://169.254.170.2/v2/credentials",
  "https://[fe80::1]/x",
  "https://[fd00:ec2::254]/x",
  "https://[::ffff:169.254.169.254]/x",
  "https://[64:ff9b::a9fe:a9fe]/x",
  "https://100.100.100.200/x",
  "https://168.63.129.16/x",
  "https://metadata.google.internal/x",
  "https://0.0.0.0/x",
  "https://255.255.255.255/x",
  "https://224.0.0.1/x",
  "https://240.0.0.1/x",
  "https://192.0.2.1/x",
  "https://[::]/x",
  "https://[::7f00:1]/x",
  "https://[ff02::1]/x",
  "https://[2002:7f00:1::]/x",
  "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/x",
  "https://[64:ff9b:1::1]/x",
  "https://[fec0::1]/x",
  "http://hooks.slack.com/x",
  "http://8.8.8.8/x",
  "http://10.0.0.1/x",
  "ftp://hooks.slack.com/x",
  "file:///etc/passwd",
  "https://user:secret@hooks.slack.com/x",
  "hooks.slack.com/x",
  "",
];

describe("readDestinationUrl", () => {
  it("accepts public addresses by https", () => {
    expect(publicUrls.filter((url) => isRefused(url))).toEqual([]);
  });

  it("accepts addresses of private networks only if they are allowed", () => {
    expect(privateUrls.filter((url) => !isRefused(url))).toEqual([]);
    expect(privateUrls.filter((url) => isRefused(url, true))).toEqual([]);
  });

  it("never accepts metadata services, link-local and reserved addresses, other schemes and passwords", () => {
    expect(neverUrls.filter((url) => !isRefused(url) || !isRefused(url, true))).toEqual([]);
  });

  it("accepts http only to loopback addresses, and only if private addresses are allowed", () => {
    const urls = ["http://127.0.0.1:8080/x", "http://localhost:8080/x", "http://[::1]/x"];
    expect(urls.filter((url) => !isRefused(url))).toEqual([]);
    expect(urls.filter((url) => isRefused(url, true))).toEqual([]);
  });

  it("gives reasons without the path of the URL", () => {
    for (const url of [...privateUrls, ...neverUrls]) {
      const read = readDestinationUrl(url.replace(/\/x$/u, "/T0SECRET"));
      expect("refused" in read && read.refused).toMatch(/^[^/]*(?:[a-z]+:\/\/[^/]*)*\.$/u);
      expect(JSON.stringify(read)).not.toContain("SECRET");
    }
  });
});

describe("refuseAddress", () => {
  it("names the range of an address", () => {
    expect(refuseAddress("10.1.2.3")).toBe("10.1.2.3 is not a public address (private network).");
    expect(refuseAddress("8.8.8.8")).toBeUndefined();
  });
});
