/**
 * Sends requests to AWS with the platform's `fetch` and AWS's signer. The AWS SDK would add 50 kB for features that a Worker
 * does not use: credential chains, profiles, custom endpoints.
 */
import { Sha256Js } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import { partitionOf, type Transport } from "@windowpane/core";
import { httpTransport } from "@windowpane/transport-http";
import type { Credentials } from "./env.ts";
import type { Platform } from "./platform.ts";

/** A region, and the credentials of an account. */
export interface AwsSource {
  readonly region: string;
  /** Static keys, or a function that returns current ones. */
  readonly credentials: Credentials | (() => Promise<Credentials>);
  /** Endpoint, without a path. Default: AWS's own in the region. */
  readonly endpoint?: string | undefined;
}

/** Creates a transport to Systems Manager in a region. */
export const awsSource = (
  { region, credentials, endpoint = `https://${hostOf(region)}` }: AwsSource,
  { fetch }: Pick<Platform, "fetch">,
): Transport => {
  const { host, protocol } = new URL(endpoint);
  const signer = new SignatureV4({ credentials, region, service: "ssm", sha256: Sha256Js });
  return httpTransport({
    url: `${endpoint}/`,
    fetch,
    authorize: async ({ method, headers, body }) => {
      const headersWithHost = { ...headers, host };
      const signed = await signer.sign({
        method,
        protocol,
        hostname: host,
        path: "/",
        headers: headersWithHost,
        body,
      });
      // The platform sets this header.
      const { host: _host, ...signedHeaders } = signed.headers;
      return signedHeaders;
    },
  });
};

/** Returns the host name of Systems Manager in a region. */
export const hostOf = (region: string): string => `ssm.${region}.${partitionOf(region).dnsSuffix}`;
