/**
 * AWS itself, over the platform's `fetch` and AWS's signer. AWS's SDK would bring another 50 kB for what a Worker has no use
 * for: chains of credentials, profiles, endpoints of every kind.
 */
import { Sha256Js } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Transport } from "@windowpane/core";
import { httpTransport } from "@windowpane/transport-http";
import type { SourceSettings } from "./env.ts";
import type { World } from "./world.ts";

/** Systems Manager in a region, asked with static keys. */
export const awsSource = (
  { region, credentials }: Extract<SourceSettings, { readonly kind: "aws" }>,
  { fetch }: Pick<World, "fetch">,
): Transport => {
  const hostname = hostOf(region);
  const signer = new SignatureV4({ credentials, region, service: "ssm", sha256: Sha256Js });
  return httpTransport({
    url: `https://${hostname}/`,
    fetch,
    authorize: async ({ method, headers, body }) => {
      const sent = { ...headers, host: hostname };
      const signed = await signer.sign({
        method,
        protocol: "https:",
        hostname,
        path: "/",
        headers: sent,
        body,
      });
      // The platform writes it itself.
      const { host: _, ...proof } = signed.headers;
      return proof;
    },
  });
};

/** Systems Manager's host, in every part of AWS that the internet reaches. */
export const hostOf = (region: string): string => {
  const suffix = region.startsWith("cn-")
    ? "amazonaws.com.cn"
    : region.startsWith("eusc-")
      ? "amazonaws.eu"
      : "amazonaws.com";
  return `ssm.${region}.${suffix}`;
};
