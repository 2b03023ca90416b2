/** The certificates of a connection whose `caBundle` is set. */
import type * as Tls from "node:tls";
import { SourceError } from "../source/source-error.ts";
import type { Platform } from "../source/source.ts";

/** The lists of Node's certificates. Node 22.15 introduced `getCACertificates`. */
type KnownCertificates = Pick<typeof Tls, "rootCertificates"> &
  Partial<Pick<typeof Tls, "getCACertificates">>;

interface TrustOptions extends Pick<Platform, "env" | "readFile"> {
  /** Default: those of this Node. */
  readonly tls?: KnownCertificates;
}

/**
 * Returns Node's certificates, with those of NODE_EXTRA_CA_CERTS, and those of the bundle.
 *
 * @throws SourceError if the bundle cannot be read.
 */
export const trustedWith = async (
  path: string,
  { env, readFile, tls }: TrustOptions,
): Promise<readonly string[]> => {
  const bundle = await readBundle(path, readFile);
  const { getCACertificates, rootCertificates }: KnownCertificates = tls ?? (await import("node:tls"));
  // It has what NODE_EXTRA_CA_CERTS adds.
  if (getCACertificates !== undefined) return [...getCACertificates("default"), bundle];
  const extra = env["NODE_EXTRA_CA_CERTS"];
  if (extra === undefined || extra === "") return [...rootCertificates, bundle];
  // Like Node, which warns of a file that it cannot read, and continues.
  const added = await readFile(extra).then(
    (text) => [text],
    () => [],
  );
  return [...rootCertificates, ...added, bundle];
};

const readBundle = async (path: string, readFile: Platform["readFile"]): Promise<string> => {
  let cause: unknown;
  try {
    const bundle = await readFile(path);
    if (bundle.includes("-----BEGIN CERTIFICATE-----")) return bundle;
  } catch (error) {
    cause = error;
  }
  throw new SourceError(
    "configuration",
    `The certificates in ${path} cannot be read.`,
    "Set --ca-bundle, AWS_CA_BUNDLE, or ca_bundle in the profile, to a file in PEM format.",
    { cause },
  );
};
