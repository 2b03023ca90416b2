/**
 * Signs a request again, with the signer of AWS's JavaScript SDK: AWS maintains it, which is worth more than a canonical form
 * of our own. Tests compare it with botocore's signatures.
 */
import { Sha256Js } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import type { SigningKey } from "./keys.ts";
import type { Credential } from "./credential.ts";

/** What was signed, and how its client says that it was done. */
export interface Signed {
  readonly request: Request;
  readonly body: Uint8Array;
  readonly credential: Credential;
  readonly date: Date;
  readonly signedHeaders: string;
}

/** The right signature of a request; undefined when no signature is right, as it does not say what it carries. */
export type SignAgain = (signed: Signed, key: SigningKey) => Promise<string | undefined>;

export const signAgain: SignAgain = async (
  { request, body, credential, date, signedHeaders },
  { accessKeyId, secretAccessKey },
) => {
  const stated = request.headers.get("x-amz-content-sha256");
  // `UNSIGNED-PAYLOAD` is no hash either: it would let anybody exchange the body.
  if (stated !== null && stated !== (await sha256(body))) return undefined;
  const url = new URL(request.url);
  const query = readQuery(url.searchParams);
  if (query === undefined) return undefined;

  const names = signedHeaders.split(";");
  // Looked up here, as the platform's own `get` throws for what cannot be the name of a header.
  const sent = new Map([["host", url.host], ...request.headers]);
  const headers = names.flatMap((name) => {
    const value = sent.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const signer = new SignatureV4({
    // The token, if it is signed, is among the headers already.
    credentials: { accessKeyId, secretAccessKey },
    region: credential.region,
    service: credential.service,
    // In JavaScript: for so few bytes Node's own takes twice as long to set up, and WebCrypto's waits for another thread.
    sha256: Sha256Js,
    applyChecksum: false,
  });
  const { method } = request;
  const { protocol, hostname, pathname: path } = url;
  const again = await signer.sign(
    { method, protocol, hostname, path, query, headers: Object.fromEntries(headers), body },
    // What the signer would leave out by itself, such as `user-agent`, some other client has signed.
    { signingDate: date, signableHeaders: new Set(names) },
  );
  return readSignature(again.headers["authorization"] ?? "", signedHeaders);
};

const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const hash = new Sha256Js();
  hash.update(bytes);
  return [...(await hash.digest())].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** The signer lists what it signed: names sorted, each once, none that it left out. Any other list is somebody's change. */
const readSignature = (authorization: string, signedHeaders: string): string | undefined => {
  const [, list, signature] = /SignedHeaders=(.*), Signature=([0-9a-f]{64})$/.exec(authorization) ?? [];
  return list === signedHeaders ? signature : undefined;
};

const readQuery = (params: URLSearchParams): Record<string, string[]> | undefined => {
  const query = new Map<string, string[]>();
  for (const [name, value] of params) {
    // The signer takes it for a signature of its own and leaves it unsigned.
    if (name.toLowerCase() === "x-amz-signature") return undefined;
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return Object.fromEntries(query);
};
