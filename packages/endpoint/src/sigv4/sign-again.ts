/**
 * Signs a request again with the signer of AWS's JavaScript SDK, because AWS maintains it. Tests compare it with botocore's
 * signatures.
 */
import { Sha256Js } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import type { SigningKey } from "./keys.ts";
import type { Credential } from "./credential.ts";

/** A signed request and the parts of its signature. */
export interface SignatureInput {
  readonly request: Request;
  readonly body: Uint8Array;
  readonly credential: Credential;
  readonly date: Date;
  readonly signedHeaders: string;
}

/** Returns the correct signature. Undefined if no signature can be correct, such as with an unsigned payload. */
export type SignAgain = (signed: SignatureInput, key: SigningKey) => Promise<string | undefined>;

export const signAgain: SignAgain = async (
  { request, body, credential, date, signedHeaders },
  { accessKeyId, secretAccessKey },
) => {
  const stated = request.headers.get("x-amz-content-sha256");
  // Also rejects `UNSIGNED-PAYLOAD`, which would allow changes of the body.
  if (stated !== null && stated !== (await sha256(body))) return undefined;
  const url = new URL(request.url);
  const query = readQuery(url.searchParams);
  if (query === undefined) return undefined;

  const names = signedHeaders.split(";");
  // `Headers.get` throws for invalid names.
  const sent = new Map([["host", url.host], ...request.headers]);
  const headers = names.flatMap((name) => {
    const value = sent.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const signer = new SignatureV4({
    // A signed session token is already in the headers.
    credentials: { accessKeyId, secretAccessKey },
    region: credential.region,
    service: credential.service,
    // For small bodies, JavaScript is faster than Node's hash (setup) and WebCrypto (another thread).
    sha256: Sha256Js,
    applyChecksum: false,
  });
  const { method } = request;
  const { protocol, hostname, pathname: path } = url;
  const again = await signer.sign(
    { method, protocol, hostname, path, query, headers: Object.fromEntries(headers), body },
    // Other clients sign headers that the signer would omit, such as `user-agent`.
    { signingDate: date, signableHeaders: new Set(names) },
  );
  return readSignature(again.headers["authorization"] ?? "", signedHeaders);
};

const sha256 = async (bytes: Uint8Array): Promise<string> => {
  const hash = new Sha256Js();
  hash.update(bytes);
  return [...(await hash.digest())].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** The list must equal the signer's list: sorted, without duplicates, only signed headers. Another list was changed. */
const readSignature = (authorization: string, signedHeaders: string): string | undefined => {
  const [, list, signature] = /SignedHeaders=(.*), Signature=([0-9a-f]{64})$/.exec(authorization) ?? [];
  return list === signedHeaders ? signature : undefined;
};

const readQuery = (params: URLSearchParams): Record<string, string[]> | undefined => {
  const query = new Map<string, string[]>();
  for (const [name, value] of params) {
    // The signer would not sign this parameter.
    if (name.toLowerCase() === "x-amz-signature") return undefined;
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return Object.fromEntries(query);
};
