import type { AgentOptions } from "node:https";
import { SourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";
import type { EffectiveLocation } from "./location.ts";

/** Options of the SDK's HTTP handler. */
export interface HttpSettings extends Timeouts {
  readonly httpAgent: AgentOptions;
  readonly httpsAgent: AgentOptions;
}

/**
 * Timeouts, proxies and trusted certificates of all clients. The AWS CLI reads HTTPS_PROXY and AWS_CA_BUNDLE; the SDK reads
 * neither.
 *
 * @throws SourceError if the certificates cannot be read.
 */
export const httpSettings = async (
  { caBundle }: Pick<EffectiveLocation, "caBundle">,
  { env, readFile }: Pick<Platform, "env" | "readFile">,
): Promise<HttpSettings> => {
  const direct = [env["no_proxy"] || env["NO_PROXY"], "localhost", "127.0.0.1", "::1"];
  // Node 22.21 and 24.5 introduced proxyEnv; older versions connect directly.
  const proxyEnv = { ...env, no_proxy: direct.filter(Boolean).join(",") };
  const ca = caBundle === undefined ? undefined : await trustedWith(caBundle.value, readFile);
  return {
    ...timeouts,
    httpAgent: { proxyEnv },
    httpsAgent: ca === undefined ? { proxyEnv } : { proxyEnv, ca },
  };
};

/**
 * In milliseconds; the SDK has none. AWS responds to these operations within a second, so a connection that takes longer than
 * 5 seconds is lost, and a response that does not begin or stalls for 30 seconds is worth a retry.
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

/** Node's certificates and those of the bundle. */
const trustedWith = async (path: string, readFile: Platform["readFile"]): Promise<string[]> => {
  const bundle = await readBundle(path, readFile);
  const { getCACertificates, rootCertificates } = await import("node:tls");
  // Node 22.15 introduced it, with what NODE_EXTRA_CA_CERTS adds; the types of Node 24 do not know older versions.
  const known = (getCACertificates as typeof getCACertificates | undefined)?.("default") ?? rootCertificates;
  return [...known, bundle];
};

const readBundle = async (path: string, readFile: Platform["readFile"]): Promise<string> => {
  try {
    return await readFile(path);
  } catch (error) {
    throw new SourceError(
      "configuration",
      `The certificates in ${path} cannot be read.`,
      "Set AWS_CA_BUNDLE, or ca_bundle in the profile, to a file in PEM format.",
      { cause: error },
    );
  }
};
