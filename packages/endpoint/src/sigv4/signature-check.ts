/** Checks that a request is signed with one of the keys. */
import { isOperationName, operations } from "@windowpane/core";
import { readAuthorization } from "./authorization.ts";
import { checkScope, readCredential } from "./credential.ts";
import { checkDate, readDate } from "./date.ts";
import { keysById, type SigningKey } from "./keys.ts";
import { rememberReplays, type ReplayCheck } from "./replays.ts";
import type { SignAgain } from "./sign-again.ts";
import { SignatureError } from "./signature-error.ts";

/** Options of `createSignatureCheck`. */
export interface SignatureOptions {
  /** Keys for signatures. At least one. */
  readonly keys: readonly SigningKey[];
  /** Returns the current time. */
  readonly now: () => Date;
  /** Required region of a signature. Default: any, because clients of a local endpoint can have any region. */
  readonly region?: string | undefined;
  /** Required service of a signature. Default: `ssm`. */
  readonly service?: string | undefined;
  /**
   * Maximum number of used signatures to remember for each key, so that none is accepted twice; about 150 bytes each. Each
   * process or isolate has its own memory, so a signature is accepted once in each of them. When the memory is full, older
   * signatures expire before five minutes. 0: signatures can be reused. Default: 50,000.
   */
  readonly replays?: number | undefined;
}

/** A request and the bytes of its body, which has been read. */
export interface SignedRequest {
  /** The request. */
  readonly request: Request;
  /** The bytes of its body. */
  readonly body: Uint8Array;
}

/** The signer of a request. */
export interface Signer {
  /** Access key ID. Not a secret. */
  readonly accessKeyId: string;
}

/** Returns the signer of a request. Rejects with a SignatureError if the signature is not valid. */
export type SignatureCheck = (signed: SignedRequest) => Promise<Signer>;

/**
 * Creates a check of AWS Signature Version 4, in AWS's order and words: missing parts, date (five minutes in either direction),
 * signed headers, scope, key, signature, session token. Pass it to `createEndpoint` as `authorize`.
 *
 * Stricter than AWS: all `x-amz-` headers and the payload must be signed, signatures in the query string are rejected, and a
 * signature is accepted once. (Equal requests that botocore signs within one second have the same signature. They are accepted if
 * they only read and arrive within two seconds with different `amz-sdk-invocation-id`s. That ID is not signed, so an attacker who
 * saw the first request can read the same response again within two seconds.)
 *
 * @throws Error without secrets if a key is invalid.
 *
 * @example
 * const endpoint = createEndpoint(transport, {
 *   authorize: createSignatureCheck({ keys: [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey }], now: () => new Date() }),
 * });
 */
export const createSignatureCheck = (options: SignatureOptions): SignatureCheck => {
  const { now, region, service = "ssm", replays: capacity = 50_000 } = options;
  const keys = keysById(options.keys);
  const replays = new Map([...keys.keys()].map((id) => [id, memory(capacity)]));

  let signer: Promise<{ readonly signAgain: SignAgain }> | undefined;

  return async ({ request, body }) => {
    const at = now();
    const stated = readAuthorization(request);
    const date = readDate(stated.date);
    checkDate(date, at);
    checkSignedHeaders(stated.signedHeaders, request.headers);
    checkAlgorithm(stated.algorithm);
    const credential = readCredential(stated.credential);
    checkScope(credential, { region, service, longDate: stated.date });
    const key = keys.get(credential.accessKeyId);
    if (key === undefined) throw unrecognized();

    // AWS's signer takes about 60 ms to load in Node, so it is loaded for the first signature.
    const { signAgain } = await (signer ??= import("./sign-again.ts"));
    const { signedHeaders } = stated;
    const signature = await signAgain({ request, body, credential, date, signedHeaders }, key);
    if (signature === undefined || !sameText(stated.signature, signature)) throw mismatch();
    checkToken(request, key, at);

    const use = { signature, date, now: at, isRead: isRead(request), attempt: attemptOf(request) };
    const found = replays.get(key.accessKeyId)?.(use);
    if (found === "used" || found === "too soon") throw usedBefore(found);
    return { accessKeyId: key.accessKeyId };
  };
};

const memory = (capacity: number): ReplayCheck => {
  if (!Number.isSafeInteger(capacity) || capacity < 0) {
    throw new Error("`replays` must be an integer of 0 or more. Remove it to use the default of 50,000.");
  }
  return capacity === 0 ? () => "new" : rememberReplays(capacity);
};

/**
 * Checks that the host and all `x-amz-` headers are signed, including the target and the date. AWS's message is known for the host
 * only; the others follow it.
 *
 * @throws SignatureError if one of them is not signed.
 */
const checkSignedHeaders = (signedHeaders: string, headers: Headers): void => {
  const signed = new Set(signedHeaders.toLowerCase().split(";"));
  if (!signed.has("host")) throw mustBeSigned("'Host' or ':authority'");
  // A `Date` header could also be signed, but AWS's clients do not do this and AWS's signer does not support it.
  if (!signed.has("x-amz-date")) throw mustBeSigned("'X-Amz-Date'");
  for (const name of headers.keys()) {
    if (name.startsWith("x-amz-") && !signed.has(name) && name !== FROM_CLOUDFRONT) {
      throw mustBeSigned(`'${name}'`);
    }
  }
};

/** Request ID that CloudFront adds. */
const FROM_CLOUDFRONT = "x-amz-cf-id";

const mustBeSigned = (name: string): SignatureError =>
  new SignatureError(
    "InvalidSignatureException",
    `${name} must be a 'SignedHeader' in the AWS Authorization.`,
  );

const checkAlgorithm = (algorithm: string): void => {
  if (algorithm === "AWS4-HMAC-SHA256") return;
  const text = `Unsupported AWS 'algorithm': '${algorithm.slice(0, 256)}' (only AWS4-HMAC-SHA256 for now). `;
  throw new SignatureError("IncompleteSignatureException", text);
};

/** Called after the signature check, as in AWS, so that only holders of the key get errors about tokens. */
const checkToken = (request: Request, { sessionToken = "", expires }: SigningKey, now: Date): void => {
  if (!sameText(request.headers.get("x-amz-security-token") ?? "", sessionToken)) throw unrecognized();
  if (expires === undefined || now < expires) return;
  const text = "The security token included in the request is expired";
  throw new SignatureError("ExpiredTokenException", text);
};

/**
 * Compares strings in a time that depends only on the length of the given one, so that the secret cannot be guessed character by
 * character. (Not all platforms have a function for this.)
 */
const sameText = (given: string, secret: string): boolean => {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index += 1) {
    // Beyond the end of the secret, NaN counts as 0; the lengths already differ.
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index);
  }
  return difference === 0;
};

/** Call ID and attempt number that AWS's newer clients send. */
const attemptOf = ({ headers }: Request): string | undefined => {
  const call = headers.get("amz-sdk-invocation-id");
  if (call === null) return undefined;
  const attempt = `${call} ${headers.get("amz-sdk-request") ?? ""}`;
  // Clients send about 60 characters. Longer ones would use more memory than documented.
  return attempt.length > 120 ? undefined : attempt;
};

const isRead = ({ method, headers }: Request): boolean => {
  if (method === "GET" || method === "HEAD") return true;
  const target = headers.get("x-amz-target") ?? "";
  const operation = target.slice(target.indexOf(".") + 1);
  return isOperationName(operation) && operations[operation].effect === "read";
};

const unrecognized = (): SignatureError =>
  new SignatureError("UnrecognizedClientException", "The security token included in the request is invalid.");

const mismatch = (): SignatureError =>
  new SignatureError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
      "and signing method. Consult the service documentation for details.",
  );

/**
 * AWS has no error for this, because it accepts signatures repeatedly. If it may be a second request of the client, the error is
 * one that clients retry with a new signature.
 */
const usedBefore = (found: "used" | "too soon"): SignatureError =>
  new SignatureError(
    found === "used" ? "InvalidSignatureException" : "ThrottlingException",
    "The request signature was already used. Sign each request again, and wait a second between equal requests.",
  );
