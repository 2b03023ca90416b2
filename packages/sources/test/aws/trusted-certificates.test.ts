import { expect, it } from "vitest";
import { trustedWith } from "../../src/aws/trusted-certificates.ts";

const files: Readonly<Record<string, string>> = {
  "bundle.pem": "-----BEGIN CERTIFICATE-----bundle",
  "extra.pem": "extra",
};
const readFile = async (path: string): Promise<string> => {
  const text = files[path];
  if (text === undefined) throw new Error("ENOENT");
  return text;
};

it.each([
  ["extra.pem", ["root", "extra", files["bundle.pem"]]],
  ["missing.pem", ["root", files["bundle.pem"]]],
  ["", ["root", files["bundle.pem"]]],
])("before Node 22.15, a bundle is added to NODE_EXTRA_CA_CERTS: %j", async (extra, expected) => {
  const env = { NODE_EXTRA_CA_CERTS: extra };
  expect(await trustedWith("bundle.pem", { env, readFile, tls: { rootCertificates: ["root"] } })).toEqual(
    expected,
  );
});
