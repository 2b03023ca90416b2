/** How the SDK's clients reach AWS. */
import type { AgentOptions } from "node:https";
import { parseKnownFiles } from "@smithy/core/config";
import { SourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";

/** Options of the SDK's own handler of requests. */
export interface Line extends Timeouts {
  readonly httpAgent: AgentOptions;
  readonly httpsAgent: AgentOptions;
}

interface LineOptions {
  readonly profile: string | undefined;
  readonly platform: Pick<Platform, "env" | "readFile">;
}

/**
 * How long the clients wait, through which proxy they ask, and whom they trust. The AWS CLI heeds HTTPS_PROXY and
 * AWS_CA_BUNDLE; the SDK by itself heeds neither.
 *
 * @throws ConfigurationError when the file of AWS_CA_BUNDLE cannot be read.
 */
export const lineTo = async (options: LineOptions): Promise<Line> => {
  const { env } = options.platform;
  const outside = [env["no_proxy"] || env["NO_PROXY"], "localhost", "127.0.0.1", "::1"];
  // This machine itself is never asked through a proxy. Node 22.21 and 24.5 brought it; older ones go straight.
  const proxyEnv = { ...env, no_proxy: outside.filter(Boolean).join(",") };
  const bundle = await readBundle(options);
  return {
    ...timeouts,
    httpAgent: { proxyEnv },
    httpsAgent: bundle === undefined ? { proxyEnv } : { proxyEnv, ca: await trustedWith(bundle) },
  };
};

/**
 * In milliseconds; of itself the SDK waits for ever. AWS answers these operations within a second, so a connection that is
 * not made in 5 seconds will not be, and an answer that has not begun after 30, or stalls for 30 in the middle, is worth
 * asking for again.
 */
const timeouts: Timeouts = {
  connectionTimeout: 5000,
  requestTimeout: 30_000,
  socketTimeout: 30_000,
  // Without this the SDK only warns.
  throwOnRequestTimeout: true,
};

interface Timeouts {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly socketTimeout: number;
  readonly throwOnRequestTimeout: boolean;
}

const readBundle = async ({ profile, platform }: LineOptions): Promise<string | undefined> => {
  const { env } = platform;
  const name = profile ?? (env["AWS_PROFILE"] || "default");
  const path = env["AWS_CA_BUNDLE"] || (await parseKnownFiles({}))[name]?.["ca_bundle"];
  if (path === undefined) return undefined;
  try {
    return await platform.readFile(path);
  } catch (error) {
    throw new SourceError(
      "configuration",
      `The certificates in ${path} cannot be read.`,
      "AWS_CA_BUNDLE, or ca_bundle in the profile, must name a file in PEM form.",
      { cause: error },
    );
  }
};

/** Who is trusted anyway, and the bundle. */
const trustedWith = async (bundle: string): Promise<string[]> => {
  const { getCACertificates, rootCertificates } = await import("node:tls");
  // Node 22.15 brought it, with what NODE_EXTRA_CA_CERTS adds; types of Node 24 know nothing of older ones.
  const known = (getCACertificates as typeof getCACertificates | undefined)?.("default") ?? rootCertificates;
  return [...known, bundle];
};
